-- Checkpoints of the log: what a tree's size and root were, signed. A batch's own is kept with the next batch, for it is
-- signed only when its commit is known.

-- note: C2SP tlog-checkpoint, signed. Holds no personal data.
CREATE TABLE log_checkpoint (
  tree int NOT NULL,
  size bigint NOT NULL,
  note text NOT NULL CONSTRAINT log_checkpoint_note_length CHECK (length(note) BETWEEN 1 AND 2000),
  PRIMARY KEY (tree, size)
);
CREATE TRIGGER log_checkpoint_append_only BEFORE UPDATE OR DELETE ON log_checkpoint
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON log_checkpoint TO hotline_log;
GRANT SELECT ON log_checkpoint TO hotline_auditor, hotline_maintenance;
-- A retry's receipt: the path of the first answer's entry and its checkpoint.
GRANT SELECT ON log_batch, log_checkpoint TO hotline_inquiry;
