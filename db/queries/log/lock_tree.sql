-- Takes the tree for one batch, unless another writer has taken it since.   $1 int tree   $2 bigint our epoch.
-- Uses log_tree_pkey.
SELECT size, root FROM log_tree WHERE tree = $1 AND epoch = $2 AND closed_at IS NULL FOR UPDATE
