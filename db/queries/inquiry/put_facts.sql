-- $1 bigint reference   $2 int facts version that is replaced   $3 smallint state   $4 timestamptz instant
-- $5 bytea sealed facts.   Uses inquiry_pkey. Touches no row when the facts are of another version. The new facts have
-- been compared with nothing yet.
UPDATE inquiry
SET state = $3, changed_at = $4, facts_version = facts_version + 1, facts_sealed = $5, register_revision = 0
WHERE reference = $1 AND facts_version = $2
