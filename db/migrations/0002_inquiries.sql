-- A family's question and who asks it. The reference is the ten random digits said aloud; it opens nothing by itself.
-- facts_sealed: the facts as they stand; asker_sealed: name, relation, contact, notice version.
CREATE TABLE inquiry (
  reference bigint PRIMARY KEY CONSTRAINT inquiry_reference_digits CHECK (reference BETWEEN 0 AND 9999999999),
  state smallint NOT NULL CONSTRAINT inquiry_state_known CHECK (state BETWEEN 1 AND 6),
  language smallint NOT NULL CONSTRAINT inquiry_language_known CHECK (language BETWEEN 1 AND 3),
  opened_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  opened_by text NOT NULL,
  facts_version int NOT NULL,
  facts_sealed bytea NOT NULL,
  asker_sealed bytea,
  contact_key bytea CONSTRAINT inquiry_contact_key_length CHECK (length(contact_key) = 32),
  -- key id, salt and keyed hash (runtime/seal.hpp)
  passphrase_hash bytea NOT NULL CONSTRAINT inquiry_passphrase_hash_length CHECK (length(passphrase_hash) = 50),
  passphrase_failures smallint NOT NULL DEFAULT 0
) WITH (fillfactor = 90);
CREATE INDEX inquiry_opened_idx ON inquiry (opened_at, reference);
CREATE INDEX inquiry_contact_idx ON inquiry (contact_key) WHERE contact_key IS NOT NULL;

-- Every earlier state of the facts: a row is added each time facts are.
CREATE TABLE inquiry_facts (
  reference bigint NOT NULL REFERENCES inquiry,
  facts_version int NOT NULL,
  facts_sealed bytea NOT NULL,
  added_at timestamptz NOT NULL,
  added_by text NOT NULL,
  PRIMARY KEY (reference, facts_version)
);

-- How a call ended, also one without a lookup. Line and exchange id say nothing of the caller.
CREATE TABLE call_outcome (
  outcome_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  actor_id text NOT NULL,
  line text NOT NULL,
  exchange_call_id text NOT NULL,
  call_started_at timestamptz NOT NULL,
  code smallint NOT NULL CONSTRAINT call_outcome_code_known CHECK (code BETWEEN 1 AND 15),
  reference bigint,
  recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX call_outcome_call_idx ON call_outcome (exchange_call_id);

GRANT SELECT, INSERT ON inquiry, inquiry_facts, call_outcome, write_key TO hotline_inquiry;
GRANT UPDATE (state, changed_at, facts_version, facts_sealed, passphrase_failures) ON inquiry TO hotline_inquiry;
GRANT UPDATE (answer_sealed) ON write_key TO hotline_inquiry;
-- A lookup opens or continues an inquiry in the transaction that logs it.
GRANT SELECT, INSERT ON inquiry TO hotline_log;
GRANT INSERT ON inquiry_facts TO hotline_log;
GRANT UPDATE (state, changed_at, facts_version, facts_sealed) ON inquiry TO hotline_log;
