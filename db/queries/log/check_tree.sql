-- Whether the tree is still ours, looked at while there is nothing to write.   $1 int tree.   Uses log_tree_pkey.
SELECT epoch, size FROM log_tree WHERE tree = $1
