-- $1 bigint reference.   Uses erasure_under_way_idx.
SELECT erasure_number FROM erasure WHERE reference = $1 AND state IN (1, 3)
