-- Where the payloads of an inquiry's entries lie.   $1 bigint reference   $2 int rows at most.
-- Uses log_payload_reference_idx of each partition.
SELECT tree, log_index FROM log_payload WHERE reference = $1 ORDER BY tree, log_index LIMIT $2
