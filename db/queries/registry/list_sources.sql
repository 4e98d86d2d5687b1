-- $1 text after this source   $2 int rows at most.   Uses source_pkey, source_mapping_pkey.   Read by store::SourceShown.
SELECT s.source_id, s.description, s.ceiling, s.sides, s.statement_kinds, s.invented,
  coalesce(m.headings, '{}') AS headings, coalesce(m.columns, '{}') AS columns
FROM source AS s LEFT JOIN source_mapping AS m ON m.source_id = s.source_id
WHERE s.source_id > $1 ORDER BY s.source_id LIMIT $2
