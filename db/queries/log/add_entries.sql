-- $1 int tree   $2 bigint[] indexes   $3 timestamptz[] whole seconds   $4 bytea[] leaves.
INSERT INTO log_entry (tree, log_index, logged_at, leaf)
SELECT $1, e.log_index, e.logged_at, e.leaf FROM unnest($2::bigint[], $3::timestamptz[], $4::bytea[])
  AS e (log_index, logged_at, leaf)
