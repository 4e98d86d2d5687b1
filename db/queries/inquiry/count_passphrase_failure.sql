-- $1 bigint reference, $2 smallint failures at most.   Uses inquiry_pkey.
UPDATE inquiry SET passphrase_failures = passphrase_failures + 1
WHERE reference = $1 AND passphrase_failures < $2
