-- $1 int tree   $2 bigint from this index   $3 bigint to before this one.   Uses log_payload_pkey, log_entry_pkey.
-- Read by store::GuardFeed.
SELECT e.logged_at, p.subject_key, p.guard_keys
FROM log_payload AS p JOIN log_entry AS e ON e.tree = p.tree AND e.log_index = p.log_index
WHERE p.tree = $1 AND p.log_index >= $2 AND p.log_index < $3 AND p.guard_keys IS NOT NULL
ORDER BY p.log_index
