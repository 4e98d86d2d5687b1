-- $1 bytea as it was   $2 bytea sealed anew   $3 to $6 the row's place.   Uses inquiry_facts_pkey. No row when it has changed
-- meanwhile.
UPDATE inquiry_facts SET facts_sealed = $2 WHERE reference = $3::bigint AND facts_version = $4::bigint AND facts_sealed = $1
  AND $5::text IS NOT NULL AND $6::uuid IS NOT NULL
