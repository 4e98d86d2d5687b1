-- In the order of their transactions, as far as no earlier one can still come in.   $1 bigint transaction
-- $2 bigint reference   $3 int rows at most.   Uses inquiry_change_idx.
SELECT i.reference, i.change_xid::text::bigint AS change_xid
FROM inquiry AS i
WHERE (i.change_xid, i.reference) > ($1::bigint::text::xid8, $2::bigint)
  AND i.change_xid < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY i.change_xid, i.reference LIMIT $3
