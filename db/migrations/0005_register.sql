-- What a registrar needs all day: lists that change a row and can be taken back whole, records joined into one human
-- being with the history of each link, wishes that go with the statement that brought them, sources' headings.

-- attempt is part of list_id. A withdrawal is asked for first: from then on the list's statements do not count, but for
-- deaths that count already; with withdrawn_at those too, its names, its numbers and the joins it made.
ALTER TABLE list
  ADD COLUMN rows_changed bigint NOT NULL DEFAULT 0,
  ADD COLUMN rows_joined bigint NOT NULL DEFAULT 0,
  ADD COLUMN attempt smallint NOT NULL DEFAULT 0,
  ADD COLUMN withdrawal_asked_by text,
  ADD COLUMN withdrawal_asked_at timestamptz,
  ADD COLUMN withdrawal_ground text,
  ADD CONSTRAINT list_withdrawal_asked_first CHECK (withdrawn_at IS NULL OR withdrawal_asked_at IS NOT NULL);
CREATE INDEX list_source_idx ON list (source_id, list_no);

ALTER TABLE list_row DROP CONSTRAINT list_row_outcome_known,
  ADD CONSTRAINT list_row_outcome_known CHECK (outcome BETWEEN 1 AND 6);

-- inform_kin and region: what the statement's row said of them; 0 nothing. The latest live one of a record holds.
ALTER TABLE statement
  ADD COLUMN recipient smallint NOT NULL DEFAULT 0 CONSTRAINT statement_recipient_known CHECK (recipient BETWEEN 0 AND 4),
  ADD COLUMN inform_kin smallint NOT NULL DEFAULT 0
    CONSTRAINT statement_inform_kin_known CHECK (inform_kin BETWEEN 0 AND 3),
  ADD COLUMN region smallint NOT NULL DEFAULT 0;
CREATE INDEX statement_entered_idx ON statement USING brin (entered_at);
UPDATE statement AS s SET inform_kin = p.inform_kin, region = p.region
FROM person_state AS p
WHERE p.person_id = s.person_id AND (p.inform_kin <> 0 OR p.region <> 0)
  AND s.statement_id = (SELECT max(last.statement_id) FROM statement AS last WHERE last.person_id = p.person_id);

-- by_list: a list whose row says otherwise replaced the statement; the withdrawal ends when that list is withdrawn.
ALTER TABLE statement_withdrawal ADD COLUMN by_list bigint REFERENCES list;
CREATE INDEX statement_withdrawal_list_idx ON statement_withdrawal (by_list) WHERE by_list IS NOT NULL;

-- A withdrawal that ended with its list and whose place another one took: what was known in between is not forgotten.
CREATE TABLE past_withdrawal (
  statement_id bigint NOT NULL REFERENCES statement,
  ground text NOT NULL,
  asked_by text NOT NULL,
  effective_at timestamptz NOT NULL,
  confirmed_by text,
  by_list bigint NOT NULL REFERENCES list
);
CREATE INDEX past_withdrawal_statement_idx ON past_withdrawal (statement_id);
CREATE FUNCTION keep_past_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO past_withdrawal (statement_id, ground, asked_by, effective_at, confirmed_by, by_list)
  VALUES (OLD.statement_id, OLD.ground, OLD.asked_by, OLD.effective_at, OLD.confirmed_by, OLD.by_list);
  RETURN NEW;
END
$$;
CREATE TRIGGER statement_withdrawal_kept BEFORE UPDATE ON statement_withdrawal FOR EACH ROW
  WHEN (OLD.by_list IS NOT NULL AND OLD.effective_at IS NOT NULL
        AND (NEW.by_list IS DISTINCT FROM OLD.by_list OR NEW.effective_at IS DISTINCT FROM OLD.effective_at))
  EXECUTE FUNCTION keep_past_withdrawal();

-- Names and numbers live until a later row of their source says otherwise (withdrawn_at, by the list in
-- replaced_by_list) or their list is withdrawn. Their sources are those of statements, which refer to the table: three
-- more look-ups for each row of an import would say nothing new.
ALTER TABLE person_name
  ADD COLUMN list_no bigint,
  ADD COLUMN withdrawn_at timestamptz,
  ADD COLUMN replaced_by_list bigint,
  DROP CONSTRAINT person_name_source_id_fkey;
ALTER TABLE identifier
  ADD COLUMN list_no bigint,
  ADD COLUMN withdrawn_at timestamptz,
  ADD COLUMN replaced_by_list bigint,
  DROP CONSTRAINT identifier_source_id_fkey;

