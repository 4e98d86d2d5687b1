-- $1 bigint[] clusters.   Uses person_state_cluster_idx.
SELECT cluster_id, person_id FROM person_state WHERE cluster_id = ANY ($1::bigint[]) ORDER BY cluster_id, person_id
