-- $1 bigint callback.   Uses callback_pkey.   Read by store::CallbackRow.
SELECT c.callback_id, c.reference, c.causes, c.state, c.kinship, c.opened_at, c.due_at, c.tries, c.claimed_by, c.claim_until,
  c.escalations | callback_escalations(c.reference) AS escalations, other_open_inquiries(c.reference) AS others, c.claimed_at,
  c.caused_at
FROM callback AS c WHERE c.callback_id = $1 FOR UPDATE
