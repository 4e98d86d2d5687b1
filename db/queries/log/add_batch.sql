-- $1 int tree   $2 bigint first index   $3 int entries   $4 bytea root after them   $5 bytea interior nodes completed
-- $6 timestamptz now.
INSERT INTO log_batch (tree, first_index, entries, root, nodes, committed_at) VALUES ($1, $2, $3, $4, $5, $6)
