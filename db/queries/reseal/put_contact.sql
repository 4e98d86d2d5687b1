-- $1 bigint reference   $2 bytea as it was   $3 bytea by the newest key.   Uses inquiry_pkey.
UPDATE inquiry SET contact_key = $3 WHERE reference = $1 AND contact_key = $2
