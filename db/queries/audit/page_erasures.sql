-- Erasures that were carried out, each with its entry's leaf.   $1 bigint after number   $2 int rows at most.
-- Uses erasure_pkey, log_entry_pN_pkey.
SELECT a.erasure_number, a.tree, a.log_index, a.salt, a.payload, e.leaf
FROM erasure AS a LEFT JOIN log_entry AS e ON e.tree = a.tree AND e.log_index = a.log_index
WHERE a.state = 4 AND a.erasure_number > $1 ORDER BY a.erasure_number LIMIT $2
