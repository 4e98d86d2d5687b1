-- $1 text source   $2 bytea[] person keys.   Uses row_key_pkey, person_pkey.   Read by store::KnownRow. The subqueries
-- leave the planner no choice but to look each key up by itself: figures of a table that grows are always old, and by
-- old figures it would read the whole table for each chunk.
SELECT r.person_key, r.content_hash, r.person_id,
  (SELECT p.side FROM person AS p WHERE p.person_id = r.person_id) AS side
FROM unnest($2::bytea[]) AS k (person_key)
CROSS JOIN LATERAL (
  SELECT known.person_key, known.content_hash, known.person_id
  FROM row_key AS known WHERE known.source_id = $1 AND known.person_key = k.person_key
  OFFSET 0
) AS r
