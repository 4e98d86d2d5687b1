-- $1 bigint person   $2 bigint its version   $3 smallint decision   $4 text actor   $5 bigint[] candidates
-- $6 bigint[] their references   $7 bytea[] sealed grounds   $8 bytea[] digests of the facts decided on.
INSERT INTO candidate_review (candidate_id, reference, person_id, decision, actor, ground_sealed, person_version, facts_digest)
SELECT d.candidate_id, d.reference, $1, $3, $4, d.ground_sealed, $2, d.facts_digest
FROM unnest($5::bigint[], $6::bigint[], $7::bytea[], $8::bytea[])
  AS d (candidate_id, reference, ground_sealed, facts_digest)
