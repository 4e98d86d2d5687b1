-- Rows locked by lock_inquiries.   $1 bigint[] references   $2 smallint[] states   $3 timestamptz[] instants
-- $4 int[] facts versions   $5 bytea[] sealed facts   $6 bigint[] register revisions of the answers to them; NULL keeps
-- those that stand.   Uses inquiry_pkey.
UPDATE inquiry AS i
SET state = r.state, changed_at = r.changed_at, facts_version = r.facts_version,
  facts_sealed = coalesce(r.facts_sealed, i.facts_sealed),
  register_revision = coalesce(r.register_revision, i.register_revision)
FROM unnest($1::bigint[], $2::smallint[], $3::timestamptz[], $4::int[], $5::bytea[], $6::bigint[])
  AS r (reference, state, changed_at, facts_version, facts_sealed, register_revision)
WHERE i.reference = r.reference
