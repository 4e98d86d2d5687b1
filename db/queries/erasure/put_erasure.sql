-- $1 bigint reference   $2 text actor   $3 bytea sealed ground.   Uses erasure_under_way_idx. One row; none while another
-- one of the inquiry is under way.
INSERT INTO erasure (cause, reference, asked_by, ground_sealed) VALUES (1, $1, $2, $3)
ON CONFLICT (reference) WHERE state IN (1, 3) DO NOTHING
RETURNING erasure_number
