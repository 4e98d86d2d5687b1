-- Claims request keys; a key that is taken gives no row. In one order everywhere, so that two writers never wait for each
-- other in a circle.   $1 text[] actors   $2 uuid[] requests   $3 bytea[] digests   $4 bigint[] indexes
-- $5 bytea[] sealed answers   $6 int tree.   Uses request_key_pkey.
INSERT INTO request_key (actor_id, request_id, digest, tree, log_index, answer_sealed, claimed_at)
SELECT k.actor_id, k.request_id, k.digest, $6, k.log_index, k.answer_sealed, now()
FROM unnest($1::text[], $2::uuid[], $3::bytea[], $4::bigint[], $5::bytea[])
  AS k (actor_id, request_id, digest, log_index, answer_sealed)
ORDER BY k.actor_id COLLATE "C", k.request_id
ON CONFLICT (actor_id, request_id) DO NOTHING
RETURNING log_index
