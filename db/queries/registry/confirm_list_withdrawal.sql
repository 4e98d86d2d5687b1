-- $1 bigint list   $2 text actor.   Uses list_pkey.
UPDATE list SET withdrawn_by = $2, withdrawn_at = now() WHERE list_no = $1
