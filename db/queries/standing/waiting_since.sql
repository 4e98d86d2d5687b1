-- How long the first change after $1 bigint revision has waited, in seconds; none when all are compared.
-- Uses register_change_pkey.
SELECT extract(epoch FROM clock_timestamp() - c.changed_at)::float8 FROM register_change AS c WHERE c.revision = $1 + 1
