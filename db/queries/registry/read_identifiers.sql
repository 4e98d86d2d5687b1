-- $1 bigint[] persons.   Uses identifier_person_idx.   Read by store::IdentifierRow.
SELECT person_id, kind, value_hash, sealed
FROM identifier WHERE person_id = ANY ($1::bigint[]) ORDER BY identifier_id
