-- $1 bigint after this person   $2 int persons at most.   Uses person_state_pkey. The last of the next persons by id and
-- how many they are: one row, NULL and 0 at the end.
SELECT max(w.person_id) AS last, count(*) AS persons
FROM (SELECT person_id FROM person_state WHERE person_id > $1 ORDER BY person_id LIMIT $2) AS w
