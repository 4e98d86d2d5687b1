-- $1 bigint[] persons.   Uses statement_person_idx, list_pkey, statement_withdrawal_pkey.   Read by store::StatementRow.
-- A list that is asked back no longer speaks, but for deaths that count until a second registrar has taken them back
-- too. What it had replaced speaks again at the same moment, and a death it had replaced with the second signature.
SELECT s.statement_id, s.person_id, s.kind, s.rung, s.source_id, s.fact_day, s.fact_precision, s.received_at,
  s.entered_at, s.forwarded_at,
  s.list_no IS NULL OR s.kind NOT IN (12, 13, 14, 15) OR l.countersigned_at IS NOT NULL AS counts,
  least(CASE WHEN (CASE WHEN s.kind IN (12, 13, 14, 15) THEN b.withdrawn_at ELSE b.withdrawal_asked_at END) IS NULL THEN w.effective_at END,
        CASE WHEN s.kind IN (12, 13, 14, 15) AND l.countersigned_at IS NOT NULL THEN l.withdrawn_at
             ELSE l.withdrawal_asked_at END) AS withdrawn_at,
  s.sealed, s.recipient, s.inform_kin, s.region, s.list_no
FROM statement AS s
LEFT JOIN list AS l ON l.list_no = s.list_no
LEFT JOIN statement_withdrawal AS w ON w.statement_id = s.statement_id
LEFT JOIN list AS b ON b.list_no = w.by_list
WHERE s.person_id = ANY ($1::bigint[])
ORDER BY s.person_id, s.statement_id
