-- $1 date due until   $2 date after this due day, NULL: from the first   $3 bigint cluster   $4 smallint kind, of all rows
-- $5 smallint recipient   $6 int rows at most.   Uses deadline_kind_idx.   Read by store::DeadlineRow. The latest first.
SELECT d.cluster_id, d.kind, d.recipient, d.statement_id, d.side, d.since_day, d.due_day
FROM deadline AS d
WHERE d.kind = $4 AND d.due_day <= $1
  AND ($2::date IS NULL OR (d.due_day, d.cluster_id, d.recipient) > ($2::date, $3::bigint, $5::smallint))
ORDER BY d.due_day, d.cluster_id, d.recipient LIMIT $6
