-- Rows whose answer_sealed another key sealed, after a place, each with what its bytes are bound to.   $1 bytea number of the newest
-- key   $2 int rows at most   $3 bigint, $4 bigint, $5 text, $6 uuid the place, as far as the table's key has them.
-- Uses request_key_pkey.
SELECT 0::bigint AS k1, 0::bigint AS k2, t.actor_id AS k3, t.request_id AS k4,
  convert_to('request_key' || t.actor_id, 'UTF8') || uuid_send(t.request_id) AS bound, t.answer_sealed AS sealed
FROM request_key AS t
WHERE (t.actor_id, t.request_id) > ($5::text, $6::uuid) AND length(t.answer_sealed) > 0 AND substring(t.answer_sealed FROM 2 FOR 2) <> $1
  AND $3::bigint IS NOT NULL AND $4::bigint IS NOT NULL
ORDER BY t.actor_id, t.request_id LIMIT $2
