-- Asked and decided by one who breaks the glass.   $1 bigint reference   $2 text actor.
INSERT INTO release_request (reference, during_call, requested_by, state, decided_by, decided_at, ground_sealed)
VALUES ($1, true, $2, 2, $2, now(), ''::bytea)
RETURNING request_number
