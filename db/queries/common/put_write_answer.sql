-- $1 text actor   $2 uuid request   $3 bytea sealed answer.   Uses write_key_pkey.
UPDATE write_key SET answer_sealed = $3 WHERE actor_id = $1 AND request_id = $2
