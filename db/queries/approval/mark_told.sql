-- $1 bigint release   $2 text actor.   Uses break_glass_told_pkey.
UPDATE break_glass_told SET told_at = now() WHERE release_id = $1 AND actor = $2 AND told_at IS NULL
