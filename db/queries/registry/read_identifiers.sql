-- $1 bigint[] persons.   Uses identifier_person_idx, list_pkey.   Read by store::IdentifierRow. As read_names.sql.
SELECT i.identifier_id, i.person_id, i.kind, i.value_hash, i.source_id, i.sealed, i.entered_at,
  least(CASE WHEN r.withdrawn_at IS NULL THEN i.withdrawn_at END, l.withdrawn_at) AS withdrawn_at, i.list_no
FROM identifier AS i
LEFT JOIN list AS l ON l.list_no = i.list_no
LEFT JOIN list AS r ON r.list_no = i.replaced_by_list
WHERE i.person_id = ANY ($1::bigint[]) ORDER BY i.identifier_id
