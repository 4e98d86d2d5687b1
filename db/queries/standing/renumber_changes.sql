-- A database restored from a dump counts its transactions anew: what was changed in the old one would hide all that
-- comes. Such rows count as changed now, and the feed of inquiries begins anew; a pair that is known is not stored twice.
-- The figures count callbacks by the same cursor. Uses inquiry_change_idx, match_candidate_change_idx, callback_change_idx.
-- Returns how many of these there were.
WITH inquiries AS (
  UPDATE inquiry SET change_xid = pg_current_xact_id()
  WHERE change_xid >= pg_snapshot_xmax(pg_current_snapshot())
  RETURNING true
), candidates AS (
  UPDATE match_candidate SET change_xid = pg_current_xact_id()
  WHERE change_xid >= pg_snapshot_xmax(pg_current_snapshot())
  RETURNING true
), callbacks AS (
  UPDATE callback SET change_xid = pg_current_xact_id()
  WHERE change_xid >= pg_snapshot_xmax(pg_current_snapshot())
  RETURNING true
), cursor AS (
  UPDATE standing_cursor SET inquiry_xid = '0', inquiry_reference = -1
  WHERE inquiry_xid >= pg_snapshot_xmax(pg_current_snapshot())
)
SELECT (SELECT count(*) FROM inquiries) + (SELECT count(*) FROM candidates) + (SELECT count(*) FROM callbacks)
