-- Identifier hashes of the persons of a page.   $1 bigint id before the first   $2 bigint last id.
-- Uses identifier_person_idx.
SELECT person_id, value_hash FROM identifier WHERE person_id > $1 AND person_id <= $2 ORDER BY person_id
