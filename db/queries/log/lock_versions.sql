-- Holds the versions of persons until the commit. A person whom a writer holds is left out: nobody waits for an import.
-- $1 bigint[] persons.   Uses person_state_pkey.
SELECT person_id, version FROM person_state WHERE person_id = ANY ($1::bigint[]) ORDER BY person_id FOR SHARE SKIP LOCKED
