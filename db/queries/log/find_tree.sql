-- $1 int tree.   Uses log_tree_pkey.   Read by TreeRow in log_tree.cpp.
SELECT tree, epoch, size, root, frontier, closed_at IS NOT NULL AS closed, lost_until FROM log_tree WHERE tree = $1 FOR UPDATE
