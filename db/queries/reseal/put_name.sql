-- $1 bytea as it was   $2 bytea sealed anew   $3 to $6 the row's place.   Uses person_name_pkey. No row when it has changed
-- meanwhile.
UPDATE person_name SET sealed = $2 WHERE name_id = $3::bigint AND sealed = $1
  AND $4::bigint IS NOT NULL AND $5::text IS NOT NULL AND $6::uuid IS NOT NULL
