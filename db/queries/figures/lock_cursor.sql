-- Uses figure_cursor_pkey. No row: another server goes on with it. A transaction that is still to come is one of the database
-- that this one was restored from: counted from the beginning again, which changes nothing that was counted.
SELECT register_revision, person_id, filled_person,
  CASE WHEN inquiry_xid < x THEN inquiry_xid::text::bigint ELSE 0 END AS inquiry_xid,
  CASE WHEN inquiry_xid < x THEN inquiry_reference ELSE -1 END AS inquiry_reference,
  CASE WHEN callback_xid < x THEN callback_xid::text::bigint ELSE 0 END AS callback_xid,
  CASE WHEN callback_xid < x THEN callback_id ELSE -1 END AS callback_id
FROM figure_cursor, pg_snapshot_xmax(pg_current_snapshot()) AS x WHERE only_row FOR UPDATE OF figure_cursor SKIP LOCKED
