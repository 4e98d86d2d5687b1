-- $1 bigint list   $2 text actor.   Uses statement_withdrawal_list_idx, statement_pkey. The deaths that rows of this list
-- replaced; whom they concern, in rising order.
WITH confirmed AS (
  UPDATE statement_withdrawal SET confirmed_by = $2, effective_at = now()
  WHERE by_list = $1 AND effective_at IS NULL
  RETURNING statement_id
)
SELECT DISTINCT s.person_id FROM confirmed AS c JOIN statement AS s ON s.statement_id = c.statement_id
ORDER BY s.person_id
