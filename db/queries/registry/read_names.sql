-- $1 bigint[] persons.   Uses person_name_person_idx.   Read by store::NameRow.
SELECT person_id, kind, script, language, source_id, sealed, entered_at
FROM person_name WHERE person_id = ANY ($1::bigint[]) ORDER BY name_id
