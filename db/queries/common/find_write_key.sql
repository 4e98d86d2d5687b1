-- $1 text actor   $2 uuid request.   Uses write_key_pkey.
SELECT method, digest, answer_sealed FROM write_key WHERE actor_id = $1 AND request_id = $2
