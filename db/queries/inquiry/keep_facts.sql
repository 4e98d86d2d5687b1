-- Keeps the facts that are about to be replaced, with who replaced them and when.   $1 bigint reference
-- $2 timestamptz instant   $3 text actor.   Uses inquiry_pkey.
INSERT INTO inquiry_facts (reference, facts_version, facts_sealed, added_at, added_by)
SELECT i.reference, i.facts_version, i.facts_sealed, $2, $3
FROM inquiry AS i
WHERE i.reference = $1
