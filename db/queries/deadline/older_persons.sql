-- $1 bigint after this person   $2 int rows at most.   Uses person_state_pkey.
SELECT person_id FROM person_state WHERE person_id > $1 ORDER BY person_id LIMIT $2
