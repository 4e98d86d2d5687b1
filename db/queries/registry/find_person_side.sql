-- $1 bigint person.   Uses person_pkey.
SELECT side FROM person WHERE person_id = $1
