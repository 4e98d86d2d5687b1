-- What the ministry and supervisors read: counts that follow the log and the register step by step, what others have
-- published, and every table that left the bureau.

-- Calls that meant an invented person who guards the register, and what they opened, stand in no table.
ALTER TABLE inquiry ADD COLUMN apart boolean NOT NULL DEFAULT false;

-- series: core::Series. day: when it happened or changed (UTC). What stands at a day's end is the sum up to it.
-- members: the sum of a hash of each thing counted, so that the same things are known again (services/core/cell_key.hpp).
CREATE TABLE figure_cell (
  series smallint NOT NULL CONSTRAINT figure_cell_series_known CHECK (series BETWEEN 1 AND 14),
  day date NOT NULL,
  a smallint NOT NULL,
  b smallint NOT NULL,
  source_id text NOT NULL DEFAULT '',
  count bigint NOT NULL,
  members bigint NOT NULL,
  CONSTRAINT figure_cell_pkey PRIMARY KEY (series, day, a, b, source_id)
) WITH (fillfactor = 70);

-- How each record and inquiry was counted last.
CREATE TABLE figure_person (
  person_id bigint PRIMARY KEY,
  side smallint NOT NULL,
  status smallint NOT NULL,
  rung smallint NOT NULL,
  region smallint NOT NULL,
  head boolean NOT NULL,
  source_id text NOT NULL,
  entered_day date NOT NULL
) WITH (fillfactor = 80);
CREATE TABLE figure_inquiry (
  reference bigint PRIMARY KEY,
  state smallint NOT NULL,
  opened_day date NOT NULL
) WITH (fillfactor = 80);
CREATE TABLE figure_told (reference bigint PRIMARY KEY, told_day date NOT NULL);

-- Who was sought in a month, by the keyed hash of the payload that says so first; it goes with that payload.
CREATE TABLE figure_sought (
  month date NOT NULL,
  subject_key bytea NOT NULL,
  tree int NOT NULL,
  log_index bigint NOT NULL,
  CONSTRAINT figure_sought_pkey PRIMARY KEY (month, subject_key)
);
CREATE INDEX figure_sought_place_idx ON figure_sought (tree, log_index);
CREATE FUNCTION forget_sought() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  DELETE FROM figure_sought WHERE tree = OLD.tree AND log_index = OLD.log_index;
  RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION forget_sought() FROM PUBLIC;
CREATE TRIGGER log_payload_sought AFTER DELETE ON log_payload FOR EACH ROW EXECUTE FUNCTION forget_sought();

-- How far the counts follow each tree of the log, the register and the inquiries. began_on: no month before it is released.
CREATE TABLE figure_tree (tree int PRIMARY KEY, next_index bigint NOT NULL) WITH (fillfactor = 50);
CREATE TABLE figure_cursor (
  only_row boolean PRIMARY KEY DEFAULT true CONSTRAINT figure_cursor_one_row CHECK (only_row),
  register_revision bigint NOT NULL,
  person_id bigint NOT NULL DEFAULT 0,
  filled_person bigint DEFAULT 0,
  inquiry_xid xid8 NOT NULL DEFAULT '0',
  inquiry_reference bigint NOT NULL DEFAULT -1,
  began_on date NOT NULL DEFAULT current_date,
  moved_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);
INSERT INTO figure_cursor (register_revision) SELECT revision FROM register_revision;

-- What others have published: never averaged, never edited; a correction is a new row. entered_at: since when we know it.
CREATE TABLE figure (
  figure_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_name text NOT NULL,
  measure text NOT NULL CONSTRAINT figure_measure_form CHECK (measure ~ '^[a-z0-9][a-z0-9-]{1,63}$'),
  definition text NOT NULL,
  as_of date NOT NULL,
  value_min bigint NOT NULL,
  value_max bigint NOT NULL,
  citation text NOT NULL,
  entered_by text NOT NULL,
  entered_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT figure_range CHECK (value_min >= 0 AND value_min <= value_max)
);
CREATE INDEX figure_measure_idx ON figure (measure, as_of, figure_id);
CREATE TRIGGER figure_append_only BEFORE UPDATE OR DELETE ON figure FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Each table once a month, as it left. table_id: core::FigureTable. cells: row codes and what is shown.
CREATE TABLE release_of_figures (
  table_id smallint NOT NULL CONSTRAINT release_of_figures_table_known CHECK (table_id BETWEEN 1 AND 13),
  month date NOT NULL CONSTRAINT release_of_figures_first_day CHECK (extract(day FROM month) = 1),
  cells text NOT NULL,
  sha256 bytea NOT NULL CONSTRAINT release_of_figures_hash_length CHECK (length(sha256) = 32),
  released_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT release_of_figures_pkey PRIMARY KEY (table_id, month)
);
CREATE TRIGGER release_of_figures_append_only BEFORE UPDATE OR DELETE ON release_of_figures
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE INDEX disclosed_index_idx ON disclosed USING brin (log_index) WITH (autosummarize = on);

GRANT INSERT (apart) ON inquiry TO hotline_log;
GRANT SELECT, INSERT, UPDATE ON figure_cell, figure_tree, figure_cursor TO hotline_reporting;
GRANT SELECT, INSERT, UPDATE, DELETE ON figure_person, figure_inquiry TO hotline_reporting;
GRANT SELECT, INSERT ON figure_told, figure_sought, figure, release_of_figures, write_key TO hotline_reporting;
GRANT UPDATE (answer_sealed) ON write_key TO hotline_reporting;
GRANT SELECT ON register_change TO hotline_reporting;
GRANT SELECT (tree, size) ON log_tree TO hotline_reporting;
GRANT SELECT (tree, log_index, subject_key) ON log_payload TO hotline_reporting;
GRANT SELECT (tree, log_index, reference, disclosed_at) ON disclosed TO hotline_reporting;
GRANT SELECT (person_id, side, entered_at) ON person TO hotline_reporting;
GRANT SELECT (statement_id, person_id, source_id) ON statement TO hotline_reporting;
GRANT SELECT (reference, state, opened_at, change_xid, apart) ON inquiry TO hotline_reporting;
