-- $1 bytea as it was   $2 bytea sealed anew   $3 to $6 the row's place.   Uses alarm_pkey. No row when it has changed
-- meanwhile.
UPDATE alarm SET ground_sealed = $2 WHERE alarm_number = $3::bigint AND ground_sealed = $1
  AND $4::bigint IS NOT NULL AND $5::text IS NOT NULL AND $6::uuid IS NOT NULL
