-- $1 bigint release   $2 text actor   $3 boolean justified   $4 bytea sealed ground.   Uses break_glass_pkey.
UPDATE break_glass SET reviewed_by = $2, reviewed_at = now(), justified = $3, ground_sealed = $4
WHERE release_id = $1 AND reviewed_at IS NULL
