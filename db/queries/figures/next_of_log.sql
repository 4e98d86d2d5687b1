-- One tree of the log that has grown.   Uses log_tree_pkey, figure_tree_pkey.
SELECT t.tree, coalesce(f.next_index, 0) AS next_index, t.size
FROM log_tree AS t LEFT JOIN figure_tree AS f ON f.tree = t.tree
WHERE t.size > coalesce(f.next_index, 0) ORDER BY t.tree LIMIT 1
