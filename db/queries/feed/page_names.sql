-- Names of the persons of a page.   $1 bigint id before the first   $2 bigint last id.   Uses person_name_person_idx.
SELECT person_id, sealed FROM person_name WHERE person_id > $1 AND person_id <= $2 ORDER BY person_id
