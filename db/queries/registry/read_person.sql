-- $1 bigint person.   Uses person_pkey, person_state_pkey, person_particulars_person_idx.   Read by store::PersonRow.
SELECT p.side,
  coalesce((SELECT x.sealed FROM person_particulars AS x JOIN list AS l ON l.list_no = x.list_no
            WHERE x.person_id = p.person_id AND l.withdrawn_at IS NULL
            ORDER BY x.particulars_id DESC LIMIT 1), p.sealed) AS sealed,
  s.cluster_id, s.version, s.status, s.rung, s.cluster_inform_kin, r.revision, p.entered_at
FROM person AS p JOIN person_state AS s USING (person_id) CROSS JOIN register_revision AS r
WHERE p.person_id = $1
