-- $1 text source   $2 bytea[] person keys.   Uses row_key_pkey, person_pkey.   Read by store::KnownRow.
SELECT r.person_key, r.content_hash, r.person_id, p.side
FROM unnest($2::bytea[]) AS k (person_key)
JOIN row_key AS r ON r.source_id = $1 AND r.person_key = k.person_key
JOIN person AS p ON p.person_id = r.person_id
