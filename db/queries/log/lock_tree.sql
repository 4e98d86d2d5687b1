-- Takes the tree for one batch, unless another writer has taken it since. From the lock to the commit nothing else is
-- waited for long: a request key that another server holds, and hangs, must not hold up a whole batch.
-- $1 int tree   $2 bigint our epoch.   Uses log_tree_pkey.
SELECT t.size, t.root, set_config('lock_timeout', '250ms', true)
FROM (SELECT size, root FROM log_tree WHERE tree = $1 AND epoch = $2 AND closed_at IS NULL FOR UPDATE) AS t
