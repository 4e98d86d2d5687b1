-- $1 bigint number   $2 smallint state   $3 text actor.   Uses erasure_pkey.
UPDATE erasure SET state = $2, decided_by = $3, decided_at = now() WHERE erasure_number = $1
