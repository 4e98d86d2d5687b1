-- $1 bigint[] statements   $2 int rows at most.   Uses past_withdrawal_statement_idx, statement_pkey, list_pkey. Withdrawals whose place
-- another one took after they had ended.
SELECT w.statement_id, w.asked_by, w.confirmed_by, w.effective_at, w.ground,
  CASE WHEN s.kind IN (12, 13, 14, 15) THEN b.withdrawn_at ELSE b.withdrawal_asked_at END AS ended_at
FROM past_withdrawal AS w
JOIN statement AS s ON s.statement_id = w.statement_id
JOIN list AS b ON b.list_no = w.by_list
WHERE w.statement_id = ANY ($1::bigint[]) ORDER BY w.effective_at, w.statement_id LIMIT $2
