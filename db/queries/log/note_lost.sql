-- Of a closed tree: a greater size than was known came to light.   $1 int tree   $2 bigint that size.   Uses log_tree_pkey.
UPDATE log_tree SET lost_until = $2
WHERE tree = $1 AND closed_at IS NOT NULL AND $2 > greatest(size, coalesce(lost_until, 0))
