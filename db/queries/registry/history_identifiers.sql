-- $1 bigint[] persons   $2 int rows at most.   Uses identifier_person_idx, list_pkey.   Read by
-- store::IdentifierHistoryRow. As history_names.sql.
SELECT i.person_id, i.kind, i.source_id, i.sealed, i.entered_at,
  i.withdrawn_at AS replaced_at, r.withdrawn_at AS replaced_until, l.withdrawn_at AS list_withdrawn_at
FROM identifier AS i
LEFT JOIN list AS l ON l.list_no = i.list_no
LEFT JOIN list AS r ON r.list_no = i.replaced_by_list
WHERE i.person_id = ANY ($1::bigint[]) ORDER BY i.identifier_id LIMIT $2
