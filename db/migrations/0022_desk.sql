-- What a teller has to heed: the family's hours, what is for supervisors, what lapsed, and in which words it was told.

-- From which minute of the UTC day a call may begin, and for how many: what a queue needs. The asker's own clock, which would
-- say where he lives, stays sealed with him. NULL: he named none.
ALTER TABLE inquiry ADD COLUMN call_from smallint, ADD COLUMN call_minutes smallint,
  ADD CONSTRAINT inquiry_call_hours CHECK ((call_from IS NULL) = (call_minutes IS NULL) AND call_from BETWEEN 0 AND 1439
    AND call_minutes BETWEEN 60 AND 1440);

CREATE FUNCTION forget_call_hours() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.call_from := NULL;
  NEW.call_minutes := NULL;
  RETURN NEW;
END
$$;
CREATE TRIGGER inquiry_call_hours_erased BEFORE UPDATE ON inquiry FOR EACH ROW
  WHEN (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.call_from IS NOT NULL)
  EXECUTE FUNCTION forget_call_hours();

-- The same as core::within_calling_hours. Whoever named no hours is due at once.
CREATE FUNCTION within_call_hours(moment timestamptz, call_from smallint, call_minutes smallint) RETURNS timestamptz
  LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN call_from IS NULL OR since.seconds < call_minutes * 60 THEN moment
              ELSE to_timestamp(floor(extract(epoch FROM moment))) + make_interval(secs => (86400 - since.seconds)::float8) END
  FROM (SELECT mod(floor(extract(epoch FROM moment))::bigint - call_from * 60, 86400) AS seconds) AS since
$$;

-- Bits, 1 << (EscalationReason - 1): why a supervisor must take a caller. Of a callback also what the records say themselves.
ALTER TABLE call_outcome ADD COLUMN escalations smallint NOT NULL DEFAULT 0
  CONSTRAINT call_outcome_escalations_known CHECK (escalations BETWEEN 0 AND 255);
ALTER TABLE callback ADD COLUMN escalations smallint NOT NULL DEFAULT 0
  CONSTRAINT callback_escalations_known CHECK (escalations BETWEEN 0 AND 255);
GRANT UPDATE (escalations) ON callback TO hotline_inquiry;

-- A death (1): of a record that was confirmed or released for the inquiry, however surely, or told to it before. A child (2).
CREATE FUNCTION callback_escalations(referred bigint) RETURNS smallint LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  WITH known AS (
    SELECT c.person_id FROM match_candidate AS c WHERE c.reference = referred AND c.state = 3
    UNION SELECT unnest(r.persons) FROM release AS r
    WHERE r.reference = referred AND r.withdrawn_at IS NULL AND r.until_at > now())
  SELECT ((CASE WHEN EXISTS (
      SELECT FROM known AS k JOIN person_state AS own ON own.person_id = k.person_id
      JOIN person_state AS m ON m.cluster_id = own.cluster_id WHERE m.status IN (13, 14, 15) OR m.flags & 4 <> 0)
    OR EXISTS (SELECT FROM disclosed AS d WHERE d.reference = referred AND d.answer_kind IN (8, 9, 11)) THEN 1 ELSE 0 END)
    | (CASE WHEN EXISTS (SELECT FROM known AS k JOIN person AS p ON p.person_id = k.person_id WHERE p.side = 4)
       THEN 2 ELSE 0 END))::smallint
