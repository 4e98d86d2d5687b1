-- $1 text partner   $2 text after this change   $3 bigint after this reference of it   $4 int rows at most.
-- Uses partner_case_change_idx.   Read by store::PartnerCaseShown. None can come in before those any more.
SELECT c.change_xid::text, c.reference, c.collected_by, c.registered_at, c.ended
FROM partner_case AS c
WHERE c.partner = $1 AND (c.change_xid, c.reference) > ($2::text::xid8, $3::bigint)
  AND c.change_xid < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY c.change_xid, c.reference LIMIT $4
