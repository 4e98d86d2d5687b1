-- $1 smallint state   $2 bigint behind this callback   $3 int rows at most.   Uses callback_state_idx.   Read by
-- store::CallbackRow.
SELECT c.callback_id, c.reference, c.causes, c.state, c.kinship, c.opened_at, c.due_at, c.tries, c.claimed_by, c.claim_until,
  c.escalations | callback_escalations(c.reference) AS escalations, other_open_inquiries(c.reference) AS others
FROM callback AS c
WHERE c.state = $1 AND c.callback_id > $2 ORDER BY c.callback_id LIMIT $3
