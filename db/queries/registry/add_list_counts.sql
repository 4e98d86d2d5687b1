-- $1 bigint list   $2 bigint last row   $3 bigint new   $4 bigint unchanged   $5 bigint statements added
-- $6 bigint refused   $7 bigint changed   $8 bigint joined   $9 bigint deaths.   Uses list_pkey.
UPDATE list SET committed_row = $2, rows_new = rows_new + $3, rows_unchanged = rows_unchanged + $4,
  rows_statement_added = rows_statement_added + $5, rows_refused = rows_refused + $6, rows_changed = rows_changed + $7,
  rows_joined = rows_joined + $8, deaths = deaths + $9
WHERE list_no = $1
