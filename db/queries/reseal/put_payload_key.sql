-- $1 bytea as it was   $2 bytea sealed anew   $3 to $6 the row's place.   Uses log_payload_pN_pkey. No row when it has changed
-- meanwhile.
UPDATE log_payload SET key_sealed = $2 WHERE tree = $3::bigint AND log_index = $4::bigint AND key_sealed = $1
  AND $5::text IS NOT NULL AND $6::uuid IS NOT NULL
