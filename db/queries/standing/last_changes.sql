-- The last revision after $1 bigint and up to $2 bigint in which each of these persons changed; none for the others.
-- $3 bigint[] persons.   Uses register_change_pkey.
SELECT p.person_id, max(c.revision)
FROM register_change AS c CROSS JOIN LATERAL unnest(c.persons) AS p (person_id)
WHERE c.revision > $1 AND c.revision <= $2 AND c.persons && $3::bigint[] AND p.person_id = ANY ($3::bigint[])
GROUP BY p.person_id
