-- $1 int tree   $2 bigint above size   $3 bigint up to size.   Uses log_checkpoint_pkey.
SELECT size, note FROM log_checkpoint WHERE tree = $1 AND size > $2 AND size <= $3 ORDER BY size
