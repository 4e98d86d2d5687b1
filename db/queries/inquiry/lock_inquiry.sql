-- As get_inquiry, held until the end of the transaction.   $1 bigint reference.   Uses inquiry_pkey.
-- Read by store::StoredInquiry.
SELECT i.reference, i.state, i.language, i.opened_at, i.changed_at, i.facts_version, i.facts_sealed, i.asker_sealed,
       i.passphrase_hash, i.passphrase_failures, i.call_from, i.call_minutes
FROM inquiry AS i
WHERE i.reference = $1 AND i.erased_at IS NULL
FOR UPDATE
