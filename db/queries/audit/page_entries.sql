-- $1 int tree   $2 bigint from index   $3 bigint below index   $4 int rows at most.   Uses log_entry_pN_pkey.
SELECT log_index, leaf, logged_at FROM log_entry
WHERE tree = $1 AND log_index >= $2 AND log_index < $3 ORDER BY log_index LIMIT $4
