-- $1 bytea as it was   $2 bytea sealed anew   $3 to $6 the row's place.   Uses request_key_pkey. No row when it has changed
-- meanwhile.
UPDATE request_key SET answer_sealed = $2 WHERE actor_id = $5::text AND request_id = $6::uuid AND answer_sealed = $1
  AND $3::bigint IS NOT NULL AND $4::bigint IS NOT NULL
