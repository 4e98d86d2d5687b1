-- What a restore lost, and sheets of paper that were filled in while nothing served.

-- Of a tree that a restore closed: indexes from its size up to the one before this were given out, as a head or a
-- checkpoint kept outside the database showed, and are not here. NULL: none are known.
ALTER TABLE log_tree
  ADD COLUMN lost_until bigint CONSTRAINT log_tree_lost_behind_its_end CHECK (lost_until > size);
GRANT UPDATE (lost_until) ON log_tree TO hotline_log;

-- A sheet is entered once. number: its eight digits; the two check digits follow from them. reference: the inquiry that
-- it opened or went on with.
CREATE TABLE paper_sheet (
  number int PRIMARY KEY CONSTRAINT paper_sheet_number_digits CHECK (number BETWEEN 0 AND 99999999),
  tree int NOT NULL,
  log_index bigint NOT NULL,
  reference bigint,
  taken_at timestamptz NOT NULL,
  entered_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT ON paper_sheet TO hotline_log;
GRANT SELECT ON paper_sheet TO hotline_inquiry;
