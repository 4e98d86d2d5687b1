-- Uses figure_cursor_pkey. No row: another server goes on with it.
SELECT register_revision, person_id, filled_person, inquiry_xid::text::bigint AS inquiry_xid, inquiry_reference
FROM figure_cursor WHERE only_row FOR UPDATE SKIP LOCKED
