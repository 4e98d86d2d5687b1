-- $1 bigint reference   $2 boolean during a call   $3 text actor.   Uses release_request_waiting_idx. One that waits already is
-- the same one; who calls now goes before.
INSERT INTO release_request (reference, during_call, requested_by) VALUES ($1, $2, $3)
ON CONFLICT (reference) WHERE state = 1 DO UPDATE SET during_call = release_request.during_call OR excluded.during_call
RETURNING request_number, requested_at
