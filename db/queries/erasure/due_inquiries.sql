-- Closed inquiries whose 24 months end within $1 days, with what the family said.   $2 timestamptz after this change
-- $3 bigint and this reference   $4 int rows at most.   Uses inquiry_ended_idx, retention_answer_pkey.   Read by
-- store::DueInquiry. The oldest first.
SELECT i.reference, i.state, i.opened_at, i.changed_at, i.changed_at + retention_time() AS due_at,
  i.contact_key IS NOT NULL AS reachable, a.answer, a.answered_by, a.answered_at
FROM inquiry AS i LEFT JOIN retention_answer AS a ON a.reference = i.reference
WHERE i.state IN (4, 5, 6) AND i.erased_at IS NULL AND (i.changed_at, i.reference) > ($2, $3)
  AND i.changed_at < now() - retention_time() + make_interval(days => $1)
  AND (a.answer IS DISTINCT FROM 1 OR a.answered_at < now() - retention_time())
ORDER BY i.changed_at, i.reference LIMIT $4
