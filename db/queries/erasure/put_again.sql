-- What the same two people approved, once more.   $1 bigint number of the one that is done.   Uses erasure_pkey,
-- erasure_under_way_idx.
INSERT INTO erasure (cause, reference, asked_by, state, decided_by, decided_at)
SELECT a.cause, a.reference, a.asked_by, 3, a.decided_by, now() FROM erasure AS a WHERE a.erasure_number = $1 AND a.state = 4
ON CONFLICT (reference) WHERE state IN (1, 3) DO NOTHING
