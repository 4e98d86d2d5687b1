-- Standing inquiries: each is compared with what the register learns after its answer, each new record with all of them.

-- register_revision: the answer was computed from it, later changes are compared; 0: never compared.
-- change_xid: of the transaction that changed facts or state last. A transaction that began earlier can end later, so a
-- reader takes only rows below pg_snapshot_xmin(pg_current_snapshot()): none can come in before those any more. A counter
-- would make all writers of the log wait for each other.
ALTER TABLE inquiry
  ADD COLUMN register_revision bigint NOT NULL DEFAULT 0
    CONSTRAINT inquiry_register_revision_known CHECK (register_revision >= 0),
  ADD COLUMN change_xid xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX inquiry_change_idx ON inquiry (change_xid, reference);

CREATE FUNCTION stamp_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.change_xid := pg_current_xact_id();
  RETURN NEW;
END
$$;
CREATE TRIGGER inquiry_change BEFORE UPDATE ON inquiry FOR EACH ROW
  WHEN (NEW.state <> OLD.state OR NEW.facts_version <> OLD.facts_version
        OR NEW.register_revision <> OLD.register_revision)
  EXECUTE FUNCTION stamp_change();

-- How far the one watcher of the database has come: all changes up to register_revision, of the next one the persons up
-- to person_id, all inquiries up to (inquiry_xid, inquiry_reference). After a change of the model every inquiry is
-- compared with the whole register once more, up to rematch_reference; NULL: done. Inquiries that are older than this
-- table have revision 0 and come through the feed.
CREATE TABLE standing_cursor (
  only_row boolean PRIMARY KEY DEFAULT true CONSTRAINT standing_cursor_one_row CHECK (only_row),
  register_revision bigint NOT NULL,
  person_id bigint NOT NULL DEFAULT 0,
  inquiry_xid xid8 NOT NULL DEFAULT '0',
  inquiry_reference bigint NOT NULL DEFAULT -1,
  rematch_reference bigint,
  model_version text NOT NULL DEFAULT '',
  moved_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);
INSERT INTO standing_cursor (register_revision) SELECT revision FROM register_revision;

-- A person who may be the one an inquiry asks for. state: 1 proposed, 2 under review (a death confirmed by one),
-- 3 confirmed, 4 rejected, 5 insufficient, 6 replaced by a newer row of the pair. Decided rows stay: the pair comes back
-- only with another facts_digest, the keyed hash of what both sides say of the identity, whatever the person's status
-- and the model. A reader that resumes goes by (change_xid, candidate_id), below pg_snapshot_xmin as above; change_xid
-- moves with the state. reasons: how each field agrees, never a value.
CREATE TABLE match_candidate (
  candidate_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reference bigint NOT NULL REFERENCES inquiry,
  facts_version integer NOT NULL,
  person_id bigint NOT NULL REFERENCES person,
  person_version bigint NOT NULL,
  model_version text NOT NULL,
  probability real NOT NULL CONSTRAINT match_candidate_probability_range CHECK (probability BETWEEN 0 AND 1),
  reasons text NOT NULL,
  facts_digest bytea NOT NULL CONSTRAINT match_candidate_digest_length CHECK (length(facts_digest) = 16),
  found_at timestamptz NOT NULL DEFAULT now(),
  state smallint NOT NULL DEFAULT 1 CONSTRAINT match_candidate_state_known CHECK (state BETWEEN 1 AND 6),
  change_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT match_candidate_once UNIQUE (reference, facts_version, person_id, person_version, model_version)
) WITH (fillfactor = 90);
CREATE INDEX match_candidate_pair_idx ON match_candidate (reference, person_id, candidate_id);
CREATE INDEX match_candidate_change_idx ON match_candidate (change_xid, candidate_id);
CREATE TRIGGER match_candidate_change BEFORE UPDATE ON match_candidate FOR EACH ROW
  WHEN (NEW.state <> OLD.state) EXECUTE FUNCTION stamp_change();

-- What people decided on a pair, with what they saw. decision: 1 confirm, 2 reject, 3 insufficient, 4 undo.
CREATE TABLE candidate_review (
  review_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reference bigint NOT NULL REFERENCES inquiry,
  person_id bigint NOT NULL REFERENCES person,
  decision smallint NOT NULL CONSTRAINT candidate_review_decision_known CHECK (decision BETWEEN 1 AND 4),
  actor text NOT NULL,
  ground_sealed bytea NOT NULL,
  person_version bigint NOT NULL,
  facts_digest bytea NOT NULL CONSTRAINT candidate_review_digest_length CHECK (length(facts_digest) = 16),
  reviewed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX candidate_review_pair_idx ON candidate_review (reference, person_id, review_id);
CREATE TRIGGER candidate_review_append_only BEFORE UPDATE OR DELETE ON candidate_review
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

GRANT USAGE ON SCHEMA public TO hotline_matching;
GRANT SELECT ON register_revision, register_change, person, person_state, person_name, identifier, person_particulars, list
  TO hotline_matching;
GRANT SELECT (reference, state, facts_version, facts_sealed, register_revision, change_xid) ON inquiry TO hotline_matching;
GRANT UPDATE (state, changed_at, change_xid) ON inquiry TO hotline_matching;
GRANT SELECT ON standing_cursor, match_candidate TO hotline_matching;
GRANT UPDATE ON standing_cursor TO hotline_matching;
GRANT INSERT, UPDATE (state, change_xid) ON match_candidate TO hotline_matching;
GRANT UPDATE (register_revision) ON inquiry TO hotline_inquiry, hotline_log;
GRANT SELECT ON match_candidate, candidate_review, standing_cursor TO hotline_inquiry;
GRANT UPDATE (state) ON match_candidate TO hotline_inquiry;
GRANT INSERT ON candidate_review TO hotline_inquiry;
