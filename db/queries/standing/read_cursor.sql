-- How far the watcher has come. One row.   Read by store::StandingCursor.
SELECT register_revision, person_id, inquiry_xid::text::bigint, inquiry_reference, rematch_reference, model_version
FROM standing_cursor
