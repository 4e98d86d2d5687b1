-- $1 text after this source   $2 int rows at most.   Uses source_pkey.   Read by store::SourceRow.
SELECT source_id, description, ceiling, sides, statement_kinds, invented
FROM source WHERE source_id > $1 ORDER BY source_id LIMIT $2
