-- $1 text source   $2 bigint list   $3 bigint[] persons   $4 smallint[] kinds   $5 bytea[] hashes
-- $6 bytea[] sealed values.
INSERT INTO identifier (person_id, kind, value_hash, source_id, list_no, sealed)
SELECT n.person_id, n.kind, n.value_hash, $1, $2, n.sealed
FROM unnest($3::bigint[], $4::smallint[], $5::bytea[], $6::bytea[]) AS n (person_id, kind, value_hash, sealed)
