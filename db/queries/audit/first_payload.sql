-- The first payload in a range, if there is any.   $1 int tree   $2 bigint first   $3 bigint last index.
-- Uses log_payload_pN_pkey.
SELECT log_index FROM log_payload WHERE tree = $1 AND log_index >= $2 AND log_index <= $3 ORDER BY log_index LIMIT 1
