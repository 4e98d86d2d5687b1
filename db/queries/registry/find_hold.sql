-- $1 bigint hold.   Uses hold_pkey.
SELECT person_id, ended_at FROM hold WHERE hold_id = $1
