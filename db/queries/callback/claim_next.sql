-- $1 timestamptz now   $2 text actor   $3 timestamptz claimed until   $4 boolean all, as a
-- supervisor   $5 smallint reasons in spite of which he may take it.   Uses callback_due_idx, release_reference_idx.   Read by
-- store::CallbackRow. Two who ask at once get two; who released an answer does not tell it. What the records say now is
-- looked at last, for it costs most.
UPDATE callback AS t SET claimed_by = $2, claimed_at = $1, claim_until = $3
WHERE t.callback_id = (
  SELECT c.callback_id FROM callback AS c
  WHERE c.state = 1 AND c.due_at <= $1 AND (c.claim_until IS NULL OR c.claim_until < $1) AND ($4 OR c.causes & 16 = 0 AND c.escalations & ~$5::smallint = 0)
    AND NOT (c.causes & 2 <> 0 AND EXISTS (SELECT FROM release AS r WHERE r.reference = c.reference
      AND r.withdrawn_at IS NULL AND r.until_at > $1 AND r.released_by = $2))
    AND ($4 OR callback_escalations(c.reference) & ~$5::smallint = 0)
  ORDER BY c.kinship, c.due_at, c.callback_id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING t.callback_id, t.reference, t.causes, t.state, t.kinship, t.opened_at, t.due_at, t.tries, t.claimed_by,
  t.claim_until, t.escalations | callback_escalations(t.reference) AS escalations
