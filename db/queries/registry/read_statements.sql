-- $1 bigint[] persons.   Uses statement_person_idx, list_pkey, statement_withdrawal_pkey.   Read by store::StatementRow.
SELECT s.statement_id, s.person_id, s.kind, s.rung, s.source_id, s.fact_day, s.fact_precision, s.received_at,
  s.entered_at, s.forwarded_at,
  s.list_no IS NULL OR s.kind NOT IN (12, 13, 14, 15) OR l.countersigned_at IS NOT NULL AS counts,
  w.effective_at, s.sealed
FROM statement AS s
LEFT JOIN list AS l ON l.list_no = s.list_no
LEFT JOIN statement_withdrawal AS w ON w.statement_id = s.statement_id
WHERE s.person_id = ANY ($1::bigint[])
ORDER BY s.person_id, s.statement_id
