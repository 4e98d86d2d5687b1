-- $1 bigint revision done   $2 bigint person done of the next one   $3 bigint older person done, NULL: all are.
-- Uses deadline_cursor_pkey.
UPDATE deadline_cursor SET register_revision = $1, person_id = $2, filled_person = $3, moved_at = now() WHERE only_row
