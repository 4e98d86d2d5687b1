-- $1 bigint number.   Uses erasure_pkey.   Read by store::ErasureRow.
SELECT erasure_number, cause, reference, state, asked_by, asked_at, decided_by, decided_at, tree, log_index, payloads, done_at, ground_sealed
FROM erasure WHERE erasure_number = $1 FOR UPDATE
