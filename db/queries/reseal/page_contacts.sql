-- Inquiries with a blind index of how to reach the asker, after a reference.   $1 bigint reference   $2 int rows at most.
-- Uses inquiry_pkey.
SELECT reference, asker_sealed, contact_key FROM inquiry
WHERE reference > $1 AND contact_key IS NOT NULL ORDER BY reference LIMIT $2
