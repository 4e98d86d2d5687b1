-- The next persons by id.   $1 bigint last id read   $2 int rows at most.   Uses person_pkey, person_state_pkey.
-- Read by read_persons in index_loader.cpp.
SELECT p.person_id, p.side, p.sealed, s.cluster_id, s.version, s.status, s.rung, s.flags, s.inform_kin, s.status_day,
  s.last_alive_day, s.hold_until_day, s.region
FROM person AS p JOIN person_state AS s ON s.person_id = p.person_id
WHERE p.person_id > $1 AND s.person_id > $1 ORDER BY p.person_id LIMIT $2
