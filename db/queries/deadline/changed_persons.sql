-- $1 bigint revision done   $2 bigint person done of the next one   $3 int rows at most.   Uses register_change_pkey. A
-- revision that changed nobody has one row without a person.
SELECT c.revision, p.person_id
FROM (SELECT revision, persons FROM register_change WHERE revision > $1 ORDER BY revision LIMIT 256) AS c
LEFT JOIN LATERAL unnest(c.persons) AS p (person_id) ON true
WHERE c.revision > $1 + 1 OR p.person_id > $2 OR p.person_id IS NULL
ORDER BY c.revision, p.person_id LIMIT $3
