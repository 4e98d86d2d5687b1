-- $1 text source   $2 text description   $3 smallint ceiling   $4 smallint[] sides   $5 smallint[] statement kinds
-- $6 boolean invented.   Uses source_pkey. Changes nothing when the source is known.
INSERT INTO source (source_id, description, ceiling, sides, statement_kinds, invented)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (source_id) DO NOTHING
