-- The register: persons, what sources state of them, and the lists it came in. Personal particulars are sealed by the
-- program before they get here (columns of type bytea named sealed or *_sealed); ids, side, status, rung, source, times
-- and region code are in clear.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public
  TO hotline_log, hotline_registry, hotline_inquiry, hotline_reporting, hotline_maintenance, hotline_auditor;

CREATE TABLE database_kind (
  only_row boolean PRIMARY KEY DEFAULT true CONSTRAINT database_kind_one_row CHECK (only_row),
  kind text NOT NULL CONSTRAINT database_kind_known CHECK (kind IN ('TRIAL', 'LIVE')),
  marked_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE source (
  source_id text PRIMARY KEY CONSTRAINT source_id_form CHECK (source_id ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  description text NOT NULL,
  ceiling smallint NOT NULL CONSTRAINT source_ceiling_known CHECK (ceiling BETWEEN 0 AND 6),
  sides smallint[] NOT NULL,
  statement_kinds smallint[] NOT NULL DEFAULT '{}',
  invented boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE list (
  list_no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  list_id bytea NOT NULL CONSTRAINT list_id_unique UNIQUE CONSTRAINT list_id_length CHECK (length(list_id) = 32),
  source_id text NOT NULL REFERENCES source,
  side smallint NOT NULL CONSTRAINT list_side_known CHECK (side BETWEEN 1 AND 4),
  rows_total bigint NOT NULL CONSTRAINT list_rows_limit CHECK (rows_total BETWEEN 1 AND 10000000),
  committed_row bigint NOT NULL DEFAULT 0,
  rows_new bigint NOT NULL DEFAULT 0,
  rows_unchanged bigint NOT NULL DEFAULT 0,
  rows_statement_added bigint NOT NULL DEFAULT 0,
  rows_refused bigint NOT NULL DEFAULT 0,
  deaths bigint NOT NULL DEFAULT 0,
  received_at timestamptz NOT NULL,
  entered_at timestamptz NOT NULL DEFAULT now(),
  imported_by text NOT NULL,
  countersigned_by text,
  countersigned_at timestamptz,
  withdrawn_by text,
  withdrawn_at timestamptz,
  CONSTRAINT list_two_people CHECK (countersigned_by IS NULL OR countersigned_by <> imported_by)
);

CREATE SEQUENCE person_id_seq;

-- sealed: sex, birth date, birthplace, nationality, rank, unit and the other particulars of system contract 3.
CREATE TABLE person (
  person_id bigint PRIMARY KEY,
  side smallint NOT NULL CONSTRAINT person_side_known CHECK (side BETWEEN 1 AND 4),
  sealed bytea NOT NULL,
  entered_at timestamptz NOT NULL DEFAULT now()
);

-- What is derived of a person, and the version that an answer is computed from. Narrow and rewritten at every change.
-- lock_only is never written: the log writer's UPDATE grant on it is what lets it take FOR SHARE locks.
CREATE TABLE person_state (
  person_id bigint PRIMARY KEY REFERENCES person,
  cluster_id bigint NOT NULL,
  version bigint NOT NULL,
  status smallint NOT NULL CONSTRAINT person_state_status_known CHECK (status BETWEEN 0 AND 18),
  rung smallint NOT NULL CONSTRAINT person_state_rung_known CHECK (rung BETWEEN 0 AND 6),
  flags smallint NOT NULL,
  inform_kin smallint NOT NULL CONSTRAINT person_state_inform_kin_known CHECK (inform_kin BETWEEN 0 AND 3),
  status_day int NOT NULL,
  last_alive_day int NOT NULL,
  hold_until_day int NOT NULL,
  region smallint NOT NULL,
  changed_at timestamptz NOT NULL,
  lock_only boolean
) WITH (fillfactor = 80);
CREATE INDEX person_state_cluster_idx ON person_state (cluster_id);

-- sealed: surname, given name, patronymic, line.
CREATE TABLE person_name (
  name_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES person,
  kind smallint NOT NULL CONSTRAINT person_name_kind_known CHECK (kind BETWEEN 1 AND 6),
  script smallint NOT NULL CONSTRAINT person_name_script_known CHECK (script BETWEEN 1 AND 3),
  language text NOT NULL,
  source_id text NOT NULL REFERENCES source,
  sealed bytea NOT NULL,
  entered_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX person_name_person_idx ON person_name (person_id);

-- value_hash: keyed hash of the normalised value, for equality.
CREATE TABLE identifier (
  identifier_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES person,
  kind smallint NOT NULL CONSTRAINT identifier_kind_known CHECK (kind BETWEEN 1 AND 6),
  value_hash bytea NOT NULL CONSTRAINT identifier_hash_length CHECK (length(value_hash) = 32),
  source_id text NOT NULL REFERENCES source,
  sealed bytea NOT NULL,
  entered_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX identifier_person_idx ON identifier (person_id);

-- Added or withdrawn, never edited. fact_day is the first day of what is known, fact_precision how much of it is meant
-- (0 nothing, 1 year, 2 month, 3 day). sealed: place and the source's own key of the person.
CREATE TABLE statement (
  statement_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES person,
  kind smallint NOT NULL CONSTRAINT statement_kind_known CHECK (kind BETWEEN 1 AND 24),
  rung smallint NOT NULL CONSTRAINT statement_rung_known CHECK (rung BETWEEN 0 AND 6),
  source_id text NOT NULL REFERENCES source,
  list_no bigint REFERENCES list,
  fact_day date,
  fact_precision smallint NOT NULL CONSTRAINT statement_precision_known CHECK (fact_precision BETWEEN 0 AND 3),
  received_at timestamptz NOT NULL,
  entered_at timestamptz NOT NULL DEFAULT now(),
  forwarded_at timestamptz,
  entered_by text NOT NULL,
  sealed bytea
);
CREATE INDEX statement_person_idx ON statement (person_id);
CREATE INDEX statement_list_deaths_idx ON statement (list_no) WHERE kind IN (12, 13, 14, 15);

-- A death needs a second registrar: until confirmed_by is set its withdrawal is only asked for.
CREATE TABLE statement_withdrawal (
  statement_id bigint PRIMARY KEY REFERENCES statement,
  ground text NOT NULL,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL DEFAULT now(),
  effective_at timestamptz,
  confirmed_by text,
  CONSTRAINT statement_withdrawal_two_people CHECK (confirmed_by IS NULL OR confirmed_by <> asked_by)
);

CREATE TABLE hold (
  hold_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES person,
  ground text NOT NULL,
  author text NOT NULL,
  until date NOT NULL,
  placed_at timestamptz NOT NULL DEFAULT now(),
  ended_by text,
  ended_at timestamptz
);
CREATE INDEX hold_person_idx ON hold (person_id);

-- "Same person?" Records are linked, never merged. state: 1 proposed, 2 confirmed, 3 rejected, 4 disputed, 5 undone.
CREATE TABLE link (
  link_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_a bigint NOT NULL REFERENCES person,
  person_b bigint NOT NULL REFERENCES person,
  state smallint NOT NULL CONSTRAINT link_state_known CHECK (state BETWEEN 1 AND 5),
  probability real NOT NULL CONSTRAINT link_probability_range CHECK (probability BETWEEN 0 AND 1),
  reasons text NOT NULL,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL DEFAULT now(),
  first_reviewer text,
  second_reviewer text,
  decided_at timestamptz,
  CONSTRAINT link_pair_order CHECK (person_a < person_b),
  CONSTRAINT link_pair_unique UNIQUE (person_a, person_b),
  CONSTRAINT link_two_people CHECK (second_reviewer IS NULL OR second_reviewer <> first_reviewer)
);
CREATE INDEX link_person_b_idx ON link (person_b);

-- What became of each row. outcome: 1 new, 2 unchanged, 3 statement added, 4 refused. faults: column and what would be
-- right, never a value.
CREATE TABLE list_row (
  list_no bigint NOT NULL REFERENCES list,
  row_number bigint NOT NULL,
  outcome smallint NOT NULL CONSTRAINT list_row_outcome_known CHECK (outcome BETWEEN 1 AND 4),
  person_id bigint,
  statement_id bigint,
  faults jsonb,
  PRIMARY KEY (list_no, row_number)
);

-- Which rows of a source are known: person_key is the keyed hash of its external id (of the whole normalised row when it
-- has none), content_hash that of the normalised row. 16 bytes each.
CREATE TABLE row_key (
  source_id text NOT NULL REFERENCES source,
  person_key bytea NOT NULL,
  content_hash bytea NOT NULL,
  person_id bigint NOT NULL REFERENCES person,
  PRIMARY KEY (source_id, person_key, content_hash)
);

-- One row, updated as the last statement of each transaction that changes the register: its lock makes the commit order
-- of revisions gapless.
CREATE TABLE register_revision (
  only_row boolean PRIMARY KEY DEFAULT true CONSTRAINT register_revision_one_row CHECK (only_row),
  revision bigint NOT NULL,
  changed_at timestamptz NOT NULL
) WITH (fillfactor = 50);
INSERT INTO register_revision (revision, changed_at) VALUES (0, now());

-- Which persons a revision changed; read by every server's match index.
CREATE TABLE register_change (
  revision bigint PRIMARY KEY,
  changed_at timestamptz NOT NULL,
  persons bigint[] NOT NULL
);

-- One actor's request_id has one effect: what a write answered, sealed, kept for seven days.
CREATE TABLE write_key (
  actor_id text NOT NULL,
  request_id uuid NOT NULL,
  method text NOT NULL,
  digest bytea NOT NULL,
  answer_sealed bytea,
  claimed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (actor_id, request_id)
);
CREATE INDEX write_key_claimed_idx ON write_key (claimed_at);

GRANT SELECT ON database_kind
  TO hotline_log, hotline_registry, hotline_inquiry, hotline_reporting, hotline_maintenance, hotline_auditor;
GRANT SELECT ON source, person, person_state, person_name, identifier, statement, statement_withdrawal, hold, link, list,
  list_row, row_key, register_revision, register_change, write_key TO hotline_registry;
GRANT INSERT ON source, list, person, person_state, person_name, identifier, statement, statement_withdrawal, hold, link,
  list_row, row_key, register_change, write_key TO hotline_registry;
GRANT UPDATE (committed_row, rows_new, rows_unchanged, rows_statement_added, rows_refused, deaths, countersigned_by,
  countersigned_at) ON list TO hotline_registry;
GRANT UPDATE (cluster_id, version, status, rung, flags, inform_kin, status_day, last_alive_day, hold_until_day, region,
  changed_at) ON person_state TO hotline_registry;
GRANT UPDATE (effective_at, confirmed_by) ON statement_withdrawal TO hotline_registry;
GRANT UPDATE (ended_by, ended_at) ON hold TO hotline_registry;
GRANT UPDATE (state, probability, first_reviewer, second_reviewer, decided_at) ON link TO hotline_registry;
GRANT UPDATE (revision, changed_at) ON register_revision TO hotline_registry;
GRANT UPDATE (answer_sealed) ON write_key TO hotline_registry;
GRANT USAGE ON SEQUENCE person_id_seq TO hotline_registry;
GRANT SELECT ON person_state, register_revision, register_change TO hotline_log;
GRANT UPDATE (lock_only) ON person_state TO hotline_log;
GRANT SELECT ON source, list, person_state, register_revision TO hotline_reporting;
