-- $1 int tree   $2 bigint from this index   $3 bigint rows at most.   Uses log_payload_told_outside_idx, log_entry_pkey.
-- Read by store::GuardFeed: what callers from outside were told.
SELECT e.logged_at, p.subject_key, p.guard_keys
FROM log_payload AS p JOIN log_entry AS e ON e.tree = p.tree AND e.log_index = p.log_index
WHERE p.tree = $1 AND p.log_index >= $2 AND substring(p.guard_keys FROM 2 FOR 1) = '\x05'::bytea
ORDER BY p.log_index DESC LIMIT $3
