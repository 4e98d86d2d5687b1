-- $1 bigint[] persons   $2 smallint[] status   $3 smallint[] rung   $4 smallint[] flags   $5 int[] status day
-- $6 int[] last alive day   $7 int[] hold until day   $8 smallint[] inform_kin, null to keep it
-- $9 smallint[] region, null to keep it.   Uses person_state_pkey. The next version of each.
UPDATE person_state AS s SET version = s.version + 1, status = n.status, rung = n.rung, flags = n.flags,
  status_day = n.status_day, last_alive_day = n.last_alive_day, hold_until_day = n.hold_until_day,
  inform_kin = coalesce(n.inform_kin, s.inform_kin), region = coalesce(n.region, s.region), changed_at = now()
FROM unnest($1::bigint[], $2::smallint[], $3::smallint[], $4::smallint[], $5::int[], $6::int[], $7::int[],
  $8::smallint[], $9::smallint[])
  AS n (person_id, status, rung, flags, status_day, last_alive_day, hold_until_day, inform_kin, region)
WHERE s.person_id = n.person_id
