-- All trees, a handful of rows.   Uses log_tree_pkey.
SELECT tree FROM log_tree ORDER BY tree
