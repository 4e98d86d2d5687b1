-- $1 bigint person   $2 bigint its version   $3 smallint decision   $4 text actor   $5 bigint[] references
-- $6 bytea[] sealed grounds   $7 bytea[] digests of the facts decided on.
INSERT INTO candidate_review (reference, person_id, decision, actor, ground_sealed, person_version, facts_digest)
SELECT d.reference, $1, $3, $4, d.ground_sealed, $2, d.facts_digest
FROM unnest($5::bigint[], $6::bytea[], $7::bytea[]) AS d (reference, ground_sealed, facts_digest)
