-- $1 text source   $2 bigint[] persons   $3 smallint[] kinds   $4 smallint[] scripts   $5 text[] languages
-- $6 bytea[] sealed names.
INSERT INTO person_name (person_id, kind, script, language, source_id, sealed)
SELECT n.person_id, n.kind, n.script, n.language, $1, n.sealed
FROM unnest($2::bigint[], $3::smallint[], $4::smallint[], $5::text[], $6::bytea[])
  AS n (person_id, kind, script, language, sealed)
