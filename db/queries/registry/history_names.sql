-- $1 bigint[] persons   $2 int rows at most.   Uses person_name_person_idx, list_pkey.   Read by store::NameHistoryRow.
-- A replacement ends when the list that caused it is withdrawn.
SELECT n.name_id, n.person_id, n.kind, n.script, n.language, n.source_id, n.sealed, n.entered_at,
  n.withdrawn_at AS replaced_at, r.withdrawn_at AS replaced_until, l.withdrawn_at AS list_withdrawn_at
FROM person_name AS n
LEFT JOIN list AS l ON l.list_no = n.list_no
LEFT JOIN list AS r ON r.list_no = n.replaced_by_list
WHERE n.person_id = ANY ($1::bigint[]) ORDER BY n.name_id LIMIT $2
