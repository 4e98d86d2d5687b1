-- In the order of their transactions, as far as no earlier one can still come in.   $1 bigint transaction
-- $2 bigint callback   $3 int rows at most.   Uses callback_change_idx.
SELECT c.callback_id, c.change_xid::text::bigint AS change_xid
FROM callback AS c
WHERE (c.change_xid, c.callback_id) > ($1::bigint::text::xid8, $2::bigint)
  AND c.change_xid < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY c.change_xid, c.callback_id LIMIT $3
