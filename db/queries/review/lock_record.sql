-- $1 bigint person.   Uses person_state_pkey, person_pkey.   Read by store::RecordRow. The record does not change until the
-- end of the transaction.
SELECT s.person_id, s.cluster_id, s.version, s.status, s.rung, s.flags, s.cluster_inform_kin, s.hold_until_day, p.side
FROM person_state AS s JOIN person AS p ON p.person_id = s.person_id
WHERE s.person_id = $1 FOR SHARE OF s
