-- All that a batch writes, in one statement, which costs a third of eight. Empty arrays write nothing.
-- $1 int tree   $2 bigint epoch.
-- Entries: $3 bigint[] indexes   $4 timestamptz[] whole seconds   $5 bytea[] leaves.
-- Their payloads: $6 bytea[] salts   $7 bytea[] sealed keys   $8 bytea[] sealed payloads   $9 bytea[] subject keys, each
-- may be NULL.
-- The batch: $10 bigint first index   $11 int entries   $12 bytea root after them   $13 bytea interior nodes completed
-- $14 timestamptz now   $15 bigint size after them   $16 bytea frontier.   Uses log_tree_pkey.
-- Facts: $17 bigint[] indexes   $18 timestamptz[] hours   $19 smallint[] channels   $20 smallint[] languages
-- $21 smallint[] answer kinds   $22 smallint[] regions   $23 int[] durations in microseconds.
-- Inquiries opened: $24 bigint[] references   $25 smallint[] states   $26 smallint[] languages   $27 timestamptz[] instants
-- $28 text[] actors   $29 int[] facts versions   $30 bytea[] sealed facts   $31 bytea[] sealed askers
-- $32 bytea[] contact keys, these two may be NULL   $33 bytea[] passphrase hashes   $34 bigint[] register revisions of the
-- answers.
-- Checkpoints of batches before: $35 bigint[] sizes   $36 text[] notes.   Uses log_checkpoint_pkey.
-- Of the payloads: $37 bigint[] references of their inquiries, -1 none   $38 bytea[] keys of the guard, each may be NULL.
-- Of the inquiries opened: $39 smallint[] kinships   $40 boolean[] whether they stand in no figure   $41 smallint[],
-- $42 smallint[] hours in which the asker may be called, each may be NULL.
WITH entries AS (
  INSERT INTO log_entry (tree, log_index, logged_at, leaf)
  SELECT $1, e.log_index, e.logged_at, e.leaf FROM unnest($3::bigint[], $4::timestamptz[], $5::bytea[])
    AS e (log_index, logged_at, leaf)
), payloads AS (
  INSERT INTO log_payload (tree, log_index, salt, key_sealed, payload_sealed, subject_key, reference, guard_keys)
  SELECT $1, p.log_index, p.salt, p.key_sealed, p.payload_sealed, p.subject_key, p.reference, p.guard_keys
  FROM unnest($3::bigint[], $6::bytea[], $7::bytea[], $8::bytea[], $9::bytea[], $37::bigint[], $38::bytea[])
    AS p (log_index, salt, key_sealed, payload_sealed, subject_key, reference, guard_keys)
), batch AS (
  INSERT INTO log_batch (tree, first_index, entries, root, nodes, committed_at) VALUES ($1, $10, $11, $12, $13, $14)
), facts AS (
  INSERT INTO lookup_fact (tree, log_index, hour, channel, language, answer_kind, region, duration_us)
  SELECT $1, f.log_index, f.hour, f.channel, f.language, f.answer_kind, f.region, f.duration_us
  FROM unnest($17::bigint[], $18::timestamptz[], $19::smallint[], $20::smallint[], $21::smallint[], $22::smallint[],
    $23::int[])
    AS f (log_index, hour, channel, language, answer_kind, region, duration_us)
), opened AS (
  INSERT INTO inquiry (reference, state, language, opened_at, changed_at, opened_by, facts_version, facts_sealed,
    asker_sealed, contact_key, passphrase_hash, register_revision, kinship, apart, call_from, call_minutes)
  SELECT i.reference, i.state, i.language, i.opened_at, i.opened_at, i.opened_by, i.facts_version, i.facts_sealed,
    i.asker_sealed, i.contact_key, i.passphrase_hash, i.register_revision, i.kinship, i.apart, i.call_from, i.call_minutes
  FROM unnest($24::bigint[], $25::smallint[], $26::smallint[], $27::timestamptz[], $28::text[], $29::int[], $30::bytea[],
    $31::bytea[], $32::bytea[], $33::bytea[], $34::bigint[], $39::smallint[], $40::boolean[],
    $41::smallint[], $42::smallint[])
    AS i (reference, state, language, opened_at, opened_by, facts_version, facts_sealed, asker_sealed, contact_key,
    passphrase_hash, register_revision, kinship, apart, call_from, call_minutes)
), checkpoints AS (
  INSERT INTO log_checkpoint (tree, size, note)
  SELECT $1, c.size, c.note FROM unnest($35::bigint[], $36::text[]) AS c (size, note)
  ON CONFLICT (tree, size) DO NOTHING
)
UPDATE log_tree SET size = $15, root = $12, frontier = $16 WHERE tree = $1 AND epoch = $2
