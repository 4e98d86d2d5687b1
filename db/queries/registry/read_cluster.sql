-- $1 bigint person   $2 int records at most.   Uses person_state_pkey, person_state_cluster_idx, person_pkey.   Read by
-- store::MemberRow. All records of the person's cluster as it stands, with the versions they are read at.
SELECT m.person_id, p.side, p.sealed, p.entered_at, m.cluster_id, m.version, m.status, m.rung, m.cluster_inform_kin,
  r.revision
FROM person_state AS own
JOIN person_state AS m ON m.cluster_id = own.cluster_id
JOIN person AS p ON p.person_id = m.person_id
CROSS JOIN register_revision AS r
WHERE own.person_id = $1 ORDER BY m.person_id LIMIT $2
