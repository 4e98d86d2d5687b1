-- $1 bigint list   $2 bigint after this row   $3 int rows at most.   Uses list_row_pkey, statement_pkey.   Read by
-- store::StatingRow. All pages together walk along the list once.
SELECT r.row_number, r.person_id, r.statement_id
FROM list_row AS r
CROSS JOIN LATERAL (
  SELECT FROM statement AS s WHERE s.statement_id = r.statement_id AND s.list_no = $1 AND s.kind IN (12, 13, 14, 15) OFFSET 0
) AS death
WHERE r.list_no = $1 AND r.row_number > $2 AND r.statement_id IS NOT NULL
ORDER BY r.row_number LIMIT $3
