-- $1 smallint table   $2 date month   $3 text cells   $4 bytea hash of them.   Uses release_of_figures_pkey.
INSERT INTO release_of_figures (table_id, month, cells, sha256) VALUES ($1, $2, $3, $4)
ON CONFLICT (table_id, month) DO NOTHING
