-- $1 bigint list   $2 bigint up to this row   $3 bigint[] persons.   Uses list_row_pkey. Which of them have a row there.
SELECT DISTINCT person_id FROM list_row
WHERE list_no = $1 AND row_number <= $2 AND person_id = ANY ($3::bigint[]) ORDER BY person_id
