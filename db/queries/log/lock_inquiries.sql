-- Inquiries that the batch renews, held until the commit; one that somebody else is changing is left out.
-- $1 bigint[] references.   Uses inquiry_pkey.
SELECT reference, facts_version FROM inquiry WHERE reference = ANY ($1::bigint[]) AND erased_at IS NULL ORDER BY reference
FOR UPDATE SKIP LOCKED
