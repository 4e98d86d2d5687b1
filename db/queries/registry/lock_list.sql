-- $1 bytea list.   Uses list_id_unique.   Read by store::ListRow. Two imports of one list take turns here.
SELECT list_no, source_id, side, rows_total, committed_row, rows_new, rows_unchanged, rows_statement_added,
  rows_refused, deaths, received_at, imported_by, countersigned_by, countersigned_at, withdrawn_at, rows_changed,
  rows_joined, withdrawal_asked_by, withdrawal_asked_at, list_id, entered_at,
  withdrawn_by
FROM list WHERE list_id = $1 FOR NO KEY UPDATE
