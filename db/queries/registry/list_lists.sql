-- $1 text source, empty for all   $2 bigint before this list   $3 int rows at most.   Uses list_pkey.
-- Read by store::ListRow. The newest first.
SELECT list_no, source_id, side, rows_total, committed_row, rows_new, rows_unchanged, rows_statement_added,
  rows_refused, deaths, received_at, imported_by, countersigned_by, countersigned_at, withdrawn_at, rows_changed,
  rows_joined, withdrawal_asked_by, withdrawal_asked_at, list_id, entered_at, withdrawn_by
FROM list
WHERE list_no < $2 AND ($1 = '' OR source_id = $1)
ORDER BY list_no DESC LIMIT $3
