-- $1 bigint[] persons   $2 int rows at most.   Uses statement_person_idx, list_pkey, statement_withdrawal_pkey.   Read by
-- store::StatementHistoryRow. The same rules as in read_statements.sql, which history_store.cpp turns into intervals.
SELECT s.statement_id, s.person_id, s.kind, s.rung, s.source_id, s.fact_day, s.fact_precision, s.received_at,
  s.entered_at, s.forwarded_at, s.sealed, s.recipient, s.inform_kin, s.region, s.entered_by,
  l.list_id, l.countersigned_at, l.withdrawal_asked_at, l.withdrawal_asked_by, l.withdrawn_at AS list_withdrawn_at,
  l.withdrawn_by, l.withdrawal_ground,
  w.asked_at, w.asked_by, w.confirmed_by, w.effective_at, w.ground, 
  CASE WHEN s.kind IN (12, 13, 14, 15) THEN b.withdrawn_at ELSE b.withdrawal_asked_at END AS withdrawal_ended_at
FROM statement AS s
LEFT JOIN list AS l ON l.list_no = s.list_no
LEFT JOIN statement_withdrawal AS w ON w.statement_id = s.statement_id
LEFT JOIN list AS b ON b.list_no = w.by_list
WHERE s.person_id = ANY ($1::bigint[]) ORDER BY s.statement_id LIMIT $2