-- Later particulars of a record, when its source corrects them; the latest live row holds before person.sealed.
CREATE TABLE person_particulars (
  particulars_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES person,
  list_no bigint NOT NULL REFERENCES list,
  sealed bytea NOT NULL,
  entered_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX person_particulars_person_idx ON person_particulars (person_id, particulars_id);

-- cluster_inform_kin: the strictest wish of the cluster's records, in each of them.
ALTER TABLE person_state ADD COLUMN cluster_inform_kin smallint NOT NULL DEFAULT 0
  CONSTRAINT person_state_cluster_inform_kin_known CHECK (cluster_inform_kin BETWEEN 0 AND 3);
UPDATE person_state SET cluster_inform_kin = inform_kin WHERE inform_kin <> 0;

-- statement_id: what the row brought; a row is known while that counts. name_key: half of the keyed hash of side, folded
-- full name and full birth date; number_key: of side and folded number. Equal keys are looked at, never believed.
ALTER TABLE row_key
  ADD COLUMN statement_id bigint,
  ADD COLUMN name_key bigint,
  ADD COLUMN number_key bigint,
  DROP CONSTRAINT row_key_source_id_fkey;
CREATE INDEX row_key_name_idx ON row_key (name_key) WHERE name_key IS NOT NULL;
CREATE INDEX row_key_number_idx ON row_key (number_key) WHERE number_key IS NOT NULL;

-- join_ground: 1 number, 2 name and date: joined by the import of list_no; 0 proposed.
ALTER TABLE link
  ADD COLUMN join_ground smallint NOT NULL DEFAULT 0 CONSTRAINT link_join_ground_known CHECK (join_ground BETWEEN 0 AND 2),
  ADD COLUMN list_no bigint REFERENCES list;
CREATE INDEX link_review_idx ON link (state, probability DESC, link_id);
CREATE INDEX link_list_idx ON link (list_no) WHERE list_no IS NOT NULL;

-- decision: 1 confirm, 2 reject, 3 dispute, 4 undo, 5 propose. state: the link's from then on. list_no: decided by the
-- import or the withdrawal of that list.
CREATE TABLE link_event (
  event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  link_id bigint NOT NULL REFERENCES link,
  decision smallint NOT NULL CONSTRAINT link_event_decision_known CHECK (decision BETWEEN 1 AND 5),
  state smallint NOT NULL CONSTRAINT link_event_state_known CHECK (state BETWEEN 1 AND 5),
  actor text NOT NULL,
  ground text NOT NULL,
  list_no bigint REFERENCES list,
  decided_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX link_event_link_idx ON link_event (link_id);

-- Beside lookup_fact, which has no index that finds one answer: a person's page says what was told.
ALTER TABLE disclosed ADD COLUMN answer_kind smallint;

-- Up to which revision every changed record was compared with the register for likely links.
CREATE TABLE link_cursor (
  only_row boolean PRIMARY KEY DEFAULT true CONSTRAINT link_cursor_one_row CHECK (only_row),
  revision bigint NOT NULL
);
INSERT INTO link_cursor (revision) VALUES (0);

-- How the columns of a source's files were understood last. No personal data: headings and our own column names.
CREATE TABLE source_mapping (
  source_id text PRIMARY KEY REFERENCES source,
  headings text[] NOT NULL,
  columns text[] NOT NULL,
  changed_by text NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT ON person_particulars, link_event, link_cursor, source_mapping, disclosed, lookup_fact TO hotline_registry;
GRANT SELECT, INSERT ON past_withdrawal TO hotline_registry;
GRANT INSERT ON person_particulars, link_event, source_mapping TO hotline_registry;
GRANT UPDATE (rows_changed, rows_joined, withdrawal_asked_by, withdrawal_asked_at, withdrawal_ground, withdrawn_by,
  withdrawn_at) ON list TO hotline_registry;
GRANT UPDATE (withdrawn_at, replaced_by_list) ON person_name, identifier TO hotline_registry;
GRANT UPDATE (cluster_inform_kin) ON person_state TO hotline_registry;
GRANT UPDATE (statement_id, name_key, number_key) ON row_key TO hotline_registry;
GRANT UPDATE (join_ground, list_no, reasons) ON link TO hotline_registry;
GRANT UPDATE (revision) ON link_cursor TO hotline_registry;
GRANT UPDATE (asked_by, asked_at, ground, by_list) ON statement_withdrawal TO hotline_registry;
GRANT UPDATE (headings, columns, changed_by, changed_at) ON source_mapping TO hotline_registry;
