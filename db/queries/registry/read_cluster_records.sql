-- $1 bigint[] persons.   Uses person_state_pkey, person_state_cluster_idx, person_pkey, person_particulars_person_idx.
-- Read by store::ClusterRecordRow. All records of their clusters.
SELECT s.person_id, s.cluster_id, p.side,
  coalesce((SELECT x.sealed FROM person_particulars AS x JOIN list AS l ON l.list_no = x.list_no
            WHERE x.person_id = p.person_id AND l.withdrawn_at IS NULL
            ORDER BY x.particulars_id DESC LIMIT 1), p.sealed) AS sealed
FROM person_state AS s JOIN person AS p ON p.person_id = s.person_id
WHERE s.cluster_id IN (SELECT own.cluster_id FROM person_state AS own WHERE own.person_id = ANY ($1::bigint[]))
ORDER BY s.person_id
