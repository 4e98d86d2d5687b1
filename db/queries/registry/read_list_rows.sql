-- $1 bigint list   $2 bigint after this row   $3 smallint[] outcomes, empty for all   $4 int rows at most.
-- Uses list_row_pkey.   Read by store::ListRowOutcome.
SELECT row_number, outcome, person_id,
  ARRAY(SELECT f ->> 'column' FROM jsonb_array_elements(faults) AS f) AS columns,
  ARRAY(SELECT f ->> 'description' FROM jsonb_array_elements(faults) AS f) AS descriptions
FROM list_row
WHERE list_no = $1 AND row_number > $2 AND (cardinality($3::smallint[]) = 0 OR outcome = ANY ($3::smallint[]))
ORDER BY row_number LIMIT $4
