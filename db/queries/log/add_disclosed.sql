-- $1 int tree   $2 bigint[] indexes   $3 bigint[] persons   $4 bigint[] versions   $5 bigint[] inquiries, each may be
-- NULL   $6 timestamptz[] instants   $7 smallint[] answer kinds, each may be NULL
-- $8 smallint[] languages, $9 int[] versions of the scripts, each may be NULL.
INSERT INTO disclosed (tree, log_index, person_id, version, reference, disclosed_at, answer_kind, language, script_version)
SELECT $1, d.log_index, d.person_id, d.version, d.reference, d.disclosed_at, d.answer_kind, d.language,
  d.script_version
FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::timestamptz[], $7::smallint[],
  $8::smallint[], $9::int[])
  AS d (log_index, person_id, version, reference, disclosed_at, answer_kind, language, script_version)
