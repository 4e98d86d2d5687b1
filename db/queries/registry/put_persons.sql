-- $1 smallint side   $2 bigint[] persons   $3 bytea[] sealed particulars.
INSERT INTO person (person_id, side, sealed)
SELECT n.person_id, $1, n.sealed FROM unnest($2::bigint[], $3::bytea[]) AS n (person_id, sealed)
