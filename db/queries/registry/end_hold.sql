-- $1 bigint hold   $2 text actor.   Uses hold_pkey. One row unless it has ended already.
UPDATE hold SET ended_by = $2, ended_at = now() WHERE hold_id = $1 AND ended_at IS NULL RETURNING person_id
