-- $1 timestamptz now   $2 smallint behind this kinship   $3 timestamptz due   $4 bigint callback   $5 boolean also what a
-- supervisor must take   $6 int rows at most.   Uses callback_due_idx.   Read by store::CallbackRow. Nearest kin first.
SELECT c.callback_id, c.reference, c.causes, c.state, c.kinship, c.opened_at, c.due_at, c.tries, c.claimed_by, c.claim_until
FROM callback AS c
WHERE c.state = 1 AND c.due_at <= $1 AND (c.claim_until IS NULL OR c.claim_until < $1) AND ($5 OR c.causes & 16 = 0)
  AND (c.kinship, c.due_at, c.callback_id) > ($2::smallint, $3::timestamptz, $4::bigint)
ORDER BY c.kinship, c.due_at, c.callback_id LIMIT $6
