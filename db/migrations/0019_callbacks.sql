-- The duty to tell: a callback is opened by what causes it, in its transaction, whoever causes it; so these are triggers.

-- How near the asker stands, told apart no further than a queue needs: 1 parents, spouse, child; 2 brothers, sisters,
-- grandparents, guardian; 3 other relatives; 4 nobody's kin, or not said. The relation itself stays sealed.
ALTER TABLE inquiry ADD COLUMN kinship smallint NOT NULL DEFAULT 4
  CONSTRAINT inquiry_kinship_known CHECK (kinship BETWEEN 1 AND 4);

-- causes, bits: 1 a match was confirmed, 2 an answer was released, 4 what was told rested on what was taken back, 8 booked at
-- the end of a call, 16 a supervisor must take it. state: 1 due, 2 waits for the family (who did not want to be called), 3
-- told, 4 lapsed, 5 ended otherwise. One is open for an inquiry at a time, so nobody is called by two people.
CREATE TABLE callback (
  callback_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reference bigint NOT NULL REFERENCES inquiry,
  causes smallint NOT NULL CONSTRAINT callback_causes_known CHECK (causes BETWEEN 1 AND 31),
  state smallint NOT NULL CONSTRAINT callback_state_known CHECK (state BETWEEN 1 AND 5),
  kinship smallint NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  due_at timestamptz NOT NULL DEFAULT now(),
  caused_at timestamptz NOT NULL DEFAULT clock_timestamp(),  -- when the last cause joined
  tries smallint NOT NULL DEFAULT 0,
  claimed_by text,
  claimed_at timestamptz,
  claim_until timestamptz,
  ended_at timestamptz,
  ended_by text,
  CONSTRAINT callback_claim CHECK ((claimed_by IS NULL) = (claim_until IS NULL) AND (claimed_by IS NULL) = (claimed_at IS NULL)),
  CONSTRAINT callback_ended CHECK ((state IN (3, 4, 5)) = (ended_at IS NOT NULL))
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX callback_open_idx ON callback (reference) WHERE state IN (1, 2);
CREATE INDEX callback_due_idx ON callback (kinship, due_at, callback_id) WHERE state = 1;
CREATE INDEX callback_state_idx ON callback (state, callback_id);

-- outcome: core::CallbackOutcome. tree, log_index: the entry of what was told.
CREATE TABLE callback_try (
  callback_id bigint NOT NULL REFERENCES callback,
  try_number smallint NOT NULL,
  actor text NOT NULL,
  outcome smallint NOT NULL CONSTRAINT callback_try_outcome_known CHECK (outcome BETWEEN 1 AND 6),
  tried_at timestamptz NOT NULL DEFAULT now(),
  tree int,
  log_index bigint,
  CONSTRAINT callback_try_pkey PRIMARY KEY (callback_id, try_number),
  CONSTRAINT callback_try_told CHECK ((outcome = 1) = (tree IS NOT NULL) AND (tree IS NULL) = (log_index IS NULL))
);
CREATE UNIQUE INDEX callback_try_told_idx ON callback_try (tree, log_index) WHERE outcome = 1;
CREATE TRIGGER callback_try_append_only BEFORE UPDATE OR DELETE ON callback_try
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Another cause joins the callback that is open already, and makes it due. An inquiry that has ended calls nobody but to
-- correct what was told; whoever asked to be forgotten is left alone.
CREATE FUNCTION open_callbacks(referred bigint[], cause smallint) RETURNS void LANGUAGE sql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  INSERT INTO callback (reference, causes, state, kinship)
  SELECT i.reference, cause, CASE WHEN i.contact_key IS NULL THEN 2 ELSE 1 END, i.kinship
  FROM inquiry AS i
  WHERE i.reference = ANY (referred) AND i.erased_at IS NULL AND (i.state NOT IN (5, 6) OR cause = 4)
    AND NOT EXISTS (SELECT FROM erasure AS e WHERE e.reference = i.reference AND e.state IN (1, 3))
  ORDER BY i.reference
  ON CONFLICT (reference) WHERE state IN (1, 2) DO UPDATE
    SET causes = callback.causes | excluded.causes, due_at = least(callback.due_at, excluded.due_at),
      caused_at = excluded.caused_at
$$;

CREATE FUNCTION follow_inquiry_state() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  IF NEW.state = 3 THEN
    PERFORM open_callbacks(ARRAY[NEW.reference], 1::smallint);
  ELSIF NEW.state IN (5, 6) THEN
    UPDATE callback SET state = 5, ended_at = now(), claimed_by = NULL, claimed_at = NULL, claim_until = NULL
    WHERE reference = NEW.reference AND state IN (1, 2);
  ELSIF OLD.state = 3 AND NEW.state IN (1, 2) THEN
    -- The match was taken back; what else it is open for remains.
    UPDATE callback SET causes = causes & 30
    WHERE reference = NEW.reference AND state IN (1, 2) AND causes & 30 <> 0;
    UPDATE callback SET state = 5, ended_at = now(), claimed_by = NULL, claimed_at = NULL, claim_until = NULL
    WHERE reference = NEW.reference AND state IN (1, 2) AND causes = 1;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER inquiry_callback AFTER UPDATE ON inquiry FOR EACH ROW WHEN (OLD.state <> NEW.state)
  EXECUTE FUNCTION follow_inquiry_state();

-- A glass that was broken is for the call that is under way.
CREATE FUNCTION follow_release() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM open_callbacks(ARRAY[NEW.reference], 2::smallint);
  RETURN NULL;
END
$$;
CREATE TRIGGER release_callback AFTER INSERT ON release FOR EACH ROW WHEN (NOT NEW.break_glass)
  EXECUTE FUNCTION follow_release();

CREATE FUNCTION follow_call_outcome() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  IF NEW.code = 15 THEN
    -- Told in a call of the family's own, by an answer that still stands: nobody calls to tell it again.
    UPDATE callback SET state = 3, ended_at = now(), ended_by = NEW.actor_id, claimed_by = NULL, claimed_at = NULL,
      claim_until = NULL
    WHERE reference = NEW.reference AND state IN (1, 2)
      AND causes & 28 = 0 AND (claimed_by IS NULL OR claimed_by = NEW.actor_id OR claim_until < now())
      AND EXISTS (SELECT FROM disclosed AS d JOIN person_state AS s ON s.person_id = d.person_id AND s.version = d.version
                  WHERE d.reference = NEW.reference);
  ELSE
    PERFORM open_callbacks(ARRAY[NEW.reference], CASE WHEN NEW.code = 6 THEN 8 ELSE 16 END::smallint);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER call_outcome_callback AFTER INSERT ON call_outcome FOR EACH ROW
  WHEN (NEW.code IN (6, 8, 15) AND NEW.reference IS NOT NULL) EXECUTE FUNCTION follow_call_outcome();

-- Everyone who was told something of these persons since then is called again, and asks anew.
CREATE FUNCTION open_corrections(touched bigint[], since timestamptz) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE
  told bigint[];
BEGIN
  SELECT array_agg(DISTINCT d.reference ORDER BY d.reference) INTO told
  FROM disclosed AS d
  WHERE d.reference IS NOT NULL AND d.disclosed_at >= since AND d.person_id IN (
    SELECT m.person_id FROM person_state AS own JOIN person_state AS m ON m.cluster_id = own.cluster_id
    WHERE own.person_id = ANY (touched));
  IF told IS NULL THEN RETURN; END IF;
  UPDATE inquiry SET state = 1, changed_at = now() WHERE reference = ANY (told) AND state = 4 AND erased_at IS NULL;
  PERFORM open_callbacks(told, 4::smallint);
END
$$;

-- Deferred: at the commit the writer holds the versions that a telling answer would have to lock, so whoever was told is
-- there to be seen and nobody can be told the old any more. A statement that a newer list of its source replaced was not
-- wrong.
CREATE FUNCTION follow_withdrawal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM open_corrections(ARRAY[s.person_id], s.entered_at) FROM statement AS s WHERE s.statement_id = NEW.statement_id;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER statement_withdrawal_callback AFTER INSERT ON statement_withdrawal
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.effective_at IS NOT NULL AND NEW.by_list IS NULL) EXECUTE FUNCTION follow_withdrawal();
CREATE CONSTRAINT TRIGGER statement_withdrawal_confirmed_callback AFTER UPDATE ON statement_withdrawal
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.effective_at IS NULL AND NEW.effective_at IS NOT NULL AND NEW.by_list IS NULL)
  EXECUTE FUNCTION follow_withdrawal();

