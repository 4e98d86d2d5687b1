-- What the Conventions give a time for and has not been done yet: derived from the statements (services/core/deadlines.hpp),
-- never typed in.

-- One row for each kind and recipient of a cluster. kind: core::DeadlineKind. recipient: core::Recipient. statement_id: the
-- event that waits longest. due_day: late from the day after.
CREATE TABLE deadline (
  cluster_id bigint NOT NULL,
  kind smallint NOT NULL CONSTRAINT deadline_kind_known CHECK (kind BETWEEN 1 AND 5),
  recipient smallint NOT NULL CONSTRAINT deadline_recipient_known CHECK (recipient BETWEEN 0 AND 4),
  statement_id bigint NOT NULL,
  side smallint NOT NULL CONSTRAINT deadline_side_known CHECK (side IN (1, 3, 4)),
  since_day date NOT NULL,
  due_day date NOT NULL,
  CONSTRAINT deadline_pkey PRIMARY KEY (cluster_id, kind, recipient)
);
CREATE INDEX deadline_due_idx ON deadline (due_day, cluster_id, kind, recipient);
CREATE INDEX deadline_kind_idx ON deadline (kind, due_day, cluster_id, recipient);

-- How far they follow the register: all changes up to register_revision, of the next one the persons up to person_id.
-- Records that are older than this table are gone through once, up to filled_person; NULL: done.
CREATE TABLE deadline_cursor (
  only_row boolean PRIMARY KEY DEFAULT true CONSTRAINT deadline_cursor_one_row CHECK (only_row),
  register_revision bigint NOT NULL,
  person_id bigint NOT NULL DEFAULT 0,
  filled_person bigint DEFAULT 0,
  moved_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);
INSERT INTO deadline_cursor (register_revision) SELECT revision FROM register_revision;

GRANT SELECT, INSERT, DELETE ON deadline TO hotline_registry;
GRANT SELECT, UPDATE ON deadline_cursor TO hotline_registry;
