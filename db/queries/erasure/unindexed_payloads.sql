-- Payloads from before the column, whose inquiry only the payload itself tells, after a place.   $1 int tree   $2 bigint
-- index   $3 int rows at most.   Uses log_payload_pN_pkey, log_entry_pN_pkey.
SELECT p.tree, p.log_index, e.leaf, p.salt, p.key_sealed, p.payload_sealed
FROM log_payload AS p JOIN log_entry AS e ON e.tree = p.tree AND e.log_index = p.log_index
WHERE p.reference IS NULL AND (p.tree, p.log_index) > ($1, $2) ORDER BY p.tree, p.log_index LIMIT $3
