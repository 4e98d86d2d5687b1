-- Open inquiries that stand before a place of the feed.   $1 bigint last reference read   $2 smallint[] open states
-- $3 bigint transaction   $4 bigint reference   $5 int rows at most.   Uses inquiry_pkey.   Read by store::InquiryChange.
SELECT i.reference, i.state, i.facts_version, i.facts_sealed, i.register_revision, i.change_xid::text::bigint
FROM inquiry AS i
WHERE i.reference > $1 AND i.state = ANY ($2::smallint[])
  AND (i.change_xid, i.reference) <= ($3::bigint::text::xid8, $4::bigint)
ORDER BY i.reference
LIMIT $5
