-- $1 bigint after this person   $2 bigint up to this one   $3 smallint[] sides, empty for all   $4 smallint[] statuses,
-- empty for all   $5 text source, NULL for all   $6 int persons at most.   Uses person_state_pkey, person_pkey,
-- statement_person_idx. The scalar subqueries keep the planner from reading whole tables.
SELECT s.person_id
FROM person_state AS s
WHERE s.person_id > $1 AND s.person_id <= $2
  AND (cardinality($4::smallint[]) = 0 OR s.status = ANY ($4::smallint[]))
  AND (cardinality($3::smallint[]) = 0
       OR (SELECT p.side FROM person AS p WHERE p.person_id = s.person_id) = ANY ($3::smallint[]))
  AND ($5::text IS NULL
       OR (SELECT true FROM statement AS t WHERE t.person_id = s.person_id AND t.source_id = $5 LIMIT 1))
ORDER BY s.person_id LIMIT $6
