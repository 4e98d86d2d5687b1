-- $1 text source   $2 bigint[] persons   $3 smallint[] kinds   $4 bytea[] hashes   $5 bytea[] sealed values.
INSERT INTO identifier (person_id, kind, value_hash, source_id, sealed)
SELECT n.person_id, n.kind, n.value_hash, $1, n.sealed
FROM unnest($2::bigint[], $3::smallint[], $4::bytea[], $5::bytea[]) AS n (person_id, kind, value_hash, sealed)
