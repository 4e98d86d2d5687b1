-- $1 bigint cluster.   Uses person_state_cluster_idx.   Read by store::PersonVersion. None of them changes until the end.
SELECT person_id, version FROM person_state WHERE cluster_id = $1 ORDER BY person_id FOR SHARE
