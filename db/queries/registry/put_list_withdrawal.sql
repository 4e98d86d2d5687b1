-- $1 bigint list   $2 text actor   $3 text ground   $4 boolean wholly, because no death waits.   Uses list_pkey.
UPDATE list SET withdrawal_asked_by = $2, withdrawal_asked_at = now(), withdrawal_ground = $3,
  withdrawn_by = CASE WHEN $4 THEN $2 END, withdrawn_at = CASE WHEN $4 THEN now() END
WHERE list_no = $1
