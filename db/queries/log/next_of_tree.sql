-- The tree that continues this one; NULL when none does. A handful of rows, read in whole.   $1 int tree.
SELECT max(tree) FROM log_tree WHERE continues = $1
