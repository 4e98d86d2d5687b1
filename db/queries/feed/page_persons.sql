-- The next persons by id.   $1 bigint last id read   $2 int rows at most.   Uses person_pkey, person_state_pkey, person_particulars_person_idx.
-- Read by read_persons in index_loader.cpp.
SELECT p.person_id, p.side,
  coalesce((SELECT x.sealed FROM person_particulars AS x JOIN list AS l ON l.list_no = x.list_no
            WHERE x.person_id = p.person_id AND l.withdrawn_at IS NULL
            ORDER BY x.particulars_id DESC LIMIT 1), p.sealed) AS sealed,
  s.cluster_id, s.version, s.status, s.rung, s.flags, s.cluster_inform_kin, s.status_day,
  s.last_alive_day, s.hold_until_day, s.region
FROM person AS p JOIN person_state AS s ON s.person_id = p.person_id
WHERE p.person_id > $1 AND s.person_id > $1 ORDER BY p.person_id LIMIT $2
