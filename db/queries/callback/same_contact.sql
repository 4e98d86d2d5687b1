-- $1 bigint reference   $2 int rows at most.   Uses inquiry_pkey, inquiry_contact_idx. Other open inquiries of whoever is
-- reached in the same way.
SELECT o.reference, o.state FROM inquiry AS i JOIN inquiry AS o ON o.contact_key = i.contact_key
WHERE i.reference = $1 AND o.reference <> $1 AND o.state NOT IN (5, 6) AND o.erased_at IS NULL
ORDER BY o.opened_at DESC LIMIT $2
