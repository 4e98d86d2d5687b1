-- Inquiries whose passphrase is kept by a key, after a reference.   $1 bytea number of the key   $2 bigint reference
-- $3 int rows at most.   Uses inquiry_pkey.
SELECT reference FROM inquiry
WHERE reference > $2 AND erased_at IS NULL AND substring(passphrase_hash FROM 1 FOR 2) = $1 ORDER BY reference LIMIT $3
