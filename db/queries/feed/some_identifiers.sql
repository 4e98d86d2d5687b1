-- $1 bigint[] persons.   Uses identifier_person_idx.
SELECT person_id, value_hash FROM identifier WHERE person_id = ANY ($1::bigint[]) ORDER BY person_id
