-- Entries of a time with their sealed payloads (NULL once erased), after a place.   $1 timestamptz from   $2 timestamptz
-- before   $3 int after tree   $4 bigint after index   $5 int rows at most.   Uses log_entry_pN_pkey, log_payload_pN_pkey.
SELECT e.tree, e.log_index, e.leaf, p.salt, p.key_sealed, p.payload_sealed
FROM log_entry AS e LEFT JOIN log_payload AS p ON p.tree = e.tree AND p.log_index = e.log_index
WHERE e.logged_at >= $1 AND e.logged_at < $2 AND (e.tree, e.log_index) > ($3, $4)
ORDER BY e.tree, e.log_index LIMIT $5
