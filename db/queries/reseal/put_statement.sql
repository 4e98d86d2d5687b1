-- $1 bytea as it was   $2 bytea sealed anew   $3 to $6 the row's place.   Uses statement_pkey. No row when it has changed
-- meanwhile.
UPDATE statement SET sealed = $2 WHERE statement_id = $3::bigint AND sealed = $1
  AND $4::bigint IS NOT NULL AND $5::text IS NOT NULL AND $6::uuid IS NOT NULL
