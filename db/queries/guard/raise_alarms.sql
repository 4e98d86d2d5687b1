-- $1 smallint[] kinds   $2 smallint[] patterns, each may be NULL   $3 text[] actors   $4 text[] credentials   $5 int[] counts
-- $6 int[] trees   $7 bigint[] indexes, these two may be NULL   $8 bytea[] keys under which each is kept once.   Uses
-- alarm_once_key_key, alarm_change_number_key. How many are new.
SELECT raise_alarms($1::smallint[], $2::smallint[], $3::text[], $4::text[], $5::int[], $6::int[], $7::bigint[], $8::bytea[])
