-- $1 int tree   $2 bigint from first index   $3 bigint below first index.   Uses log_batch_pkey.
SELECT first_index, entries, root, nodes FROM log_batch
WHERE tree = $1 AND first_index >= $2 AND first_index < $3 ORDER BY first_index
