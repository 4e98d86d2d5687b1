-- The newest inquiries in these states of one contact.   $1 bytea[] its contact keys, of
-- each key of the server   $2 smallint[] states
-- $3 int rows at most.   Uses inquiry_contact_idx.   Read by store::InquirySummary.
SELECT i.reference, i.state, i.opened_at, i.changed_at
FROM inquiry AS i
WHERE i.contact_key = ANY ($1::bytea[]) AND i.state = ANY ($2::smallint[])
ORDER BY i.opened_at DESC, i.reference DESC
LIMIT $3
