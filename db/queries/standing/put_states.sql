-- Rows locked by lock_inquiries.   $1 bigint[] references   $2 smallint[] states.   Uses inquiry_pkey.
UPDATE inquiry AS i SET state = n.state, changed_at = now()
FROM unnest($1::bigint[], $2::smallint[]) AS n (reference, state)
WHERE i.reference = n.reference
