-- The first checkpoint that covers so many entries.   $1 int tree   $2 bigint size at least.   Uses log_checkpoint_pkey.
SELECT size, note FROM log_checkpoint WHERE tree = $1 AND size >= $2 ORDER BY size LIMIT 1
