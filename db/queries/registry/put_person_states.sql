-- $1 bigint[] persons   $2 smallint[] status   $3 smallint[] rung   $4 smallint[] flags   $5 smallint[] inform_kin
-- $6 int[] status day   $7 int[] last alive day   $8 smallint[] region. A new person is a cluster of one.
INSERT INTO person_state (person_id, cluster_id, version, status, rung, flags, inform_kin, cluster_inform_kin,
  status_day, last_alive_day, hold_until_day, region, changed_at)
SELECT n.person_id, n.person_id, 1, n.status, n.rung, n.flags, n.inform_kin, n.inform_kin, n.status_day,
  n.last_alive_day, 0, n.region, now()
FROM unnest($1::bigint[], $2::smallint[], $3::smallint[], $4::smallint[], $5::smallint[], $6::int[], $7::int[],
  $8::smallint[]) AS n (person_id, status, rung, flags, inform_kin, status_day, last_alive_day, region)
