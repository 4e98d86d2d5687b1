-- The batches at the end of a tree.   $1 int tree   $2 int rows at most.   Uses log_batch_pkey.
SELECT first_index, entries, root, nodes FROM log_batch WHERE tree = $1 ORDER BY first_index DESC LIMIT $2
