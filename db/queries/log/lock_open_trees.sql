-- Those that a restore may have to close; a handful of rows, read in whole.
SELECT tree, size, root FROM log_tree WHERE closed_at IS NULL ORDER BY tree FOR UPDATE
