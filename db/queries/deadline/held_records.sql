-- $1 bigint[] persons.   Uses person_state_pkey, person_state_cluster_idx, person_pkey, canary_pkey.   Read by
-- store::HeldRecord. All records of their clusters; invented persons who guard the register are owed nothing.
SELECT s.person_id, s.cluster_id, p.side, s.cluster_inform_kin
FROM person_state AS s JOIN person AS p ON p.person_id = s.person_id
WHERE s.cluster_id IN (SELECT own.cluster_id FROM person_state AS own WHERE own.person_id = ANY ($1::bigint[]))
  AND NOT EXISTS (SELECT FROM canary AS c WHERE c.person_id = s.person_id)
ORDER BY s.cluster_id, s.person_id
