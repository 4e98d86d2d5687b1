-- $1 text source.   Uses source_pkey.   Read by store::SourceRow.
SELECT source_id, description, ceiling, sides, statement_kinds, invented FROM source WHERE source_id = $1
