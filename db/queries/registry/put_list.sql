-- $1 bytea list   $2 text source   $3 smallint side   $4 bigint rows   $5 timestamptz received   $6 text actor
-- $7 smallint attempt.   Uses list_id_unique. Changes nothing when the list is known.
INSERT INTO list (list_id, source_id, side, rows_total, received_at, imported_by, attempt)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (list_id) DO NOTHING
