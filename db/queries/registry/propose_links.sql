-- $1 bigint[] lower ids   $2 bigint[] higher ids   $3 real[] probabilities   $4 text[] reasons.   Uses link_pair_unique, canary_pkey.
-- Proposed by comparison; a pair that is known in any state stays as it is. Returns the new links.
WITH proposed AS (
  INSERT INTO link (person_a, person_b, state, probability, reasons, proposed_by)
  SELECT n.person_a, n.person_b, 1, n.probability, n.reasons, 'automatic'
  FROM unnest($1::bigint[], $2::bigint[], $3::real[], $4::text[]) AS n (person_a, person_b, probability, reasons)
  WHERE NOT EXISTS (SELECT FROM canary AS c WHERE c.person_id IN (n.person_a, n.person_b))
  ON CONFLICT (person_a, person_b) DO NOTHING
  RETURNING link_id
)
INSERT INTO link_event (link_id, decision, state, actor, ground)
SELECT link_id, 5, 1, 'automatic', 'alike' FROM proposed
RETURNING link_id
