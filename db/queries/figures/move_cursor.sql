-- $1 bigint revision done   $2 bigint person done of the next one   $3 bigint older person done, NULL: all are
-- $4 bigint transaction   $5 bigint reference   $6 bigint transaction   $7 bigint callback.   Uses figure_cursor_pkey.
UPDATE figure_cursor SET register_revision = $1, person_id = $2, filled_person = $3, inquiry_xid = $4::bigint::text::xid8,
  inquiry_reference = $5, callback_xid = $6::bigint::text::xid8, callback_id = $7, moved_at = now() WHERE only_row
