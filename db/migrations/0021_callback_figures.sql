-- Callbacks in the figures come from the callbacks themselves; until now from the states of their inquiries (series 8).

-- Of the transaction that changed last what is counted, as of inquiry (0006).
ALTER TABLE callback ADD COLUMN change_xid xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX callback_change_idx ON callback (change_xid, callback_id);
CREATE TRIGGER callback_change BEFORE UPDATE ON callback FOR EACH ROW
  WHEN (NEW.state <> OLD.state OR NEW.causes <> OLD.causes OR NEW.tries <> OLD.tries
        OR NEW.ended_at IS DISTINCT FROM OLD.ended_at)
  EXECUTE FUNCTION stamp_change();

-- How each callback was counted last. open_state: the state it was opened in, 1 or 2. left_day: when it first was neither.
-- lapsed: whether it has ever stood with the supervisors. tries: those counted.
CREATE TABLE figure_callback (
  callback_id bigint PRIMARY KEY,
  causes smallint NOT NULL,
  state smallint NOT NULL,
  open_state smallint NOT NULL,
  opened_day date NOT NULL,
  left_day date,
  lapsed boolean NOT NULL,
  ended_day date,
  tries smallint NOT NULL
) WITH (fillfactor = 80);

-- 14 opened, 15 ended, 16 tries, 17 what stands.
ALTER TABLE figure_cell DROP CONSTRAINT figure_cell_series_known,
  ADD CONSTRAINT figure_cell_series_known CHECK (series BETWEEN 1 AND 17);
ALTER TABLE figure_cursor ADD COLUMN callback_xid xid8 NOT NULL DEFAULT '0',
  ADD COLUMN callback_id bigint NOT NULL DEFAULT -1;

GRANT SELECT, INSERT, UPDATE ON figure_callback TO hotline_reporting;
GRANT SELECT (callback_id, reference, causes, state, opened_at, ended_at, change_xid) ON callback TO hotline_reporting;
GRANT SELECT (callback_id, try_number, outcome, tried_at) ON callback_try TO hotline_reporting;
-- A database restored from a dump counts its transactions anew: queries/standing/renumber_changes.sql.
GRANT SELECT (callback_id, change_xid), UPDATE (change_xid) ON callback TO hotline_matching;
