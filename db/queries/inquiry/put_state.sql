-- $1 bigint reference   $2 smallint state   $3 timestamptz instant.   Uses inquiry_pkey.
UPDATE inquiry SET state = $2, changed_at = $3 WHERE reference = $1
