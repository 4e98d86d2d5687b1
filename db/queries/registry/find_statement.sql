-- $1 bigint statement.   Uses statement_pkey, statement_withdrawal_pkey, list_pkey. What a withdrawn list withdrew is not
-- withdrawn, and what a list said that is asked back is.
SELECT s.person_id, s.kind, CASE WHEN (CASE WHEN s.kind IN (12, 13, 14, 15) THEN b.withdrawn_at ELSE b.withdrawal_asked_at END) IS NULL THEN w.asked_by END AS asked_by,
  least(CASE WHEN (CASE WHEN s.kind IN (12, 13, 14, 15) THEN b.withdrawn_at ELSE b.withdrawal_asked_at END) IS NULL THEN w.effective_at END,
        CASE WHEN s.kind IN (12, 13, 14, 15) AND l.countersigned_at IS NOT NULL THEN l.withdrawn_at
             ELSE l.withdrawal_asked_at END) AS effective_at,
  s.list_no
FROM statement AS s
LEFT JOIN list AS l ON l.list_no = s.list_no
LEFT JOIN statement_withdrawal AS w ON w.statement_id = s.statement_id
LEFT JOIN list AS b ON b.list_no = w.by_list
WHERE s.statement_id = $1
