-- A number for a tree that continues another.   $1 int lowest that may be given.   Read in whole: a handful of rows.
SELECT greatest($1, max(tree) + 1) FROM log_tree
