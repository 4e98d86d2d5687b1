-- $1 bigint[] persons   $2 bigint[] clusters   $3 smallint[] status   $4 smallint[] rung   $5 smallint[] flags
-- $6 int[] status day   $7 int[] last alive day   $8 int[] hold until day   $9 smallint[] inform_kin
-- $10 smallint[] the cluster's inform_kin   $11 smallint[] region.   Uses person_state_pkey. The next version of each.
UPDATE person_state AS s SET version = s.version + 1, cluster_id = n.cluster_id, status = n.status, rung = n.rung,
  flags = n.flags, status_day = n.status_day, last_alive_day = n.last_alive_day, hold_until_day = n.hold_until_day,
  inform_kin = n.inform_kin, cluster_inform_kin = n.cluster_inform_kin, region = n.region, changed_at = now()
FROM unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::smallint[], $5::smallint[], $6::int[], $7::int[], $8::int[],
  $9::smallint[], $10::smallint[], $11::smallint[])
  AS n (person_id, cluster_id, status, rung, flags, status_day, last_alive_day, hold_until_day, inform_kin,
        cluster_inform_kin, region)
WHERE s.person_id = n.person_id
