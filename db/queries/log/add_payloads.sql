-- $1 int tree   $2 bigint[] indexes   $3 bytea[] salts   $4 bytea[] sealed keys   $5 bytea[] sealed payloads
-- $6 bytea[] subject keys, each may be NULL.
INSERT INTO log_payload (tree, log_index, salt, key_sealed, payload_sealed, subject_key)
SELECT $1, p.log_index, p.salt, p.key_sealed, p.payload_sealed, p.subject_key
FROM unnest($2::bigint[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[])
  AS p (log_index, salt, key_sealed, payload_sealed, subject_key)
