-- $1 bigint list   $2 bigint random seed   $3 int rows at most.   Uses list_row_pkey.   Read by store::StatingRow. Rows
-- that brought a statement, each as likely as any other, in row order. One walk along the list.
SELECT drawn.row_number, drawn.person_id, drawn.statement_id
FROM (
  SELECT r.row_number, r.person_id, r.statement_id FROM list_row AS r
  WHERE r.list_no = $1 AND r.statement_id IS NOT NULL
  ORDER BY hashint8extended(r.row_number, $2) LIMIT $3
) AS drawn
ORDER BY drawn.row_number
