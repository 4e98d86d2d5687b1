-- Rows whose ground_sealed another key sealed, after a place, each with what its bytes are bound to.   $1 bytea number of the newest
-- key   $2 int rows at most   $3 bigint, $4 bigint, $5 text, $6 uuid the place, as far as the table's key has them.
-- Uses alarm_pkey.
SELECT t.alarm_number AS k1, 0::bigint AS k2, ''::text AS k3, '00000000-0000-0000-0000-000000000000'::uuid AS k4,
  convert_to('alarm_ground', 'UTF8') || int8send(t.alarm_number) AS bound, t.ground_sealed AS sealed
FROM alarm AS t
WHERE t.alarm_number > $3::bigint AND length(t.ground_sealed) > 0 AND substring(t.ground_sealed FROM 2 FOR 2) <> $1
  AND $4::bigint IS NOT NULL AND $5::text IS NOT NULL AND $6::uuid IS NOT NULL
ORDER BY t.alarm_number LIMIT $2
