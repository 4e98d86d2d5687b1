-- $1 bigint[] persons.   Uses person_pkey, person_state_pkey, person_particulars_person_idx.   Read by
-- store::ReviewedPerson. As read_person.sql.
SELECT p.person_id, s.cluster_id, s.version, s.status,
  coalesce((SELECT x.sealed FROM person_particulars AS x JOIN list AS l ON l.list_no = x.list_no
            WHERE x.person_id = p.person_id AND l.withdrawn_at IS NULL
            ORDER BY x.particulars_id DESC LIMIT 1), p.sealed) AS sealed
FROM person AS p JOIN person_state AS s ON s.person_id = p.person_id
WHERE p.person_id = ANY ($1::bigint[]) ORDER BY p.person_id
