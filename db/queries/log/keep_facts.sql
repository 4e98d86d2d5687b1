-- Keeps the facts that a renewal is about to replace, with who replaced them and when.   $1 bigint[] references
-- $2 timestamptz[] instants   $3 text[] actors.   Uses inquiry_pkey.
INSERT INTO inquiry_facts (reference, facts_version, facts_sealed, added_at, added_by)
SELECT i.reference, i.facts_version, i.facts_sealed, r.changed_at, r.changed_by
FROM unnest($1::bigint[], $2::timestamptz[], $3::text[]) AS r (reference, changed_at, changed_by)
JOIN inquiry AS i ON i.reference = r.reference
