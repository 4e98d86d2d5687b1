-- $1 bigint[] references   $2 smallint[] states   $3 smallint[] languages   $4 timestamptz[] instants   $5 text[] actors
-- $6 int[] facts versions   $7 bytea[] sealed facts   $8 bytea[] sealed askers   $9 bytea[] contact keys, these two may be
-- NULL   $10 bytea[] passphrase hashes.
INSERT INTO inquiry (reference, state, language, opened_at, changed_at, opened_by, facts_version, facts_sealed,
  asker_sealed, contact_key, passphrase_hash)
SELECT i.reference, i.state, i.language, i.opened_at, i.opened_at, i.opened_by, i.facts_version, i.facts_sealed,
  i.asker_sealed, i.contact_key, i.passphrase_hash
FROM unnest($1::bigint[], $2::smallint[], $3::smallint[], $4::timestamptz[], $5::text[], $6::int[], $7::bytea[],
  $8::bytea[], $9::bytea[], $10::bytea[])
  AS i (reference, state, language, opened_at, opened_by, facts_version, facts_sealed, asker_sealed, contact_key,
  passphrase_hash)
