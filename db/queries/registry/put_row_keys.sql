-- $1 text source   $2 bytea[] person keys   $3 bytea[] content hashes   $4 bigint[] persons.
INSERT INTO row_key (source_id, person_key, content_hash, person_id)
SELECT $1, n.person_key, n.content_hash, n.person_id
FROM unnest($2::bytea[], $3::bytea[], $4::bigint[]) AS n (person_key, content_hash, person_id)
