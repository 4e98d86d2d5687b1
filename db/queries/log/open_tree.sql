-- $1 int tree   $2 bytea root of the empty tree   $3 int the tree it continues or NULL.
INSERT INTO log_tree (tree, epoch, size, root, frontier, continues) VALUES ($1, 1, 0, $2, ''::bytea, $3)
