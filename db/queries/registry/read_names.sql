-- $1 bigint[] persons.   Uses person_name_person_idx, list_pkey.   Read by store::NameRow. Replaced by a list that was
-- itself withdrawn is not replaced.
SELECT n.name_id, n.person_id, n.kind, n.script, n.language, n.source_id, n.sealed, n.entered_at,
  least(CASE WHEN r.withdrawn_at IS NULL THEN n.withdrawn_at END, l.withdrawn_at) AS withdrawn_at, n.list_no
FROM person_name AS n
LEFT JOIN list AS l ON l.list_no = n.list_no
LEFT JOIN list AS r ON r.list_no = n.replaced_by_list
WHERE n.person_id = ANY ($1::bigint[]) ORDER BY n.name_id
