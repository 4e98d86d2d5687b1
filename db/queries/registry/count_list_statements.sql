-- $1 bigint list.   Uses list_row_pkey, statement_pkey, statement_withdrawal_pkey, list_pkey. Statements, deaths among them, that were
-- not withdrawn one by one.
SELECT count(*) AS statements
FROM list_row AS r
JOIN statement AS s ON s.statement_id = r.statement_id AND s.list_no = r.list_no
LEFT JOIN statement_withdrawal AS w ON w.statement_id = r.statement_id AND w.effective_at IS NOT NULL
LEFT JOIN list AS b ON b.list_no = w.by_list
WHERE r.list_no = $1 AND r.statement_id IS NOT NULL AND (w.statement_id IS NULL OR b.withdrawn_at IS NOT NULL)
