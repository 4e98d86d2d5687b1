-- $1 bigint[] persons.   Uses person_state_pkey, person_state_cluster_idx.   Read by store::StateRow. All persons of
-- their clusters, locked in rising order so that two writers never wait for each other in a circle.
SELECT s.person_id, s.cluster_id, s.version, s.status, s.rung
FROM person_state AS s
WHERE s.cluster_id IN (SELECT own.cluster_id FROM person_state AS own WHERE own.person_id = ANY ($1::bigint[]))
ORDER BY s.person_id FOR NO KEY UPDATE