$$;
REVOKE ALL ON FUNCTION callback_escalations(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION callback_escalations(bigint) TO hotline_inquiry;

-- Other open inquiries of whoever is reached in the same way, counted no further than a desk needs.
CREATE FUNCTION other_open_inquiries(referred bigint) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT count(*)::int FROM (
    SELECT FROM inquiry AS i JOIN inquiry AS o ON o.contact_key = i.contact_key
    WHERE i.reference = referred AND o.reference <> referred AND o.state NOT IN (5, 6) AND o.erased_at IS NULL
    LIMIT 20) AS others
$$;

-- What lapsed and has not been opened again; its family finds a message waiting.
CREATE INDEX callback_lapsed_idx ON callback (reference) WHERE state = 4;
UPDATE callback AS c SET state = 5 WHERE c.state = 4
  AND EXISTS (SELECT FROM callback AS later WHERE later.reference = c.reference AND later.callback_id > c.callback_id);

-- As before; a new one takes along what a lapsed one was for, begins in the family's hours, and knows what it is about.
CREATE OR REPLACE FUNCTION open_callbacks(referred bigint[], cause smallint) RETURNS void LANGUAGE sql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  WITH wanted AS (
    SELECT i.reference, i.contact_key, i.kinship, i.call_from, i.call_minutes
    FROM inquiry AS i
    WHERE i.reference = ANY (referred) AND i.erased_at IS NULL AND (i.state NOT IN (5, 6) OR cause & 4 <> 0)
      AND NOT EXISTS (SELECT FROM erasure AS e WHERE e.reference = i.reference AND e.state IN (1, 3))
  ), lapsed AS (
    UPDATE callback AS c SET state = 5, claimed_by = NULL, claimed_at = NULL, claim_until = NULL
    FROM wanted AS w WHERE c.reference = w.reference AND c.state = 4
    RETURNING c.reference, c.causes, c.escalations
  ), left_over AS (
    SELECT reference, bit_or(causes) AS causes, bit_or(escalations) AS escalations FROM lapsed GROUP BY reference
  )
  INSERT INTO callback (reference, causes, state, kinship, due_at, escalations)
  SELECT w.reference, cause | coalesce(l.causes, 0::smallint), CASE WHEN w.contact_key IS NULL THEN 2 ELSE 1 END, w.kinship,
    within_call_hours(now(), w.call_from, w.call_minutes),
    callback_escalations(w.reference) | coalesce(l.escalations, 0::smallint)
  FROM wanted AS w LEFT JOIN left_over AS l ON l.reference = w.reference
  ORDER BY w.reference
  ON CONFLICT (reference) WHERE state IN (1, 2) DO UPDATE
    SET causes = callback.causes | excluded.causes, due_at = least(callback.due_at, excluded.due_at),
      caused_at = excluded.caused_at, escalations = callback.escalations | excluded.escalations
$$;

-- A supervisor puts a lapsed one back into the queue; no login can open what nothing caused.
CREATE FUNCTION reopen_callback(lapsed bigint) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE
  referred bigint;
  why smallint;
BEGIN
  SELECT c.reference, c.causes INTO referred, why FROM callback AS c
  WHERE c.callback_id = lapsed AND c.state = 4 FOR UPDATE;
  IF referred IS NULL THEN RETURN NULL; END IF;
  PERFORM open_callbacks(ARRAY[referred], why);
  RETURN (SELECT c.callback_id FROM callback AS c WHERE c.reference = referred AND c.state IN (1, 2));
END
$$;
REVOKE ALL ON FUNCTION reopen_callback(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reopen_callback(bigint) TO hotline_inquiry;

-- As before; what lapsed ends with its inquiry too.
CREATE OR REPLACE FUNCTION follow_inquiry_state() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state = 3 THEN
    PERFORM open_callbacks(ARRAY[NEW.reference], 1::smallint);
  ELSIF NEW.state IN (5, 6) THEN
    UPDATE callback SET state = 5, ended_at = now(), claimed_by = NULL, claimed_at = NULL, claim_until = NULL
    WHERE reference = NEW.reference AND state IN (1, 2, 4);
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

-- The inquiry of a lapsed callback is standing: its match is taken back without a step of its own.
CREATE FUNCTION follow_match() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  IF EXISTS (SELECT FROM match_candidate AS c WHERE c.reference = NEW.reference AND c.state = 3) THEN RETURN NULL; END IF;
  UPDATE callback SET causes = causes & 30 WHERE reference = NEW.reference AND state = 4 AND causes & 30 <> 0;
  UPDATE callback SET state = 5, claimed_by = NULL, claimed_at = NULL, claim_until = NULL
  WHERE reference = NEW.reference AND state = 4 AND causes = 1;
  RETURN NULL;
END
$$;
CREATE TRIGGER match_candidate_callback AFTER UPDATE ON match_candidate FOR EACH ROW
  WHEN (OLD.state = 3 AND NEW.state <> 3) EXECUTE FUNCTION follow_match();

-- As before; named reasons make it a supervisor's whatever the code.
CREATE OR REPLACE FUNCTION follow_call_outcome() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.code = 15 THEN
    -- Told in a call of the family's own, by an answer that still stands: nobody calls to tell it again.
    UPDATE callback SET state = 3, ended_at = now(), ended_by = NEW.actor_id, claimed_by = NULL, claimed_at = NULL,
      claim_until = NULL
    WHERE reference = NEW.reference AND state IN (1, 2, 4)
      AND causes & 28 = 0 AND (claimed_by IS NULL OR claimed_by = NEW.actor_id OR claim_until < now())
      AND EXISTS (SELECT FROM disclosed AS d JOIN person_state AS s ON s.person_id = d.person_id AND s.version = d.version
                  WHERE d.reference = NEW.reference);
  ELSIF NEW.code IN (6, 8) THEN
    PERFORM open_callbacks(ARRAY[NEW.reference], CASE WHEN NEW.code = 6 THEN 8 ELSE 16 END::smallint);
  END IF;
  IF NEW.escalations <> 0 THEN
    PERFORM open_callbacks(ARRAY[NEW.reference], 16::smallint);
    UPDATE callback SET escalations = escalations | NEW.escalations WHERE reference = NEW.reference AND state IN (1, 2);
  END IF;
  RETURN NULL;
END
$$;
DROP TRIGGER call_outcome_callback ON call_outcome;
CREATE TRIGGER call_outcome_callback AFTER INSERT ON call_outcome FOR EACH ROW
  WHEN ((NEW.code IN (6, 8, 15) OR NEW.escalations <> 0) AND NEW.reference IS NOT NULL)
  EXECUTE FUNCTION follow_call_outcome();

-- In which words: with the answer's kind they name a script. NULL: told before this stood here.
ALTER TABLE disclosed ADD COLUMN language smallint, ADD COLUMN script_version int;
