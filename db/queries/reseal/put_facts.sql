-- $1 bytea as it was   $2 bytea sealed anew   $3 to $6 the row's place.   Uses inquiry_pkey. No row when it has changed
-- meanwhile.
UPDATE inquiry SET facts_sealed = $2 WHERE reference = $3::bigint AND facts_sealed = $1
  AND $4::bigint IS NOT NULL AND $5::text IS NOT NULL AND $6::uuid IS NOT NULL
