-- $1 bigint[] name keys   $2 bigint[] number keys.   Uses row_key_name_idx, row_key_number_idx. Which records came in
-- rows with one of these keys.
SELECT DISTINCT found.person_id
FROM (
  SELECT r.person_id FROM unnest($1::bigint[]) AS k (name_key)
  CROSS JOIN LATERAL (SELECT known.person_id FROM row_key AS known WHERE known.name_key = k.name_key OFFSET 0) AS r
  UNION ALL
  SELECT r.person_id FROM unnest($2::bigint[]) AS k (number_key)
  CROSS JOIN LATERAL (SELECT known.person_id FROM row_key AS known WHERE known.number_key = k.number_key OFFSET 0) AS r
) AS found
ORDER BY found.person_id
