-- $1 bigint list   $2 bigint after this row   $3 int rows at most.   Uses list_row_pkey. The last of the next rows and how
-- many they are: one row, NULL and 0 at the end.
SELECT max(w.row_number) AS last, count(*) AS rows
FROM (SELECT row_number FROM list_row WHERE list_no = $1 AND row_number > $2 ORDER BY row_number LIMIT $3) AS w
