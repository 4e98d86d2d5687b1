-- $1 text source   $2 bytea[] person keys   $3 bytea[] content hashes   $4 bigint[] persons   $5 bigint[] statements
-- $6 bigint[] name keys   $7 bigint[] number keys.   Uses row_key_pkey. A row of a withdrawn list that comes again brings
-- its new statement.
INSERT INTO row_key (source_id, person_key, content_hash, person_id, statement_id, name_key, number_key)
SELECT $1, n.person_key, n.content_hash, n.person_id, n.statement_id, n.name_key, n.number_key
FROM unnest($2::bytea[], $3::bytea[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[])
  AS n (person_key, content_hash, person_id, statement_id, name_key, number_key)
ON CONFLICT (source_id, person_key, content_hash) DO UPDATE SET statement_id = excluded.statement_id
