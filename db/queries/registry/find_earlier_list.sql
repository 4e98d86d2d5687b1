-- $1 bigint list.   Uses list_pkey, list_source_idx.   Read by store::EarlierList. The list before it of the same source
-- and side that was wholly imported and stands.
SELECT e.list_no, e.list_id, e.rows_total
FROM list AS l JOIN list AS e ON e.source_id = l.source_id AND e.list_no < l.list_no
WHERE l.list_no = $1 AND e.side = l.side AND e.committed_row = e.rows_total AND e.withdrawal_asked_at IS NULL
ORDER BY e.list_no DESC LIMIT 1
