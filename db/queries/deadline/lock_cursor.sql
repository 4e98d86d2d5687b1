-- Uses deadline_cursor_pkey. No row: another server goes on with it.
SELECT register_revision, person_id, filled_person FROM deadline_cursor WHERE only_row FOR UPDATE SKIP LOCKED
