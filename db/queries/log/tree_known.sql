-- $1 int tree.   Uses log_tree_pkey.
SELECT EXISTS (SELECT FROM log_tree WHERE tree = $1)
