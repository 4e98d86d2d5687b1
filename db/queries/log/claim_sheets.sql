-- Claims sheets of paper; one that was entered before gives no row. In one order everywhere, so that two writers never wait
-- for each other in a circle.   $1 bigint[] numbers   $2 bigint[] indexes   $3 bigint[] references, -1 none
-- $4 timestamptz[] times taken   $5 int tree.   Uses paper_sheet_pkey.
INSERT INTO paper_sheet (number, tree, log_index, reference, taken_at)
SELECT s.number, $5, s.log_index, nullif(s.reference, -1), s.taken_at
FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::timestamptz[]) AS s (number, log_index, reference, taken_at)
ORDER BY s.number
ON CONFLICT (number) DO NOTHING
RETURNING log_index
