-- $1 text actor   $2 uuid request   $3 text method   $4 bytea digest.   Uses write_key_pkey. One row when the key is ours
-- now, none when it is taken; waits for a transaction that holds it.
INSERT INTO write_key (actor_id, request_id, method, digest)
VALUES ($1, $2, $3, $4)
ON CONFLICT (actor_id, request_id) DO NOTHING
RETURNING true
