-- From the place that was read to the next.   $1 to $6 as read_cursor gives them   $7 to $12 the new ones. Touches no row
-- when another watcher has moved it.
UPDATE standing_cursor
SET register_revision = $7, person_id = $8, inquiry_xid = $9::bigint::text::xid8, inquiry_reference = $10,
  rematch_reference = $11, model_version = $12, moved_at = now()
WHERE register_revision = $1 AND person_id = $2 AND inquiry_xid = $3::bigint::text::xid8 AND inquiry_reference = $4
  AND rematch_reference IS NOT DISTINCT FROM $5 AND model_version = $6
