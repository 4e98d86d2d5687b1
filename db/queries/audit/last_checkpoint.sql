-- $1 int tree.   Uses log_checkpoint_pkey.
SELECT size, note FROM log_checkpoint WHERE tree = $1 ORDER BY size DESC LIMIT 1
