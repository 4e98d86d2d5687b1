-- $1 bigint list   $2 text actor.   Uses list_pkey.
UPDATE list SET countersigned_by = $2, countersigned_at = now() WHERE list_no = $1 RETURNING countersigned_at
