-- Every tree of the log with its size.
SELECT t.tree, t.size FROM log_tree AS t ORDER BY t.tree
