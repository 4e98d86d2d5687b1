-- $1 bigint list   $2 bigint after this row   $3 bigint up to this one   $4 smallint[] sides, empty for all
-- $5 smallint[] statuses, empty for all   $6 text source, NULL for all   $7 int persons at most.   Uses list_row_pkey,
-- person_state_pkey, person_pkey, statement_person_idx. Each person with his first row of the window.
SELECT w.row_number, w.person_id
FROM (
  SELECT r.person_id, min(r.row_number) AS row_number
  FROM list_row AS r
  WHERE r.list_no = $1 AND r.row_number > $2 AND r.row_number <= $3 AND r.person_id IS NOT NULL
  GROUP BY r.person_id
) AS w
WHERE (cardinality($5::smallint[]) = 0
       OR (SELECT s.status FROM person_state AS s WHERE s.person_id = w.person_id) = ANY ($5::smallint[]))
  AND (cardinality($4::smallint[]) = 0
       OR (SELECT p.side FROM person AS p WHERE p.person_id = w.person_id) = ANY ($4::smallint[]))
  AND ($6::text IS NULL
       OR (SELECT true FROM statement AS t WHERE t.person_id = w.person_id AND t.source_id = $6 LIMIT 1))
ORDER BY w.row_number LIMIT $7
