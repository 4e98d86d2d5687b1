-- Inquiries that candidates were found for, held until the commit.   $1 bigint[] references.   Uses inquiry_pkey.
SELECT i.reference, i.state, i.facts_version
FROM inquiry AS i
WHERE i.reference = ANY ($1::bigint[])
ORDER BY i.reference
FOR NO KEY UPDATE
