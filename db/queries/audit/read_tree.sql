-- $1 int tree.   Uses log_tree_pkey.
SELECT size, root, frontier, continues, closed_at IS NOT NULL AS closed, lost_until FROM log_tree WHERE tree = $1
