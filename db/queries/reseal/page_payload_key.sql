-- Rows whose key_sealed another key sealed, after a place, each with what its bytes are bound to.   $1 bytea number of the newest
-- key   $2 int rows at most   $3 bigint, $4 bigint, $5 text, $6 uuid the place, as far as the table's key has them.
-- Uses log_payload_pN_pkey, log_entry_pN_pkey.
SELECT t.tree AS k1, t.log_index AS k2, ''::text AS k3, '00000000-0000-0000-0000-000000000000'::uuid AS k4,
  convert_to('log_payload_key', 'UTF8') || substring(e.leaf FROM 3 FOR 16) AS bound, t.key_sealed AS sealed
FROM log_payload AS t JOIN log_entry AS e ON e.tree = t.tree AND e.log_index = t.log_index
WHERE (t.tree, t.log_index) > ($3::bigint, $4::bigint) AND length(t.key_sealed) > 0 AND substring(t.key_sealed FROM 2 FOR 2) <> $1
  AND $5::text IS NOT NULL AND $6::uuid IS NOT NULL
ORDER BY t.tree, t.log_index LIMIT $2
