-- $1 bigint list.   Uses statement_list_deaths_idx, statement_withdrawal_pkey, list_pkey. Deaths that were not withdrawn
-- one by one.
SELECT count(*) AS deaths
FROM statement AS s
LEFT JOIN statement_withdrawal AS w ON w.statement_id = s.statement_id AND w.effective_at IS NOT NULL
LEFT JOIN list AS b ON b.list_no = w.by_list
WHERE s.list_no = $1 AND s.kind IN (12, 13, 14, 15) AND (w.statement_id IS NULL OR b.withdrawn_at IS NOT NULL)
