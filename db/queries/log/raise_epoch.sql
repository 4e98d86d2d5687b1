-- Takes the tree from whoever had it.   $1 int tree.   Uses log_tree_pkey.
UPDATE log_tree SET epoch = epoch + 1 WHERE tree = $1 AND closed_at IS NULL RETURNING epoch
