-- $1 bigint[] persons.   Uses person_state_pkey, person_pkey, person_particulars_person_idx, statement_person_idx.   Read
-- by store::ShownRow. What a page of found persons shows, and the versions it is read at.
SELECT s.person_id, s.cluster_id, s.version, s.status, s.rung, p.side,
  coalesce((SELECT x.sealed FROM person_particulars AS x JOIN list AS l ON l.list_no = x.list_no
            WHERE x.person_id = p.person_id AND l.withdrawn_at IS NULL
            ORDER BY x.particulars_id DESC LIMIT 1), p.sealed) AS sealed,
  ARRAY(SELECT DISTINCT t.source_id FROM statement AS t WHERE t.person_id = s.person_id ORDER BY t.source_id) AS sources,
  r.revision
FROM person_state AS s JOIN person AS p ON p.person_id = s.person_id CROSS JOIN register_revision AS r
WHERE s.person_id = ANY ($1::bigint[]) ORDER BY s.person_id
