-- $1 text source   $2 bigint list   $3 bigint[] persons   $4 smallint[] kinds   $5 smallint[] scripts
-- $6 text[] languages   $7 bytea[] sealed names.
INSERT INTO person_name (person_id, kind, script, language, source_id, list_no, sealed)
SELECT n.person_id, n.kind, n.script, n.language, $1, $2, n.sealed
FROM unnest($3::bigint[], $4::smallint[], $5::smallint[], $6::text[], $7::bytea[])
  AS n (person_id, kind, script, language, sealed)
