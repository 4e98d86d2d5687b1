-- $1 bigint person.   Uses person_pkey, person_state_pkey.   Read by store::PersonRow.
SELECT p.side, p.sealed, s.cluster_id, s.version, s.status, s.rung, s.inform_kin, r.revision
FROM person AS p JOIN person_state AS s USING (person_id) CROSS JOIN register_revision AS r
WHERE p.person_id = $1
