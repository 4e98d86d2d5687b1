-- $1 int tree   $2 bigint next index.   Uses figure_tree_pkey.
INSERT INTO figure_tree (tree, next_index) VALUES ($1, $2)
ON CONFLICT (tree) DO UPDATE SET next_index = excluded.next_index
