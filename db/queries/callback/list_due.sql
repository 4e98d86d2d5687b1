-- $1 timestamptz now   $2 smallint behind this kinship   $3 timestamptz due   $4 bigint callback   $5 boolean all, as a
-- supervisor   $6 int rows at most   $7 smallint reasons in spite of which he may take it.   Uses callback_due_idx,
-- inquiry_contact_idx.   Read by store::CallbackRow. Nearest kin first.
SELECT c.callback_id, c.reference, c.causes, c.state, c.kinship, c.opened_at, c.due_at, c.tries, c.claimed_by, c.claim_until,
  c.escalations | callback_escalations(c.reference) AS escalations,
  CASE WHEN $5 THEN other_open_inquiries(c.reference) ELSE 0 END AS others
FROM callback AS c
WHERE c.state = 1 AND c.due_at <= $1 AND (c.claim_until IS NULL OR c.claim_until < $1) AND ($5 OR c.causes & 16 = 0 AND c.escalations & ~$7::smallint = 0)
  AND (c.kinship, c.due_at, c.callback_id) > ($2::smallint, $3::timestamptz, $4::bigint)
  AND ($5 OR callback_escalations(c.reference) & ~$7::smallint = 0)
ORDER BY c.kinship, c.due_at, c.callback_id LIMIT $6
