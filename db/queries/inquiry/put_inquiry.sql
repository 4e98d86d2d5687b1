-- $1 bigint reference   $2 smallint state   $3 smallint language   $4 timestamptz opened   $5 text actor
-- $6 bytea sealed facts   $7 bytea sealed asker   $8 bytea contact key or null   $9 bytea passphrase hash   $10 smallint kinship
-- $11 smallint, $12 smallint hours in which the asker may be called, or null.
-- Uses inquiry_pkey. One row, none when the reference is taken.
INSERT INTO inquiry (reference, state, language, opened_at, changed_at, opened_by, facts_version, facts_sealed,
                     asker_sealed, contact_key, passphrase_hash, kinship, call_from, call_minutes)
VALUES ($1, $2, $3, $4, $4, $5, 1, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (reference) DO NOTHING
RETURNING true
