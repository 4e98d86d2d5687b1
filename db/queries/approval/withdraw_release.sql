-- $1 bigint release   $2 text actor   $3 bytea sealed ground.   Uses release_pkey.
UPDATE release SET withdrawn_by = $2, withdrawn_at = now(), ground_sealed = $3 WHERE release_id = $1 AND withdrawn_at IS NULL
