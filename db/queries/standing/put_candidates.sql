-- Stores candidates once each and lets them take the place of open ones of their pairs. A pair that people decided on
-- from these very facts stays decided.   $1 bigint[] references   $2 int[] facts versions   $3 bigint[] persons
-- $4 bigint[] person versions   $5 text model   $6 real[] probabilities   $7 text[] reasons   $8 bytea[] facts digests.
-- Uses match_candidate_once, match_candidate_pair_idx, canary_pkey: nobody waits for one who does not exist. Returns the reference of each one stored.
WITH stored AS (
  INSERT INTO match_candidate (reference, facts_version, person_id, person_version, model_version, probability, reasons,
    facts_digest)
  SELECT f.reference, f.facts_version, f.person_id, f.person_version, $5, f.probability, f.reasons, f.facts_digest
  FROM unnest($1::bigint[], $2::int[], $3::bigint[], $4::bigint[], $6::real[], $7::text[], $8::bytea[])
    AS f (reference, facts_version, person_id, person_version, probability, reasons, facts_digest)
  WHERE NOT EXISTS (SELECT FROM canary AS c WHERE c.person_id = f.person_id)
    AND NOT EXISTS (SELECT FROM match_candidate AS d
                    WHERE d.reference = f.reference AND d.person_id = f.person_id AND d.state IN (3, 4, 5)
                      AND d.facts_digest = f.facts_digest)
  ON CONFLICT ON CONSTRAINT match_candidate_once DO NOTHING
  RETURNING reference, person_id
), replaced AS (
  UPDATE match_candidate AS o SET state = 6
  FROM stored AS s
  WHERE o.reference = s.reference AND o.person_id = s.person_id AND o.state IN (1, 2)
)
SELECT reference FROM stored
