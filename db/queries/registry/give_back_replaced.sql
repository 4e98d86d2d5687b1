-- $1 bigint list whose withdrawal was asked or confirmed.   Uses statement_withdrawal_list_idx,
-- past_withdrawal_statement_idx, statement_pkey, list_pkey. What keep_replaced moved to it goes back to the last list that
-- still stands: A, then B, then C; C is taken back, and B still says otherwise than A.
WITH given AS (
  SELECT DISTINCT ON (w.statement_id) w.statement_id, b.list_no
  FROM statement_withdrawal AS w
  JOIN statement AS s ON s.statement_id = w.statement_id
  JOIN list AS l ON l.list_no = w.by_list
  JOIN past_withdrawal AS p ON p.statement_id = w.statement_id
  JOIN list AS b ON b.list_no = p.by_list
  WHERE w.by_list = $1 AND w.effective_at IS NOT NULL AND b.list_no <> $1
    AND CASE WHEN s.kind IN (12, 13, 14, 15) THEN l.withdrawn_at IS NOT NULL AND b.withdrawn_at IS NULL
             ELSE l.withdrawal_asked_at IS NOT NULL AND b.withdrawal_asked_at IS NULL END
  ORDER BY w.statement_id, b.list_no DESC
)
UPDATE statement_withdrawal AS w SET by_list = given.list_no FROM given WHERE w.statement_id = given.statement_id