CREATE FUNCTION follow_list() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  -- Its deaths are taken back by the second signature, everything else by the first.
  PERFORM open_corrections(array_agg(DISTINCT r.person_id), min(NEW.entered_at))
  FROM list_row AS r JOIN statement AS s ON s.statement_id = r.statement_id
  WHERE r.list_no = NEW.list_no AND r.person_id IS NOT NULL
    AND CASE WHEN s.kind IN (12, 13, 14, 15) THEN OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL
             ELSE OLD.withdrawal_asked_at IS NULL END;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER list_callback AFTER UPDATE ON list DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ((OLD.withdrawal_asked_at IS NULL AND NEW.withdrawal_asked_at IS NOT NULL)
        OR (OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL AND OLD.withdrawal_asked_at IS NOT NULL))
  EXECUTE FUNCTION follow_list();

CREATE FUNCTION follow_link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM open_corrections(ARRAY[NEW.person_a, NEW.person_b], '-infinity');
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER link_callback AFTER UPDATE ON link DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.state = 2 AND NEW.state <> 2)
  EXECUTE FUNCTION follow_link();

-- Who was told what by which inquiry, and whether an entry told something of it.
CREATE INDEX disclosed_reference_idx ON disclosed (reference) WHERE reference IS NOT NULL;

REVOKE ALL ON FUNCTION open_callbacks(bigint[], smallint), open_corrections(bigint[], timestamptz) FROM PUBLIC;
GRANT SELECT ON callback, callback_try TO hotline_inquiry;
GRANT INSERT ON callback_try TO hotline_inquiry;
GRANT UPDATE (state, due_at, tries, causes, claimed_by, claimed_at, claim_until, ended_at, ended_by) ON callback TO hotline_inquiry;
GRANT SELECT ON disclosed, statement, list, list_row, link TO hotline_inquiry;
GRANT SELECT (tree, log_index, reference) ON log_payload TO hotline_inquiry;
GRANT SELECT (tree, log_index, logged_at) ON log_entry TO hotline_inquiry;
