-- $1 bigint[] persons.   Uses person_name_person_idx.
SELECT person_id, sealed FROM person_name WHERE person_id = ANY ($1::bigint[]) ORDER BY person_id
