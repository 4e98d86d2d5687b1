-- $1 bigint number.   Uses paper_sheet_pkey.   Read by store::EnteredSheet.
SELECT reference, taken_at, entered_at FROM paper_sheet WHERE number = $1
