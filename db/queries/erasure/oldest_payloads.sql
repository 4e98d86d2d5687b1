-- The first payloads of a tree after a place, with whether their time is over; an erasure's own entry stays for good.
-- $1 int tree   $2 bigint after index   $3 int rows at most.   Uses log_payload_pN_pkey, log_entry_pN_pkey.
SELECT p.log_index, e.logged_at < now() - retention_time() AS over, get_byte(e.leaf, 1) = 5 AS stays, e.logged_at
FROM (SELECT tree, log_index FROM log_payload WHERE tree = $1 AND log_index > $2 ORDER BY log_index LIMIT $3) AS p
JOIN log_entry AS e ON e.tree = p.tree AND e.log_index = p.log_index
ORDER BY p.log_index
