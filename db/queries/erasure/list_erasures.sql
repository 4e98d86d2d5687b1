-- $1 smallint[] states   $2 bigint below this number   $3 int rows at most.   Uses erasure_pkey.   Read by
-- store::ErasureRow. The latest first.
SELECT erasure_number, cause, reference, state, asked_by, asked_at, decided_by, decided_at, tree, log_index, payloads, done_at, ground_sealed
FROM erasure WHERE state = ANY ($1::smallint[]) AND erasure_number < $2 ORDER BY erasure_number DESC LIMIT $3
