-- The guard: what budgets are counted from after a restart and by other servers, invented persons who guard the register,
-- and alarms.

-- Keyed hashes of caller, certificate and asker, and which patterns the question showed (services/core/guard_row.hpp).
-- Erased with the row.
ALTER TABLE log_payload ADD COLUMN guard_keys bytea;

-- Persons who do not exist. They stand in the register like others; nobody is told that they are canaries, and nobody is
-- answered anything because of one.
CREATE TABLE canary (
  person_id bigint PRIMARY KEY REFERENCES person,
  planted_by text NOT NULL,
  request_id uuid NOT NULL,
  planted_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX canary_request_idx ON canary (planted_by, request_id);

-- kind, pattern: core::AlarmKind, core::Pattern. actor, credential: who asked; empty: all callers. tree, log_index: the
-- entry that raised it. once_key: the same alarm of two servers is one. change_number: in the order of commits, of the last
-- change; whoever watches goes on behind it. No personal data.
CREATE TABLE alarm (
  alarm_number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  change_number bigint NOT NULL UNIQUE,
  kind smallint NOT NULL CONSTRAINT alarm_kind_known CHECK (kind BETWEEN 1 AND 10),
  pattern smallint CONSTRAINT alarm_pattern_known CHECK (pattern BETWEEN 1 AND 10),
  actor text NOT NULL,
  credential text NOT NULL,
  count int NOT NULL,
  tree int,
  log_index bigint,
  raised_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  once_key bytea NOT NULL UNIQUE,
  acknowledged_by text,
  acknowledged_at timestamptz,
  acknowledged_request uuid,
  ground_sealed bytea,
  CONSTRAINT alarm_place CHECK ((tree IS NULL) = (log_index IS NULL)),
  CONSTRAINT alarm_pattern_of_kind CHECK ((kind = 9) = (pattern IS NOT NULL)),
  CONSTRAINT alarm_acknowledged CHECK ((acknowledged_by IS NULL) = (acknowledged_at IS NULL)
    AND (acknowledged_by IS NULL) = (acknowledged_request IS NULL) AND (acknowledged_by IS NULL) = (ground_sealed IS NULL))
);
CREATE INDEX alarm_waiting_idx ON alarm (alarm_number) WHERE acknowledged_by IS NULL;

-- Both writers hold the lock to their commit, so that no lower number becomes visible after a higher one.
CREATE FUNCTION raise_alarms(kinds smallint[], patterns smallint[], actors text[], credentials text[], counts int[],
  trees int[], indexes bigint[], once_keys bytea[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  raised bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(7108422);
  INSERT INTO alarm (change_number, kind, pattern, actor, credential, count, tree, log_index, once_key)
  SELECT (SELECT coalesce(max(l.change_number), 0) FROM alarm AS l) + a.place, a.kind, a.pattern, a.actor, a.credential,
    a.count, a.tree, a.log_index, a.once_key
  FROM unnest(kinds, patterns, actors, credentials, counts, trees, indexes, once_keys)
    WITH ORDINALITY AS a (kind, pattern, actor, credential, count, tree, log_index, once_key, place)
  ON CONFLICT (once_key) DO NOTHING;
  GET DIAGNOSTICS raised = ROW_COUNT;
  RETURN raised;
END
$$;

-- 1 acknowledged, 2 the same request did it before, 3 somebody has done it, 4 there is none, or it is about himself.
CREATE FUNCTION acknowledge_alarm(number bigint, by_actor text, request uuid, ground bytea) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  held alarm;
BEGIN
  PERFORM pg_advisory_xact_lock(7108422);
  SELECT * INTO held FROM alarm AS a WHERE a.alarm_number = number AND a.actor <> by_actor;
  IF NOT FOUND THEN
    RETURN 4;
  END IF;
  IF held.acknowledged_by IS NOT NULL THEN
    RETURN CASE WHEN held.acknowledged_by = by_actor AND held.acknowledged_request = request THEN 2 ELSE 3 END;
  END IF;
  UPDATE alarm AS a SET acknowledged_by = by_actor, acknowledged_at = clock_timestamp(), acknowledged_request = request,
    ground_sealed = ground, change_number = (SELECT max(l.change_number) + 1 FROM alarm AS l)
  WHERE a.alarm_number = number;
  RETURN 1;
END
$$;

CREATE FUNCTION refuse_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of table % stay', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER alarm_stays BEFORE DELETE ON alarm FOR EACH ROW EXECUTE FUNCTION refuse_deletion();

REVOKE EXECUTE ON FUNCTION raise_alarms(smallint[], smallint[], text[], text[], int[], int[], bigint[], bytea[]),
  acknowledge_alarm(bigint, text, uuid, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION raise_alarms(smallint[], smallint[], text[], text[], int[], int[], bigint[], bytea[])
  TO hotline_guard, hotline_log;
GRANT EXECUTE ON FUNCTION acknowledge_alarm(bigint, text, uuid, bytea) TO hotline_guard;
GRANT USAGE ON SCHEMA public TO hotline_guard;
GRANT SELECT ON alarm, canary, log_tree, log_batch TO hotline_guard;
GRANT SELECT (tree, log_index, logged_at) ON log_entry TO hotline_guard;
GRANT SELECT (tree, log_index, subject_key, guard_keys) ON log_payload TO hotline_guard;
GRANT SELECT ON canary TO hotline_registry, hotline_matching, hotline_reporting;
GRANT INSERT ON canary TO hotline_registry;
