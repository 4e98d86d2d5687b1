-- The migrated schema, for reading. Written by schema_test with HOTLINE_GOLDEN_WRITE=1.
ALTER SCHEMA public OWNER TO hotline_owner;
CREATE FUNCTION public.acknowledge_alarm(number bigint, by_actor text, request uuid, ground bytea) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public'
    AS $$
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
ALTER FUNCTION public.acknowledge_alarm(number bigint, by_actor text, request uuid, ground bytea) OWNER TO hotline_owner;
CREATE FUNCTION public.callback_escalations(referred bigint) RETURNS smallint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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
ALTER FUNCTION public.callback_escalations(referred bigint) OWNER TO hotline_owner;
CREATE FUNCTION public.carry_out_erasure(number bigint, of_tree integer, at_index bigint, entry_salt bytea, entry_payload bytea, trees integer[], firsts bigint[], lasts bigint[]) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public'
    AS $$
DECLARE
  asked erasure;
  entry bytea;
  gone bigint;
  named bigint;
BEGIN
  SELECT * INTO asked FROM erasure WHERE erasure_number = number FOR UPDATE;
  IF NOT FOUND OR asked.state <> 3 THEN
    RAISE EXCEPTION 'the erasure is not approved' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  SELECT leaf INTO entry FROM log_entry WHERE tree = of_tree AND log_index = at_index;
  IF entry IS NULL OR get_byte(entry, 1) <> 5 OR substring(entry FROM 59 FOR 32)
      <> sha256(convert_to('hotline.v1.commitment', 'UTF8') || '\x00'::bytea || entry_salt || entry_payload) THEN
    RAISE EXCEPTION 'the erasure has no entry' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  SELECT coalesce(sum(r.last - r.first + 1), 0) INTO named FROM unnest(trees, firsts, lasts) AS r (tree, first, last);
  IF asked.cause = 2 AND asked.reference IS NOT NULL AND NOT EXISTS (SELECT FROM inquiry WHERE reference = asked.reference
      AND state IN (4, 5, 6) AND erased_at IS NULL AND changed_at < now() - retention_time()) THEN
    RAISE EXCEPTION 'the inquiry is not to be erased' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF asked.cause = 1 AND EXISTS (SELECT FROM release AS r JOIN break_glass AS b ON b.release_id = r.release_id
      WHERE r.reference = asked.reference AND b.reviewed_at IS NULL) THEN
    RAISE EXCEPTION 'a broken glass is not judged' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  DELETE FROM log_payload AS p USING unnest(trees, firsts, lasts) AS r (tree, first, last), log_entry AS e
  WHERE p.tree = r.tree AND p.log_index BETWEEN r.first AND r.last AND e.tree = p.tree AND e.log_index = p.log_index
    AND CASE WHEN asked.cause = 1 THEN coalesce(p.reference, asked.reference) = asked.reference
      ELSE asked.reference IS NULL AND e.logged_at < now() - retention_time() AND get_byte(e.leaf, 1) <> 5 END;
  GET DIAGNOSTICS gone = ROW_COUNT;
  IF gone <> named OR (asked.cause = 1 AND EXISTS (SELECT FROM log_payload WHERE reference = asked.reference)) THEN
    RAISE EXCEPTION 'entries came in or went meanwhile' USING ERRCODE = 'serialization_failure';
  END IF;
  DELETE FROM request_key AS k USING unnest(trees, firsts, lasts) AS r (tree, first, last)
  WHERE k.tree = r.tree AND k.log_index BETWEEN r.first AND r.last;
  IF asked.reference IS NOT NULL THEN
    PERFORM empty_inquiry(asked.reference);
  END IF;
  UPDATE erasure SET state = 4, tree = of_tree, log_index = at_index, salt = entry_salt, payload = entry_payload,
    payloads = gone, done_at = now(), ground_sealed = NULL WHERE erasure_number = number;
  RETURN gone;
END
$$;
ALTER FUNCTION public.carry_out_erasure(number bigint, of_tree integer, at_index bigint, entry_salt bytea, entry_payload bytea, trees integer[], firsts bigint[], lasts bigint[]) OWNER TO hotline_owner;
CREATE FUNCTION public.drop_old_keys() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public'
    AS $$
DECLARE
  gone bigint;
  more bigint;
BEGIN
  DELETE FROM request_key WHERE claimed_at < now() - interval '7 days';
  GET DIAGNOSTICS gone = ROW_COUNT;
  DELETE FROM write_key WHERE claimed_at < now() - interval '7 days';
  GET DIAGNOSTICS more = ROW_COUNT;
  DELETE FROM awaited_link WHERE asked_on < current_date - 90;
  RETURN gone + more;
END
$$;
ALTER FUNCTION public.drop_old_keys() OWNER TO hotline_owner;
CREATE FUNCTION public.empty_inquiry(gone bigint) RETURNS void
    LANGUAGE sql
    SET search_path TO 'public'
    AS $$
  UPDATE inquiry SET state = 6, changed_at = now(), erased_at = now(), facts_sealed = '', asker_sealed = NULL,
    contact_key = NULL, passphrase_hash = decode(repeat('00', 50), 'hex')
  WHERE reference = gone;
  DELETE FROM inquiry_facts WHERE reference = gone;
  DELETE FROM match_candidate WHERE reference = gone;
  DELETE FROM retention_answer WHERE reference = gone;
  UPDATE candidate_review SET ground_sealed = '' WHERE reference = gone AND ground_sealed <> '';
  UPDATE opening AS o SET ended_at = now() FROM release AS r
  WHERE r.reference = gone AND o.release_id = r.release_id AND o.ended_at IS NULL;
  UPDATE break_glass AS b SET ground_sealed = '' FROM release AS r
  WHERE r.reference = gone AND b.release_id = r.release_id AND b.ground_sealed IS NOT NULL;
  UPDATE release SET withdrawn_by = coalesce(withdrawn_by, 'erasure'), withdrawn_at = coalesce(withdrawn_at, now()),
    ground_sealed = '' WHERE reference = gone;
  UPDATE release_request SET state = CASE state WHEN 1 THEN 3 ELSE state END, decided_by = coalesce(decided_by, 'erasure'),
    decided_at = coalesce(decided_at, now()), ground_sealed = '' WHERE reference = gone;
  UPDATE call_outcome SET reference = NULL WHERE reference = gone
$$;
ALTER FUNCTION public.empty_inquiry(gone bigint) OWNER TO hotline_owner;
CREATE FUNCTION public.follow_call_outcome() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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
ALTER FUNCTION public.follow_call_outcome() OWNER TO hotline_owner;
CREATE FUNCTION public.follow_inquiry_state() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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
ALTER FUNCTION public.follow_inquiry_state() OWNER TO hotline_owner;
CREATE FUNCTION public.follow_link() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
  PERFORM open_corrections(ARRAY[NEW.person_a, NEW.person_b], '-infinity');
  RETURN NULL;
END
$$;
ALTER FUNCTION public.follow_link() OWNER TO hotline_owner;
CREATE FUNCTION public.follow_list() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
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
ALTER FUNCTION public.follow_list() OWNER TO hotline_owner;
CREATE FUNCTION public.follow_match() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
  IF EXISTS (SELECT FROM match_candidate AS c WHERE c.reference = NEW.reference AND c.state = 3) THEN RETURN NULL; END IF;
  UPDATE callback SET causes = causes & 30 WHERE reference = NEW.reference AND state = 4 AND causes & 30 <> 0;
  UPDATE callback SET state = 5, claimed_by = NULL, claimed_at = NULL, claim_until = NULL
  WHERE reference = NEW.reference AND state = 4 AND causes = 1;
  RETURN NULL;
END
$$;
ALTER FUNCTION public.follow_match() OWNER TO hotline_owner;
CREATE FUNCTION public.follow_partner_case() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
  IF NEW.erased_at IS NOT NULL THEN
    DELETE FROM partner_case WHERE reference = NEW.reference;
  ELSE
    UPDATE partner_case SET ended = NEW.state IN (5, 6), change_xid = pg_current_xact_id() WHERE reference = NEW.reference;
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION public.follow_partner_case() OWNER TO hotline_owner;
CREATE FUNCTION public.follow_release() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
  PERFORM open_callbacks(ARRAY[NEW.reference], 2::smallint);
  RETURN NULL;
END
$$;
ALTER FUNCTION public.follow_release() OWNER TO hotline_owner;
CREATE FUNCTION public.follow_withdrawal() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
  PERFORM open_corrections(ARRAY[s.person_id], s.entered_at) FROM statement AS s WHERE s.statement_id = NEW.statement_id;
  RETURN NULL;
END
$$;
ALTER FUNCTION public.follow_withdrawal() OWNER TO hotline_owner;
CREATE FUNCTION public.forget_call_hours() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  NEW.call_from := NULL;
  NEW.call_minutes := NULL;
  RETURN NEW;
END
$$;
ALTER FUNCTION public.forget_call_hours() OWNER TO hotline_owner;
CREATE FUNCTION public.forget_sought() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public'
    AS $$
BEGIN
  DELETE FROM figure_sought WHERE tree = OLD.tree AND log_index = OLD.log_index;
  RETURN NULL;
END
$$;
ALTER FUNCTION public.forget_sought() OWNER TO hotline_owner;
CREATE FUNCTION public.keep_past_withdrawal() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  INSERT INTO past_withdrawal (statement_id, ground, asked_by, effective_at, confirmed_by, by_list)
  VALUES (OLD.statement_id, OLD.ground, OLD.asked_by, OLD.effective_at, OLD.confirmed_by, OLD.by_list);
  RETURN NEW;
END
$$;
ALTER FUNCTION public.keep_past_withdrawal() OWNER TO hotline_owner;
CREATE FUNCTION public.log_partitions_ahead() RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public'
    AS $$
  SELECT count(*)::int - 1
  FROM generate_series((SELECT coalesce(max(size), 0) / 4000000 FROM log_tree),
                       (SELECT coalesce(max(size), 0) / 4000000 + 100 FROM log_tree)) AS part
  WHERE to_regclass('log_entry_p' || part) IS NOT NULL AND to_regclass('log_payload_p' || part) IS NOT NULL
    AND to_regclass('lookup_fact_p' || part) IS NOT NULL AND to_regclass('disclosed_p' || part) IS NOT NULL
$$;
ALTER FUNCTION public.log_partitions_ahead() OWNER TO hotline_owner;
CREATE FUNCTION public.make_log_partitions(ahead integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public'
    AS $$
DECLARE
  span CONSTANT bigint := 4000000;
  current bigint;
  part bigint;
  name text;
BEGIN
  IF ahead < 1 OR ahead > 100 THEN
    RAISE EXCEPTION 'ahead must be 1 to 100' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  PERFORM pg_advisory_xact_lock(7108421);
  SELECT coalesce(max(size), 0) / span INTO current FROM log_tree;
  FOR part IN 0 .. current + ahead LOOP
    FOREACH name IN ARRAY ARRAY['log_entry', 'log_payload', 'lookup_fact', 'disclosed'] LOOP
      IF to_regclass(format('%I', name || '_p' || part)) IS NULL THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%s) TO (%s)',
                       name || '_p' || part, name, part * span, (part + 1) * span);
      END IF;
    END LOOP;
  END LOOP;
  RETURN log_partitions_ahead();
END
$$;
ALTER FUNCTION public.make_log_partitions(ahead integer) OWNER TO hotline_owner;
CREATE FUNCTION public.open_callbacks(referred bigint[], cause smallint) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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
ALTER FUNCTION public.open_callbacks(referred bigint[], cause smallint) OWNER TO hotline_owner;
CREATE FUNCTION public.open_corrections(touched bigint[], since timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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
ALTER FUNCTION public.open_corrections(touched bigint[], since timestamp with time zone) OWNER TO hotline_owner;
CREATE FUNCTION public.other_open_inquiries(referred bigint) RETURNS integer
    LANGUAGE sql STABLE
    AS $$
  SELECT count(*)::int FROM (
    SELECT FROM inquiry AS i JOIN inquiry AS o ON o.contact_key = i.contact_key
    WHERE i.reference = referred AND o.reference <> referred AND o.state NOT IN (5, 6) AND o.erased_at IS NULL
    LIMIT 20) AS others
$$;
ALTER FUNCTION public.other_open_inquiries(referred bigint) OWNER TO hotline_owner;
CREATE FUNCTION public.raise_alarms(kinds smallint[], patterns smallint[], actors text[], credentials text[], counts integer[], trees integer[], indexes bigint[], once_keys bytea[]) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public'
    AS $$
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
ALTER FUNCTION public.raise_alarms(kinds smallint[], patterns smallint[], actors text[], credentials text[], counts integer[], trees integer[], indexes bigint[], once_keys bytea[]) OWNER TO hotline_owner;
CREATE FUNCTION public.refuse_all_but_ground() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
  other candidate_review := OLD;
BEGIN
  other.ground_sealed := NEW.ground_sealed;
  IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM other THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
ALTER FUNCTION public.refuse_all_but_ground() OWNER TO hotline_owner;
CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
ALTER FUNCTION public.refuse_change() OWNER TO hotline_owner;
CREATE FUNCTION public.refuse_deletion() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION 'rows of table % stay', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
ALTER FUNCTION public.refuse_deletion() OWNER TO hotline_owner;
CREATE TABLE public.release (
    release_id bigint NOT NULL,
    request_number bigint NOT NULL,
    reference bigint NOT NULL,
    facts_version integer NOT NULL,
    person_id bigint NOT NULL,
    persons bigint[] NOT NULL,
    versions bigint[] NOT NULL,
    released_by text NOT NULL,
    released_at timestamp with time zone DEFAULT now() NOT NULL,
    until_at timestamp with time zone NOT NULL,
    withdrawn_by text,
    withdrawn_at timestamp with time zone,
    ground_sealed bytea,
    break_glass boolean DEFAULT false NOT NULL,
    lock_only boolean,
    CONSTRAINT release_cluster CHECK (((cardinality(persons) = cardinality(versions)) AND (person_id = ANY (persons)))),
    CONSTRAINT release_withdrawn CHECK (((withdrawn_at IS NULL) = (withdrawn_by IS NULL)))
);
ALTER TABLE public.release OWNER TO hotline_owner;
CREATE FUNCTION public.release_fault(given public.release) RETURNS integer
    LANGUAGE sql STABLE
    SET search_path TO 'public'
    AS $$
  SELECT CASE
    WHEN given.withdrawn_at IS NOT NULL THEN 1
    WHEN given.until_at <= clock_timestamp() THEN 2
    WHEN given.facts_version <> (SELECT i.facts_version FROM inquiry AS i WHERE i.reference = given.reference) THEN 3
    WHEN (SELECT array_agg(s.person_id ORDER BY s.person_id) IS DISTINCT FROM given.persons
            OR array_agg(s.version ORDER BY s.person_id) IS DISTINCT FROM given.versions
          FROM person_state AS s
          WHERE s.cluster_id = (SELECT o.cluster_id FROM person_state AS o WHERE o.person_id = given.person_id)) THEN 4
    ELSE 0
  END
$$;
ALTER FUNCTION public.release_fault(given public.release) OWNER TO hotline_owner;
CREATE FUNCTION public.reopen_callback(lapsed bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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
ALTER FUNCTION public.reopen_callback(lapsed bigint) OWNER TO hotline_owner;
CREATE FUNCTION public.retention_time() RETURNS interval
    LANGUAGE sql IMMUTABLE
    AS $$ SELECT interval '24 months' $$;
ALTER FUNCTION public.retention_time() OWNER TO hotline_owner;
CREATE FUNCTION public.stamp_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  NEW.change_xid := pg_current_xact_id();
  RETURN NEW;
END
$$;
ALTER FUNCTION public.stamp_change() OWNER TO hotline_owner;
CREATE FUNCTION public.within_call_hours(moment timestamp with time zone, call_from smallint, call_minutes smallint) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE
    AS $$
  SELECT CASE WHEN since.seconds < coalesce(call_minutes, 960) * 60 THEN moment
              ELSE to_timestamp(floor(extract(epoch FROM moment))) + make_interval(secs => (86400 - since.seconds)::float8) END
  FROM (SELECT mod(floor(extract(epoch FROM moment))::bigint - coalesce(call_from, 240) * 60, 86400) AS seconds) AS since
$$;
ALTER FUNCTION public.within_call_hours(moment timestamp with time zone, call_from smallint, call_minutes smallint) OWNER TO hotline_owner;
CREATE TABLE public.alarm (
    alarm_number bigint NOT NULL,
    change_number bigint NOT NULL,
    kind smallint NOT NULL,
    pattern smallint,
    actor text NOT NULL,
    credential text NOT NULL,
    count integer NOT NULL,
    tree integer,
    log_index bigint,
    raised_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    once_key bytea NOT NULL,
    acknowledged_by text,
    acknowledged_at timestamp with time zone,
    acknowledged_request uuid,
    ground_sealed bytea,
    CONSTRAINT alarm_acknowledged CHECK ((((acknowledged_by IS NULL) = (acknowledged_at IS NULL)) AND ((acknowledged_by IS NULL) = (acknowledged_request IS NULL)) AND ((acknowledged_by IS NULL) = (ground_sealed IS NULL)))),
    CONSTRAINT alarm_kind_known CHECK (((kind >= 1) AND (kind <= 10))),
    CONSTRAINT alarm_pattern_known CHECK (((pattern >= 1) AND (pattern <= 10))),
    CONSTRAINT alarm_pattern_of_kind CHECK (((kind = 9) = (pattern IS NOT NULL))),
    CONSTRAINT alarm_place CHECK (((tree IS NULL) = (log_index IS NULL)))
);
ALTER TABLE public.alarm OWNER TO hotline_owner;
ALTER TABLE public.alarm ALTER COLUMN alarm_number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.alarm_alarm_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.awaited_link (
    person_a bigint NOT NULL,
    person_b bigint NOT NULL,
    asked_on date DEFAULT CURRENT_DATE NOT NULL,
    CONSTRAINT awaited_link_pair_order CHECK ((person_a < person_b))
);
ALTER TABLE public.awaited_link OWNER TO hotline_owner;
CREATE TABLE public.break_glass (
    release_id bigint NOT NULL,
    review_due_at timestamp with time zone NOT NULL,
    reviewed_by text,
    reviewed_at timestamp with time zone,
    justified boolean,
    ground_sealed bytea,
    CONSTRAINT break_glass_reviewed CHECK ((((reviewed_at IS NULL) = (reviewed_by IS NULL)) AND ((reviewed_at IS NULL) = (justified IS NULL)) AND ((reviewed_at IS NULL) = (ground_sealed IS NULL))))
);
ALTER TABLE public.break_glass OWNER TO hotline_owner;
CREATE TABLE public.break_glass_told (
    release_id bigint NOT NULL,
    actor text NOT NULL,
    told_at timestamp with time zone
);
ALTER TABLE public.break_glass_told OWNER TO hotline_owner;
CREATE TABLE public.call_outcome (
    outcome_id bigint NOT NULL,
    actor_id text NOT NULL,
    line text NOT NULL,
    exchange_call_id text NOT NULL,
    call_started_at timestamp with time zone NOT NULL,
    code smallint NOT NULL,
    reference bigint,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    escalations smallint DEFAULT 0 NOT NULL,
    CONSTRAINT call_outcome_code_known CHECK (((code >= 1) AND (code <= 15))),
    CONSTRAINT call_outcome_escalations_known CHECK (((escalations >= 0) AND (escalations <= 255)))
);
ALTER TABLE public.call_outcome OWNER TO hotline_owner;
ALTER TABLE public.call_outcome ALTER COLUMN outcome_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.call_outcome_outcome_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.callback (
    callback_id bigint NOT NULL,
    reference bigint NOT NULL,
    causes smallint NOT NULL,
    state smallint NOT NULL,
    kinship smallint NOT NULL,
    opened_at timestamp with time zone DEFAULT now() NOT NULL,
    due_at timestamp with time zone DEFAULT now() NOT NULL,
    caused_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    tries smallint DEFAULT 0 NOT NULL,
    claimed_by text,
    claimed_at timestamp with time zone,
    claim_until timestamp with time zone,
    ended_at timestamp with time zone,
    ended_by text,
    change_xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    escalations smallint DEFAULT 0 NOT NULL,
    CONSTRAINT callback_causes_known CHECK (((causes >= 1) AND (causes <= 31))),
    CONSTRAINT callback_claim CHECK ((((claimed_by IS NULL) = (claim_until IS NULL)) AND ((claimed_by IS NULL) = (claimed_at IS NULL)))),
    CONSTRAINT callback_ended CHECK (((state = ANY (ARRAY[3, 4, 5])) = (ended_at IS NOT NULL))),
    CONSTRAINT callback_escalations_known CHECK (((escalations >= 0) AND (escalations <= 255))),
    CONSTRAINT callback_state_known CHECK (((state >= 1) AND (state <= 5)))
)
WITH (fillfactor='80');
ALTER TABLE public.callback OWNER TO hotline_owner;
ALTER TABLE public.callback ALTER COLUMN callback_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.callback_callback_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.callback_try (
    callback_id bigint NOT NULL,
    try_number smallint NOT NULL,
    actor text NOT NULL,
    outcome smallint NOT NULL,
    tried_at timestamp with time zone DEFAULT now() NOT NULL,
    tree integer,
    log_index bigint,
    CONSTRAINT callback_try_outcome_known CHECK (((outcome >= 1) AND (outcome <= 6))),
    CONSTRAINT callback_try_told CHECK ((((outcome = 1) = (tree IS NOT NULL)) AND ((tree IS NULL) = (log_index IS NULL))))
);
ALTER TABLE public.callback_try OWNER TO hotline_owner;
CREATE TABLE public.canary (
    person_id bigint NOT NULL,
    planted_by text NOT NULL,
    request_id uuid NOT NULL,
    planted_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.canary OWNER TO hotline_owner;
CREATE TABLE public.candidate_review (
    review_id bigint NOT NULL,
    reference bigint NOT NULL,
    person_id bigint NOT NULL,
    decision smallint NOT NULL,
    actor text NOT NULL,
    ground_sealed bytea NOT NULL,
    person_version bigint NOT NULL,
    facts_digest bytea NOT NULL,
    reviewed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT candidate_review_decision_known CHECK (((decision >= 1) AND (decision <= 4))),
    CONSTRAINT candidate_review_digest_length CHECK ((length(facts_digest) = 16))
);
ALTER TABLE public.candidate_review OWNER TO hotline_owner;
ALTER TABLE public.candidate_review ALTER COLUMN review_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.candidate_review_review_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.database_kind (
    only_row boolean DEFAULT true NOT NULL,
    kind text NOT NULL,
    marked_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT database_kind_known CHECK ((kind = ANY (ARRAY['TRIAL'::text, 'LIVE'::text]))),
    CONSTRAINT database_kind_one_row CHECK (only_row)
);
ALTER TABLE public.database_kind OWNER TO hotline_owner;
CREATE TABLE public.deadline (
    cluster_id bigint NOT NULL,
    kind smallint NOT NULL,
    recipient smallint NOT NULL,
    statement_id bigint NOT NULL,
    side smallint NOT NULL,
    since_day date NOT NULL,
    due_day date NOT NULL,
    CONSTRAINT deadline_kind_known CHECK (((kind >= 1) AND (kind <= 5))),
    CONSTRAINT deadline_recipient_known CHECK (((recipient >= 0) AND (recipient <= 4))),
    CONSTRAINT deadline_side_known CHECK ((side = ANY (ARRAY[1, 3, 4])))
);
ALTER TABLE public.deadline OWNER TO hotline_owner;
CREATE TABLE public.deadline_cursor (
    only_row boolean DEFAULT true NOT NULL,
    register_revision bigint NOT NULL,
    person_id bigint DEFAULT 0 NOT NULL,
    filled_person bigint DEFAULT 0,
    moved_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT deadline_cursor_one_row CHECK (only_row)
)
WITH (fillfactor='50');
ALTER TABLE public.deadline_cursor OWNER TO hotline_owner;
CREATE TABLE public.disclosed (
    tree integer NOT NULL,
    log_index bigint NOT NULL,
    person_id bigint NOT NULL,
    version bigint NOT NULL,
    reference bigint,
    disclosed_at timestamp with time zone NOT NULL,
    answer_kind smallint,
    language smallint,
    script_version integer
)
PARTITION BY RANGE (log_index);
ALTER TABLE public.disclosed OWNER TO hotline_owner;
CREATE TABLE public.disclosed_p0 (
    tree integer NOT NULL,
    log_index bigint NOT NULL,
    person_id bigint NOT NULL,
    version bigint NOT NULL,
    reference bigint,
    disclosed_at timestamp with time zone NOT NULL,
    answer_kind smallint,
    language smallint,
    script_version integer
);
ALTER TABLE public.disclosed_p0 OWNER TO hotline_owner;
CREATE TABLE public.disclosed_p1 (
    tree integer NOT NULL,
    log_index bigint NOT NULL,
    person_id bigint NOT NULL,
    version bigint NOT NULL,
    reference bigint,
    disclosed_at timestamp with time zone NOT NULL,
    answer_kind smallint,
    language smallint,
    script_version integer
);
ALTER TABLE public.disclosed_p1 OWNER TO hotline_owner;
CREATE TABLE public.disclosed_p2 (
    tree integer NOT NULL,
    log_index bigint NOT NULL,
    person_id bigint NOT NULL,
    version bigint NOT NULL,
    reference bigint,
    disclosed_at timestamp with time zone NOT NULL,
    answer_kind smallint,
    language smallint,
    script_version integer
);
ALTER TABLE public.disclosed_p2 OWNER TO hotline_owner;
CREATE TABLE public.erasure (
    erasure_number bigint NOT NULL,
    cause smallint NOT NULL,
    reference bigint,
    asked_by text NOT NULL,
    asked_at timestamp with time zone DEFAULT now() NOT NULL,
    ground_sealed bytea,
    state smallint DEFAULT 1 NOT NULL,
    decided_by text,
    decided_at timestamp with time zone,
    tree integer,
    log_index bigint,
    salt bytea,
    payload bytea,
    payloads bigint,
    done_at timestamp with time zone,
    CONSTRAINT erasure_cause_known CHECK ((cause = ANY (ARRAY[1, 2]))),
    CONSTRAINT erasure_decided CHECK (((state = 1) = (decided_by IS NULL))),
    CONSTRAINT erasure_has_entry CHECK (((state = 4) = (log_index IS NOT NULL))),
    CONSTRAINT erasure_of_something CHECK (((cause = 2) OR (reference IS NOT NULL))),
    CONSTRAINT erasure_salt_length CHECK ((length(salt) = 32)),
    CONSTRAINT erasure_state_known CHECK (((state >= 1) AND (state <= 4))),
    CONSTRAINT erasure_two_people CHECK (((cause = 2) OR (decided_by <> asked_by)))
);
ALTER TABLE public.erasure OWNER TO hotline_owner;
ALTER TABLE public.erasure ALTER COLUMN erasure_number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.erasure_erasure_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.figure (
    figure_id bigint NOT NULL,
    source_name text NOT NULL,
    measure text NOT NULL,
    definition text NOT NULL,
    as_of date NOT NULL,
    value_min bigint NOT NULL,
    value_max bigint NOT NULL,
    citation text NOT NULL,
    entered_by text NOT NULL,
    entered_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT figure_measure_form CHECK ((measure ~ '^[a-z0-9][a-z0-9-]{1,63}$'::text)),
    CONSTRAINT figure_range CHECK (((value_min >= 0) AND (value_min <= value_max)))
);
ALTER TABLE public.figure OWNER TO hotline_owner;
CREATE TABLE public.figure_callback (
    callback_id bigint NOT NULL,
    causes smallint NOT NULL,
    state smallint NOT NULL,
    open_state smallint NOT NULL,
    opened_day date NOT NULL,
    left_day date,
    lapsed boolean NOT NULL,
    ended_day date,
    tries smallint NOT NULL
)
WITH (fillfactor='80');
ALTER TABLE public.figure_callback OWNER TO hotline_owner;
CREATE TABLE public.figure_cell (
    series smallint NOT NULL,
    day date NOT NULL,
    a smallint NOT NULL,
    b smallint NOT NULL,
    source_id text DEFAULT ''::text NOT NULL,
    count bigint NOT NULL,
    members bigint NOT NULL,
    CONSTRAINT figure_cell_series_known CHECK (((series >= 1) AND (series <= 17)))
)
WITH (fillfactor='70');
ALTER TABLE public.figure_cell OWNER TO hotline_owner;
CREATE TABLE public.figure_cursor (
    only_row boolean DEFAULT true NOT NULL,
    register_revision bigint NOT NULL,
    person_id bigint DEFAULT 0 NOT NULL,
    filled_person bigint DEFAULT 0,
    inquiry_xid xid8 DEFAULT '0'::xid8 NOT NULL,
    inquiry_reference bigint DEFAULT '-1'::integer NOT NULL,
    began_on date DEFAULT CURRENT_DATE NOT NULL,
    moved_at timestamp with time zone DEFAULT now() NOT NULL,
    callback_xid xid8 DEFAULT '0'::xid8 NOT NULL,
    callback_id bigint DEFAULT '-1'::integer NOT NULL,
    CONSTRAINT figure_cursor_one_row CHECK (only_row)
)
WITH (fillfactor='50');
ALTER TABLE public.figure_cursor OWNER TO hotline_owner;
ALTER TABLE public.figure ALTER COLUMN figure_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.figure_figure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.figure_inquiry (
    reference bigint NOT NULL,
    state smallint NOT NULL,
    opened_day date NOT NULL
)
WITH (fillfactor='80');
ALTER TABLE public.figure_inquiry OWNER TO hotline_owner;
CREATE TABLE public.figure_person (
    person_id bigint NOT NULL,
    side smallint NOT NULL,
    status smallint NOT NULL,
    rung smallint NOT NULL,
    region smallint NOT NULL,
    head boolean NOT NULL,
    source_id text NOT NULL,
    entered_day date NOT NULL
)
WITH (fillfactor='80');
ALTER TABLE public.figure_person OWNER TO hotline_owner;
CREATE TABLE public.figure_sought (
    month date NOT NULL,
    subject_key bytea NOT NULL,
    tree integer NOT NULL,
    log_index bigint NOT NULL
);
ALTER TABLE public.figure_sought OWNER TO hotline_owner;
CREATE TABLE public.figure_told (
    reference bigint NOT NULL,
    told_day date NOT NULL
);
ALTER TABLE public.figure_told OWNER TO hotline_owner;
CREATE TABLE public.figure_tree (
    tree integer NOT NULL,
    next_index bigint NOT NULL
)
WITH (fillfactor='50');
ALTER TABLE public.figure_tree OWNER TO hotline_owner;
CREATE TABLE public.hold (
    hold_id bigint NOT NULL,
    person_id bigint NOT NULL,
    ground text NOT NULL,
    author text NOT NULL,
    until date NOT NULL,
    placed_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_by text,
    ended_at timestamp with time zone
);
ALTER TABLE public.hold OWNER TO hotline_owner;
ALTER TABLE public.hold ALTER COLUMN hold_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.hold_hold_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.identifier (
    identifier_id bigint NOT NULL,
    person_id bigint NOT NULL,
    kind smallint NOT NULL,
    value_hash bytea NOT NULL,
    source_id text NOT NULL,
    sealed bytea NOT NULL,
    entered_at timestamp with time zone DEFAULT now() NOT NULL,
    list_no bigint,
    withdrawn_at timestamp with time zone,
    replaced_by_list bigint,
    CONSTRAINT identifier_hash_length CHECK ((length(value_hash) = 32)),
    CONSTRAINT identifier_kind_known CHECK (((kind >= 1) AND (kind <= 6)))
);
ALTER TABLE public.identifier OWNER TO hotline_owner;
ALTER TABLE public.identifier ALTER COLUMN identifier_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.identifier_identifier_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.inquiry (
    reference bigint NOT NULL,
    state smallint NOT NULL,
    language smallint NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    opened_by text NOT NULL,
    facts_version integer NOT NULL,
    facts_sealed bytea NOT NULL,
    asker_sealed bytea,
    contact_key bytea,
    passphrase_hash bytea NOT NULL,
    passphrase_failures smallint DEFAULT 0 NOT NULL,
    register_revision bigint DEFAULT 0 NOT NULL,
    change_xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    erased_at timestamp with time zone,
    kinship smallint DEFAULT 4 NOT NULL,
    apart boolean DEFAULT false NOT NULL,
    call_from smallint,
    call_minutes smallint,
    CONSTRAINT inquiry_call_hours CHECK ((((call_from IS NULL) = (call_minutes IS NULL)) AND ((call_from >= 0) AND (call_from <= 1439)) AND ((call_minutes >= 60) AND (call_minutes <= 1440)))),
    CONSTRAINT inquiry_contact_key_length CHECK ((length(contact_key) = 32)),
    CONSTRAINT inquiry_kinship_known CHECK (((kinship >= 1) AND (kinship <= 4))),
    CONSTRAINT inquiry_language_known CHECK (((language >= 1) AND (language <= 3))),
    CONSTRAINT inquiry_passphrase_hash_length CHECK ((length(passphrase_hash) = 50)),
    CONSTRAINT inquiry_reference_digits CHECK (((reference >= 0) AND (reference <= '9999999999'::bigint))),
    CONSTRAINT inquiry_register_revision_known CHECK ((register_revision >= 0)),
    CONSTRAINT inquiry_state_known CHECK (((state >= 1) AND (state <= 6)))
)
WITH (fillfactor='90');
ALTER TABLE public.inquiry OWNER TO hotline_owner;
CREATE TABLE public.inquiry_facts (
    reference bigint NOT NULL,
    facts_version integer NOT NULL,
    facts_sealed bytea NOT NULL,
    added_at timestamp with time zone NOT NULL,
    added_by text NOT NULL
);
ALTER TABLE public.inquiry_facts OWNER TO hotline_owner;
CREATE TABLE public.link (
    link_id bigint NOT NULL,
    person_a bigint NOT NULL,
    person_b bigint NOT NULL,
    state smallint NOT NULL,
    probability real NOT NULL,
    reasons text NOT NULL,
    proposed_by text NOT NULL,
    proposed_at timestamp with time zone DEFAULT now() NOT NULL,
    first_reviewer text,
    second_reviewer text,
    decided_at timestamp with time zone,
    join_ground smallint DEFAULT 0 NOT NULL,
    list_no bigint,
    CONSTRAINT link_join_ground_known CHECK (((join_ground >= 0) AND (join_ground <= 2))),
    CONSTRAINT link_pair_order CHECK ((person_a < person_b)),
    CONSTRAINT link_probability_range CHECK (((probability >= (0)::double precision) AND (probability <= (1)::double precision))),
    CONSTRAINT link_state_known CHECK (((state >= 1) AND (state <= 5))),
    CONSTRAINT link_two_people CHECK (((second_reviewer IS NULL) OR (second_reviewer <> first_reviewer)))
);
ALTER TABLE public.link OWNER TO hotline_owner;
CREATE TABLE public.link_cursor (
    only_row boolean DEFAULT true NOT NULL,
    revision bigint NOT NULL,
    CONSTRAINT link_cursor_one_row CHECK (only_row)
);
ALTER TABLE public.link_cursor OWNER TO hotline_owner;
CREATE TABLE public.link_event (
    event_id bigint NOT NULL,
    link_id bigint NOT NULL,
    decision smallint NOT NULL,
    state smallint NOT NULL,
    actor text NOT NULL,
    ground text NOT NULL,
    list_no bigint,
    decided_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT link_event_decision_known CHECK (((decision >= 1) AND (decision <= 5))),
    CONSTRAINT link_event_state_known CHECK (((state >= 1) AND (state <= 5)))
);
ALTER TABLE public.link_event OWNER TO hotline_owner;
ALTER TABLE public.link_event ALTER COLUMN event_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.link_event_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.link ALTER COLUMN link_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.link_link_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.list (
    list_no bigint NOT NULL,
    list_id bytea NOT NULL,
    source_id text NOT NULL,
    side smallint NOT NULL,
    rows_total bigint NOT NULL,
    committed_row bigint DEFAULT 0 NOT NULL,
    rows_new bigint DEFAULT 0 NOT NULL,
    rows_unchanged bigint DEFAULT 0 NOT NULL,
    rows_statement_added bigint DEFAULT 0 NOT NULL,
    rows_refused bigint DEFAULT 0 NOT NULL,
    deaths bigint DEFAULT 0 NOT NULL,
    received_at timestamp with time zone NOT NULL,
    entered_at timestamp with time zone DEFAULT now() NOT NULL,
    imported_by text NOT NULL,
    countersigned_by text,
    countersigned_at timestamp with time zone,
    withdrawn_by text,
    withdrawn_at timestamp with time zone,
    rows_changed bigint DEFAULT 0 NOT NULL,
    rows_joined bigint DEFAULT 0 NOT NULL,
    attempt smallint DEFAULT 0 NOT NULL,
    withdrawal_asked_by text,
    withdrawal_asked_at timestamp with time zone,
    withdrawal_ground text,
    CONSTRAINT list_id_length CHECK ((length(list_id) = 32)),
    CONSTRAINT list_rows_limit CHECK (((rows_total >= 1) AND (rows_total <= 10000000))),
    CONSTRAINT list_side_known CHECK (((side >= 1) AND (side <= 4))),
    CONSTRAINT list_two_people CHECK (((countersigned_by IS NULL) OR (countersigned_by <> imported_by))),
    CONSTRAINT list_withdrawal_asked_first CHECK (((withdrawn_at IS NULL) OR (withdrawal_asked_at IS NOT NULL)))
);
ALTER TABLE public.list OWNER TO hotline_owner;
ALTER TABLE public.list ALTER COLUMN list_no ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.list_list_no_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.list_row (
    list_no bigint NOT NULL,
    row_number bigint NOT NULL,
    outcome smallint NOT NULL,
    person_id bigint,
    statement_id bigint,
    faults jsonb,
    CONSTRAINT list_row_outcome_known CHECK (((outcome >= 1) AND (outcome <= 6)))
);
ALTER TABLE public.list_row OWNER TO hotline_owner;
CREATE TABLE public.log_batch (
    tree integer NOT NULL,
    first_index bigint NOT NULL,
    entries integer NOT NULL,
    root bytea NOT NULL,
    nodes bytea NOT NULL,
    committed_at timestamp with time zone NOT NULL,
    CONSTRAINT log_batch_root_length CHECK ((length(root) = 32))
);
ALTER TABLE public.log_batch OWNER TO hotline_owner;
CREATE TABLE public.log_checkpoint (
    tree integer NOT NULL,
    size bigint NOT NULL,
    note text NOT NULL,
    CONSTRAINT log_checkpoint_note_length CHECK (((length(note) >= 1) AND (length(note) <= 2000)))
);
ALTER TABLE public.log_checkpoint OWNER TO hotline_owner;
CREATE TABLE public.log_entry (
    tree integer NOT NULL,
    log_index bigint NOT NULL,
    logged_at timestamp with time zone NOT NULL,
    leaf bytea NOT NULL,
    CONSTRAINT log_entry_leaf_length CHECK ((length(leaf) = 90))
)
PARTITION BY RANGE (log_index);
ALTER TABLE public.log_entry OWNER TO hotline_owner;
CREATE TABLE public.log_entry_p0 (
    tree integer NOT NULL,
    log_index bigint NOT NULL,
    logged_at timestamp with time zone NOT NULL,
    leaf bytea NOT NULL,
    CONSTRAINT log_entry_leaf_length CHECK ((length(leaf) = 90))
);
ALTER TABLE public.log_entry_p0 OWNER TO hotline_owner;
CREATE TABLE public.log_entry_p1 (
    tree integer NOT NULL,
    log_index bigint NOT NULL,
    logged_at timestamp with time zone NOT NULL,
    leaf bytea NOT NULL,
    CONSTRAINT log_entry_leaf_length CHECK ((length(leaf) = 90))
);
ALTER TABLE public.log_entry_p1 OWNER TO hotline_owner;
CREATE TABLE public.log_entry_p2 (
    tree integer NOT NULL,
    log_index bigint NOT NULL,
    logged_at timestamp with time zone NOT NULL,
    leaf bytea NOT NULL,
    CONSTRAINT log_entry_leaf_length CHECK ((length(leaf) = 90))
);
ALTER TABLE public.log_entry_p2 OWNER TO hotline_owner;
CREATE TABLE public.log_payload (
    tree integer NOT NULL,
    log_index bigint NOT NULL,
    salt bytea NOT NULL,
    key_sealed bytea NOT NULL,
    payload_sealed bytea NOT NULL,
    subject_key bytea,
    guard_keys bytea,
    reference bigint,
    CONSTRAINT log_payload_salt_length CHECK ((length(salt) = 32))
)
PARTITION BY RANGE (log_index);
ALTER TABLE public.log_payload OWNER TO hotline_owner;
CREATE TABLE public.log_payload_p0 (
    tree integer NOT NULL,
    log_index bigint NOT NULL,
    salt bytea NOT NULL,
    key_sealed bytea NOT NULL,
    payload_sealed bytea NOT NULL,
    subject_key bytea,
    guard_keys bytea,
    reference bigint,
    CONSTRAINT log_payload_salt_length CHECK ((length(salt) = 32))
);
ALTER TABLE public.log_payload_p0 OWNER TO hotline_owner;
CREATE TABLE public.log_payload_p1 (
    tree integer NOT NULL,
    log_index bigint NOT NULL,
    salt bytea NOT NULL,
    key_sealed bytea NOT NULL,
    payload_sealed bytea NOT NULL,
    subject_key bytea,
    guard_keys bytea,
    reference bigint,
    CONSTRAINT log_payload_salt_length CHECK ((length(salt) = 32))
);
ALTER TABLE public.log_payload_p1 OWNER TO hotline_owner;
CREATE TABLE public.log_payload_p2 (
    tree integer NOT NULL,
    log_index bigint NOT NULL,
    salt bytea NOT NULL,
    key_sealed bytea NOT NULL,
    payload_sealed bytea NOT NULL,
    subject_key bytea,
    guard_keys bytea,
    reference bigint,
    CONSTRAINT log_payload_salt_length CHECK ((length(salt) = 32))
);
ALTER TABLE public.log_payload_p2 OWNER TO hotline_owner;
CREATE TABLE public.log_tree (
    tree integer NOT NULL,
    epoch bigint NOT NULL,
    size bigint NOT NULL,
    root bytea NOT NULL,
    frontier bytea NOT NULL,
    continues integer,
    opened_at timestamp with time zone DEFAULT now() NOT NULL,
    closed_at timestamp with time zone,
    lost_until bigint,
    CONSTRAINT log_tree_lost_behind_its_end CHECK ((lost_until > size)),
    CONSTRAINT log_tree_root_length CHECK ((length(root) = 32))
)
WITH (fillfactor='50');
ALTER TABLE public.log_tree OWNER TO hotline_owner;
CREATE TABLE public.lookup_fact (
    tree integer NOT NULL,
    log_index bigint NOT NULL,
    hour timestamp with time zone NOT NULL,
    channel smallint NOT NULL,
    language smallint NOT NULL,
    answer_kind smallint NOT NULL,
    region smallint NOT NULL,
    duration_us integer NOT NULL
)
PARTITION BY RANGE (log_index);
ALTER TABLE public.lookup_fact OWNER TO hotline_owner;
CREATE TABLE public.lookup_fact_p0 (
    tree integer NOT NULL,
    log_index bigint NOT NULL,
    hour timestamp with time zone NOT NULL,
    channel smallint NOT NULL,
    language smallint NOT NULL,
    answer_kind smallint NOT NULL,
    region smallint NOT NULL,
    duration_us integer NOT NULL
);
ALTER TABLE public.lookup_fact_p0 OWNER TO hotline_owner;
CREATE TABLE public.lookup_fact_p1 (
    tree integer NOT NULL,
    log_index bigint NOT NULL,
    hour timestamp with time zone NOT NULL,
    channel smallint NOT NULL,
    language smallint NOT NULL,
    answer_kind smallint NOT NULL,
    region smallint NOT NULL,
    duration_us integer NOT NULL
);
ALTER TABLE public.lookup_fact_p1 OWNER TO hotline_owner;
CREATE TABLE public.lookup_fact_p2 (
    tree integer NOT NULL,
    log_index bigint NOT NULL,
    hour timestamp with time zone NOT NULL,
    channel smallint NOT NULL,
    language smallint NOT NULL,
    answer_kind smallint NOT NULL,
    region smallint NOT NULL,
    duration_us integer NOT NULL
);
ALTER TABLE public.lookup_fact_p2 OWNER TO hotline_owner;
CREATE TABLE public.match_candidate (
    candidate_id bigint NOT NULL,
    reference bigint NOT NULL,
    facts_version integer NOT NULL,
    person_id bigint NOT NULL,
    person_version bigint NOT NULL,
    model_version text NOT NULL,
    probability real NOT NULL,
    reasons text NOT NULL,
    facts_digest bytea NOT NULL,
    found_at timestamp with time zone DEFAULT now() NOT NULL,
    state smallint DEFAULT 1 NOT NULL,
    change_xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT match_candidate_digest_length CHECK ((length(facts_digest) = 16)),
    CONSTRAINT match_candidate_probability_range CHECK (((probability >= (0)::double precision) AND (probability <= (1)::double precision))),
    CONSTRAINT match_candidate_state_known CHECK (((state >= 1) AND (state <= 6)))
)
WITH (fillfactor='90');
ALTER TABLE public.match_candidate OWNER TO hotline_owner;
ALTER TABLE public.match_candidate ALTER COLUMN candidate_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.match_candidate_candidate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.opening (
    opening_id bigint NOT NULL,
    release_id bigint NOT NULL,
    teller text NOT NULL,
    opened_at timestamp with time zone DEFAULT now() NOT NULL,
    until_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    lock_only boolean
);
ALTER TABLE public.opening OWNER TO hotline_owner;
ALTER TABLE public.opening ALTER COLUMN opening_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.opening_opening_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.paper_sheet (
    number bigint NOT NULL,
    tree integer NOT NULL,
    log_index bigint NOT NULL,
    reference bigint,
    taken_at timestamp with time zone NOT NULL,
    entered_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT paper_sheet_number_digits CHECK (((number >= 0) AND (number <= '9999999999'::bigint)))
);
ALTER TABLE public.paper_sheet OWNER TO hotline_owner;
CREATE TABLE public.partner_case (
    partner text NOT NULL,
    case_key bytea NOT NULL,
    reference bigint NOT NULL,
    collected_by smallint NOT NULL,
    consent_day date,
    registered_at timestamp with time zone NOT NULL,
    ended boolean DEFAULT false NOT NULL,
    change_xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT partner_case_collected_by_known CHECK (((collected_by >= 1) AND (collected_by <= 2))),
    CONSTRAINT partner_case_consent CHECK (((collected_by = 2) = (consent_day IS NOT NULL))),
    CONSTRAINT partner_case_key_length CHECK ((length(case_key) = 32))
)
WITH (fillfactor='90');
ALTER TABLE public.partner_case OWNER TO hotline_owner;
CREATE TABLE public.past_withdrawal (
    statement_id bigint NOT NULL,
    ground text NOT NULL,
    asked_by text NOT NULL,
    effective_at timestamp with time zone NOT NULL,
    confirmed_by text,
    by_list bigint NOT NULL
);
ALTER TABLE public.past_withdrawal OWNER TO hotline_owner;
CREATE TABLE public.person (
    person_id bigint NOT NULL,
    side smallint NOT NULL,
    sealed bytea NOT NULL,
    entered_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT person_side_known CHECK (((side >= 1) AND (side <= 4)))
);
ALTER TABLE public.person OWNER TO hotline_owner;
CREATE SEQUENCE public.person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER TABLE public.person_id_seq OWNER TO hotline_owner;
CREATE TABLE public.person_name (
    name_id bigint NOT NULL,
    person_id bigint NOT NULL,
    kind smallint NOT NULL,
    script smallint NOT NULL,
    language text NOT NULL,
    source_id text NOT NULL,
    sealed bytea NOT NULL,
    entered_at timestamp with time zone DEFAULT now() NOT NULL,
    list_no bigint,
    withdrawn_at timestamp with time zone,
    replaced_by_list bigint,
    CONSTRAINT person_name_kind_known CHECK (((kind >= 1) AND (kind <= 6))),
    CONSTRAINT person_name_script_known CHECK (((script >= 1) AND (script <= 3)))
);
ALTER TABLE public.person_name OWNER TO hotline_owner;
ALTER TABLE public.person_name ALTER COLUMN name_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.person_name_name_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.person_particulars (
    particulars_id bigint NOT NULL,
    person_id bigint NOT NULL,
    list_no bigint NOT NULL,
    sealed bytea NOT NULL,
    entered_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.person_particulars OWNER TO hotline_owner;
ALTER TABLE public.person_particulars ALTER COLUMN particulars_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.person_particulars_particulars_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.person_state (
    person_id bigint NOT NULL,
    cluster_id bigint NOT NULL,
    version bigint NOT NULL,
    status smallint NOT NULL,
    rung smallint NOT NULL,
    flags smallint NOT NULL,
    inform_kin smallint NOT NULL,
    status_day integer NOT NULL,
    last_alive_day integer NOT NULL,
    hold_until_day integer NOT NULL,
    region smallint NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    lock_only boolean,
    cluster_inform_kin smallint DEFAULT 0 NOT NULL,
    CONSTRAINT person_state_cluster_inform_kin_known CHECK (((cluster_inform_kin >= 0) AND (cluster_inform_kin <= 3))),
    CONSTRAINT person_state_inform_kin_known CHECK (((inform_kin >= 0) AND (inform_kin <= 3))),
    CONSTRAINT person_state_rung_known CHECK (((rung >= 0) AND (rung <= 6))),
    CONSTRAINT person_state_status_known CHECK (((status >= 0) AND (status <= 18)))
)
WITH (fillfactor='80');
ALTER TABLE public.person_state OWNER TO hotline_owner;
CREATE TABLE public.register_change (
    revision bigint NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    persons bigint[] NOT NULL
);
ALTER TABLE public.register_change OWNER TO hotline_owner;
CREATE TABLE public.register_revision (
    only_row boolean DEFAULT true NOT NULL,
    revision bigint NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT register_revision_one_row CHECK (only_row)
)
WITH (fillfactor='50');
ALTER TABLE public.register_revision OWNER TO hotline_owner;
CREATE TABLE public.release_of_figures (
    table_id smallint NOT NULL,
    month date NOT NULL,
    cells text NOT NULL,
    sha256 bytea NOT NULL,
    released_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT release_of_figures_first_day CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
    CONSTRAINT release_of_figures_hash_length CHECK ((length(sha256) = 32)),
    CONSTRAINT release_of_figures_table_known CHECK (((table_id >= 1) AND (table_id <= 13)))
);
ALTER TABLE public.release_of_figures OWNER TO hotline_owner;
ALTER TABLE public.release ALTER COLUMN release_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.release_release_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.release_request (
    request_number bigint NOT NULL,
    reference bigint NOT NULL,
    during_call boolean NOT NULL,
    requested_by text NOT NULL,
    requested_at timestamp with time zone DEFAULT now() NOT NULL,
    state smallint DEFAULT 1 NOT NULL,
    decided_by text,
    decided_at timestamp with time zone,
    ground_sealed bytea,
    CONSTRAINT release_request_decided CHECK ((((state = 1) = (decided_by IS NULL)) AND ((state = 1) = (ground_sealed IS NULL)))),
    CONSTRAINT release_request_state_known CHECK (((state >= 1) AND (state <= 3)))
);
ALTER TABLE public.release_request OWNER TO hotline_owner;
ALTER TABLE public.release_request ALTER COLUMN request_number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.release_request_request_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.request_key (
    actor_id text NOT NULL,
    request_id uuid NOT NULL,
    digest bytea NOT NULL,
    tree integer NOT NULL,
    log_index bigint NOT NULL,
    answer_sealed bytea NOT NULL,
    claimed_at timestamp with time zone NOT NULL,
    CONSTRAINT request_key_digest_length CHECK ((length(digest) = 32))
)
WITH (toast_tuple_target='8160');
ALTER TABLE public.request_key OWNER TO hotline_owner;
CREATE TABLE public.retention_answer (
    reference bigint NOT NULL,
    answer smallint NOT NULL,
    answered_by text NOT NULL,
    answered_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT retention_answer_known CHECK (((answer >= 1) AND (answer <= 3)))
);
ALTER TABLE public.retention_answer OWNER TO hotline_owner;
CREATE TABLE public.row_key (
    source_id text NOT NULL,
    person_key bytea NOT NULL,
    content_hash bytea NOT NULL,
    person_id bigint NOT NULL,
    statement_id bigint,
    name_key bigint,
    number_key bigint
);
ALTER TABLE public.row_key OWNER TO hotline_owner;
CREATE TABLE public.schema_migration (
    number integer NOT NULL,
    name text NOT NULL,
    sha256 bytea NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.schema_migration OWNER TO hotline_owner;
CREATE TABLE public.source (
    source_id text NOT NULL,
    description text NOT NULL,
    ceiling smallint NOT NULL,
    sides smallint[] NOT NULL,
    statement_kinds smallint[] DEFAULT '{}'::smallint[] NOT NULL,
    invented boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT source_ceiling_known CHECK (((ceiling >= 0) AND (ceiling <= 6))),
    CONSTRAINT source_id_form CHECK ((source_id ~ '^[a-z0-9][a-z0-9-]{1,39}$'::text))
);
ALTER TABLE public.source OWNER TO hotline_owner;
CREATE TABLE public.source_mapping (
    source_id text NOT NULL,
    headings text[] NOT NULL,
    columns text[] NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.source_mapping OWNER TO hotline_owner;
CREATE TABLE public.standing_cursor (
    only_row boolean DEFAULT true NOT NULL,
    register_revision bigint NOT NULL,
    person_id bigint DEFAULT 0 NOT NULL,
    inquiry_xid xid8 DEFAULT '0'::xid8 NOT NULL,
    inquiry_reference bigint DEFAULT '-1'::integer NOT NULL,
    rematch_reference bigint,
    model_version text DEFAULT ''::text NOT NULL,
    moved_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT standing_cursor_one_row CHECK (only_row)
)
WITH (fillfactor='50');
ALTER TABLE public.standing_cursor OWNER TO hotline_owner;
CREATE TABLE public.statement (
    statement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    kind smallint NOT NULL,
    rung smallint NOT NULL,
    source_id text NOT NULL,
    list_no bigint,
    fact_day date,
    fact_precision smallint NOT NULL,
    received_at timestamp with time zone NOT NULL,
    entered_at timestamp with time zone DEFAULT now() NOT NULL,
    forwarded_at timestamp with time zone,
    entered_by text NOT NULL,
    sealed bytea,
    recipient smallint DEFAULT 0 NOT NULL,
    inform_kin smallint DEFAULT 0 NOT NULL,
    region smallint DEFAULT 0 NOT NULL,
    CONSTRAINT statement_inform_kin_known CHECK (((inform_kin >= 0) AND (inform_kin <= 3))),
    CONSTRAINT statement_kind_known CHECK (((kind >= 1) AND (kind <= 24))),
    CONSTRAINT statement_precision_known CHECK (((fact_precision >= 0) AND (fact_precision <= 3))),
    CONSTRAINT statement_recipient_known CHECK (((recipient >= 0) AND (recipient <= 4))),
    CONSTRAINT statement_rung_known CHECK (((rung >= 0) AND (rung <= 6)))
);
ALTER TABLE public.statement OWNER TO hotline_owner;
ALTER TABLE public.statement ALTER COLUMN statement_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.statement_statement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.statement_withdrawal (
    statement_id bigint NOT NULL,
    ground text NOT NULL,
    asked_by text NOT NULL,
    asked_at timestamp with time zone DEFAULT now() NOT NULL,
    effective_at timestamp with time zone,
    confirmed_by text,
    by_list bigint,
    CONSTRAINT statement_withdrawal_two_people CHECK (((confirmed_by IS NULL) OR (confirmed_by <> asked_by)))
);
ALTER TABLE public.statement_withdrawal OWNER TO hotline_owner;
CREATE TABLE public.write_key (
    actor_id text NOT NULL,
    request_id uuid NOT NULL,
    method text NOT NULL,
    digest bytea NOT NULL,
    answer_sealed bytea,
    claimed_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.write_key OWNER TO hotline_owner;
ALTER TABLE ONLY public.disclosed ATTACH PARTITION public.disclosed_p0 FOR VALUES FROM ('0') TO ('4000000');
ALTER TABLE ONLY public.disclosed ATTACH PARTITION public.disclosed_p1 FOR VALUES FROM ('4000000') TO ('8000000');
ALTER TABLE ONLY public.disclosed ATTACH PARTITION public.disclosed_p2 FOR VALUES FROM ('8000000') TO ('12000000');
ALTER TABLE ONLY public.log_entry ATTACH PARTITION public.log_entry_p0 FOR VALUES FROM ('0') TO ('4000000');
ALTER TABLE ONLY public.log_entry ATTACH PARTITION public.log_entry_p1 FOR VALUES FROM ('4000000') TO ('8000000');
ALTER TABLE ONLY public.log_entry ATTACH PARTITION public.log_entry_p2 FOR VALUES FROM ('8000000') TO ('12000000');
ALTER TABLE ONLY public.log_payload ATTACH PARTITION public.log_payload_p0 FOR VALUES FROM ('0') TO ('4000000');
ALTER TABLE ONLY public.log_payload ATTACH PARTITION public.log_payload_p1 FOR VALUES FROM ('4000000') TO ('8000000');
ALTER TABLE ONLY public.log_payload ATTACH PARTITION public.log_payload_p2 FOR VALUES FROM ('8000000') TO ('12000000');
ALTER TABLE ONLY public.lookup_fact ATTACH PARTITION public.lookup_fact_p0 FOR VALUES FROM ('0') TO ('4000000');
ALTER TABLE ONLY public.lookup_fact ATTACH PARTITION public.lookup_fact_p1 FOR VALUES FROM ('4000000') TO ('8000000');
ALTER TABLE ONLY public.lookup_fact ATTACH PARTITION public.lookup_fact_p2 FOR VALUES FROM ('8000000') TO ('12000000');
ALTER TABLE ONLY public.alarm
    ADD CONSTRAINT alarm_change_number_key UNIQUE (change_number);
ALTER TABLE ONLY public.alarm
    ADD CONSTRAINT alarm_once_key_key UNIQUE (once_key);
ALTER TABLE ONLY public.alarm
    ADD CONSTRAINT alarm_pkey PRIMARY KEY (alarm_number);
ALTER TABLE ONLY public.break_glass
    ADD CONSTRAINT break_glass_pkey PRIMARY KEY (release_id);
ALTER TABLE ONLY public.break_glass_told
    ADD CONSTRAINT break_glass_told_pkey PRIMARY KEY (release_id, actor);
ALTER TABLE ONLY public.call_outcome
    ADD CONSTRAINT call_outcome_pkey PRIMARY KEY (outcome_id);
ALTER TABLE ONLY public.callback
    ADD CONSTRAINT callback_pkey PRIMARY KEY (callback_id);
ALTER TABLE ONLY public.callback_try
    ADD CONSTRAINT callback_try_pkey PRIMARY KEY (callback_id, try_number);
ALTER TABLE ONLY public.canary
    ADD CONSTRAINT canary_pkey PRIMARY KEY (person_id);
ALTER TABLE ONLY public.candidate_review
    ADD CONSTRAINT candidate_review_pkey PRIMARY KEY (review_id);
ALTER TABLE ONLY public.database_kind
    ADD CONSTRAINT database_kind_pkey PRIMARY KEY (only_row);
ALTER TABLE ONLY public.deadline_cursor
    ADD CONSTRAINT deadline_cursor_pkey PRIMARY KEY (only_row);
ALTER TABLE ONLY public.deadline
    ADD CONSTRAINT deadline_pkey PRIMARY KEY (cluster_id, kind, recipient);
ALTER TABLE ONLY public.erasure
    ADD CONSTRAINT erasure_entry_once UNIQUE (tree, log_index);
ALTER TABLE ONLY public.erasure
    ADD CONSTRAINT erasure_pkey PRIMARY KEY (erasure_number);
ALTER TABLE ONLY public.figure_callback
    ADD CONSTRAINT figure_callback_pkey PRIMARY KEY (callback_id);
ALTER TABLE ONLY public.figure_cell
    ADD CONSTRAINT figure_cell_pkey PRIMARY KEY (series, day, a, b, source_id);
ALTER TABLE ONLY public.figure_cursor
    ADD CONSTRAINT figure_cursor_pkey PRIMARY KEY (only_row);
ALTER TABLE ONLY public.figure_inquiry
    ADD CONSTRAINT figure_inquiry_pkey PRIMARY KEY (reference);
ALTER TABLE ONLY public.figure_person
    ADD CONSTRAINT figure_person_pkey PRIMARY KEY (person_id);
ALTER TABLE ONLY public.figure
    ADD CONSTRAINT figure_pkey PRIMARY KEY (figure_id);
ALTER TABLE ONLY public.figure_sought
    ADD CONSTRAINT figure_sought_pkey PRIMARY KEY (month, subject_key);
ALTER TABLE ONLY public.figure_told
    ADD CONSTRAINT figure_told_pkey PRIMARY KEY (reference);
ALTER TABLE ONLY public.figure_tree
    ADD CONSTRAINT figure_tree_pkey PRIMARY KEY (tree);
ALTER TABLE ONLY public.hold
    ADD CONSTRAINT hold_pkey PRIMARY KEY (hold_id);
ALTER TABLE ONLY public.identifier
    ADD CONSTRAINT identifier_pkey PRIMARY KEY (identifier_id);
ALTER TABLE ONLY public.inquiry_facts
    ADD CONSTRAINT inquiry_facts_pkey PRIMARY KEY (reference, facts_version);
ALTER TABLE ONLY public.inquiry
    ADD CONSTRAINT inquiry_pkey PRIMARY KEY (reference);
ALTER TABLE ONLY public.link_cursor
    ADD CONSTRAINT link_cursor_pkey PRIMARY KEY (only_row);
ALTER TABLE ONLY public.link_event
    ADD CONSTRAINT link_event_pkey PRIMARY KEY (event_id);
ALTER TABLE ONLY public.link
    ADD CONSTRAINT link_pair_unique UNIQUE (person_a, person_b);
ALTER TABLE ONLY public.link
    ADD CONSTRAINT link_pkey PRIMARY KEY (link_id);
ALTER TABLE ONLY public.list
    ADD CONSTRAINT list_id_unique UNIQUE (list_id);
ALTER TABLE ONLY public.list
    ADD CONSTRAINT list_pkey PRIMARY KEY (list_no);
ALTER TABLE ONLY public.list_row
    ADD CONSTRAINT list_row_pkey PRIMARY KEY (list_no, row_number);
ALTER TABLE ONLY public.log_batch
    ADD CONSTRAINT log_batch_pkey PRIMARY KEY (tree, first_index);
ALTER TABLE ONLY public.log_checkpoint
    ADD CONSTRAINT log_checkpoint_pkey PRIMARY KEY (tree, size);
ALTER TABLE ONLY public.log_entry
    ADD CONSTRAINT log_entry_pkey PRIMARY KEY (tree, log_index);
ALTER TABLE ONLY public.log_entry_p0
    ADD CONSTRAINT log_entry_p0_pkey PRIMARY KEY (tree, log_index);
ALTER TABLE ONLY public.log_entry_p1
    ADD CONSTRAINT log_entry_p1_pkey PRIMARY KEY (tree, log_index);
ALTER TABLE ONLY public.log_entry_p2
    ADD CONSTRAINT log_entry_p2_pkey PRIMARY KEY (tree, log_index);
ALTER TABLE ONLY public.log_payload
    ADD CONSTRAINT log_payload_pkey PRIMARY KEY (tree, log_index);
ALTER TABLE ONLY public.log_payload_p0
    ADD CONSTRAINT log_payload_p0_pkey PRIMARY KEY (tree, log_index);
ALTER TABLE ONLY public.log_payload_p1
    ADD CONSTRAINT log_payload_p1_pkey PRIMARY KEY (tree, log_index);
ALTER TABLE ONLY public.log_payload_p2
    ADD CONSTRAINT log_payload_p2_pkey PRIMARY KEY (tree, log_index);
ALTER TABLE ONLY public.log_tree
    ADD CONSTRAINT log_tree_pkey PRIMARY KEY (tree);
ALTER TABLE ONLY public.match_candidate
    ADD CONSTRAINT match_candidate_once UNIQUE (reference, facts_version, person_id, person_version, model_version);
ALTER TABLE ONLY public.match_candidate
    ADD CONSTRAINT match_candidate_pkey PRIMARY KEY (candidate_id);
ALTER TABLE ONLY public.opening
    ADD CONSTRAINT opening_pkey PRIMARY KEY (opening_id);
ALTER TABLE ONLY public.paper_sheet
    ADD CONSTRAINT paper_sheet_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.partner_case
    ADD CONSTRAINT partner_case_pkey PRIMARY KEY (partner, case_key);
ALTER TABLE ONLY public.person_name
    ADD CONSTRAINT person_name_pkey PRIMARY KEY (name_id);
ALTER TABLE ONLY public.person_particulars
    ADD CONSTRAINT person_particulars_pkey PRIMARY KEY (particulars_id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (person_id);
ALTER TABLE ONLY public.person_state
    ADD CONSTRAINT person_state_pkey PRIMARY KEY (person_id);
ALTER TABLE ONLY public.register_change
    ADD CONSTRAINT register_change_pkey PRIMARY KEY (revision);
ALTER TABLE ONLY public.register_revision
    ADD CONSTRAINT register_revision_pkey PRIMARY KEY (only_row);
ALTER TABLE ONLY public.release_of_figures
    ADD CONSTRAINT release_of_figures_pkey PRIMARY KEY (table_id, month);
ALTER TABLE ONLY public.release
    ADD CONSTRAINT release_pkey PRIMARY KEY (release_id);
ALTER TABLE ONLY public.release
    ADD CONSTRAINT release_request_number_key UNIQUE (request_number);
ALTER TABLE ONLY public.release_request
    ADD CONSTRAINT release_request_pkey PRIMARY KEY (request_number);
ALTER TABLE ONLY public.request_key
    ADD CONSTRAINT request_key_pkey PRIMARY KEY (actor_id, request_id);
ALTER TABLE ONLY public.retention_answer
    ADD CONSTRAINT retention_answer_pkey PRIMARY KEY (reference);
ALTER TABLE ONLY public.row_key
    ADD CONSTRAINT row_key_pkey PRIMARY KEY (source_id, person_key, content_hash);
ALTER TABLE ONLY public.schema_migration
    ADD CONSTRAINT schema_migration_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.source_mapping
    ADD CONSTRAINT source_mapping_pkey PRIMARY KEY (source_id);
ALTER TABLE ONLY public.source
    ADD CONSTRAINT source_pkey PRIMARY KEY (source_id);
ALTER TABLE ONLY public.standing_cursor
    ADD CONSTRAINT standing_cursor_pkey PRIMARY KEY (only_row);
ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_pkey PRIMARY KEY (statement_id);
ALTER TABLE ONLY public.statement_withdrawal
    ADD CONSTRAINT statement_withdrawal_pkey PRIMARY KEY (statement_id);
ALTER TABLE ONLY public.write_key
    ADD CONSTRAINT write_key_pkey PRIMARY KEY (actor_id, request_id);
CREATE INDEX alarm_waiting_idx ON public.alarm USING btree (alarm_number) WHERE (acknowledged_by IS NULL);
CREATE INDEX awaited_link_pair_idx ON public.awaited_link USING btree (person_a, person_b);
CREATE INDEX break_glass_waiting_idx ON public.break_glass USING btree (release_id) WHERE (reviewed_at IS NULL);
CREATE INDEX call_outcome_call_idx ON public.call_outcome USING btree (exchange_call_id);
CREATE INDEX callback_change_idx ON public.callback USING btree (change_xid, callback_id);
CREATE INDEX callback_due_idx ON public.callback USING btree (kinship, due_at, callback_id) WHERE (state = 1);
CREATE INDEX callback_lapsed_idx ON public.callback USING btree (reference) WHERE (state = 4);
CREATE UNIQUE INDEX callback_open_idx ON public.callback USING btree (reference) WHERE (state = ANY (ARRAY[1, 2]));
CREATE INDEX callback_state_idx ON public.callback USING btree (state, callback_id);
CREATE UNIQUE INDEX callback_try_told_idx ON public.callback_try USING btree (tree, log_index) WHERE (outcome = 1);
CREATE INDEX canary_request_idx ON public.canary USING btree (planted_by, request_id);
CREATE INDEX candidate_review_pair_idx ON public.candidate_review USING btree (reference, person_id, review_id);
CREATE INDEX candidate_review_person_idx ON public.candidate_review USING btree (person_id, review_id);
CREATE INDEX deadline_due_idx ON public.deadline USING btree (due_day, cluster_id, kind, recipient);
CREATE INDEX deadline_kind_idx ON public.deadline USING btree (kind, due_day, cluster_id, recipient);
CREATE INDEX disclosed_index_idx ON ONLY public.disclosed USING brin (log_index) WITH (autosummarize='on');
CREATE INDEX disclosed_p0_log_index_idx ON public.disclosed_p0 USING brin (log_index) WITH (autosummarize='on');
CREATE INDEX disclosed_person_idx ON ONLY public.disclosed USING btree (person_id);
CREATE INDEX disclosed_p0_person_id_idx ON public.disclosed_p0 USING btree (person_id);
CREATE INDEX disclosed_reference_idx ON ONLY public.disclosed USING btree (reference) WHERE (reference IS NOT NULL);
CREATE INDEX disclosed_p0_reference_idx ON public.disclosed_p0 USING btree (reference) WHERE (reference IS NOT NULL);
CREATE INDEX disclosed_p1_log_index_idx ON public.disclosed_p1 USING brin (log_index) WITH (autosummarize='on');
CREATE INDEX disclosed_p1_person_id_idx ON public.disclosed_p1 USING btree (person_id);
CREATE INDEX disclosed_p1_reference_idx ON public.disclosed_p1 USING btree (reference) WHERE (reference IS NOT NULL);
CREATE INDEX disclosed_p2_log_index_idx ON public.disclosed_p2 USING brin (log_index) WITH (autosummarize='on');
CREATE INDEX disclosed_p2_person_id_idx ON public.disclosed_p2 USING btree (person_id);
CREATE INDEX disclosed_p2_reference_idx ON public.disclosed_p2 USING btree (reference) WHERE (reference IS NOT NULL);
CREATE UNIQUE INDEX erasure_of_old_entries_idx ON public.erasure USING btree (cause) WHERE ((state = 3) AND (reference IS NULL));
CREATE INDEX erasure_state_idx ON public.erasure USING btree (state, erasure_number);
CREATE UNIQUE INDEX erasure_under_way_idx ON public.erasure USING btree (reference) WHERE (state = ANY (ARRAY[1, 3]));
CREATE INDEX figure_measure_idx ON public.figure USING btree (measure, as_of, figure_id);
CREATE INDEX figure_sought_place_idx ON public.figure_sought USING btree (tree, log_index);
CREATE INDEX hold_person_idx ON public.hold USING btree (person_id);
CREATE INDEX identifier_person_idx ON public.identifier USING btree (person_id);
CREATE INDEX inquiry_change_idx ON public.inquiry USING btree (change_xid, reference);
CREATE INDEX inquiry_contact_idx ON public.inquiry USING btree (contact_key) WHERE (contact_key IS NOT NULL);
CREATE INDEX inquiry_ended_idx ON public.inquiry USING btree (changed_at, reference) WHERE ((state = ANY (ARRAY[4, 5, 6])) AND (erased_at IS NULL));
CREATE INDEX inquiry_opened_idx ON public.inquiry USING btree (opened_at, reference);
CREATE INDEX link_event_link_idx ON public.link_event USING btree (link_id);
CREATE INDEX link_list_idx ON public.link USING btree (list_no) WHERE (list_no IS NOT NULL);
CREATE INDEX link_person_b_idx ON public.link USING btree (person_b);
CREATE INDEX link_review_idx ON public.link USING btree (state, probability DESC, link_id);
CREATE INDEX list_source_idx ON public.list USING btree (source_id, list_no);
CREATE INDEX log_entry_logged_idx ON ONLY public.log_entry USING brin (logged_at);
CREATE INDEX log_entry_p0_logged_at_idx ON public.log_entry_p0 USING brin (logged_at);
CREATE INDEX log_entry_p1_logged_at_idx ON public.log_entry_p1 USING brin (logged_at);
CREATE INDEX log_entry_p2_logged_at_idx ON public.log_entry_p2 USING brin (logged_at);
CREATE INDEX log_payload_reference_idx ON ONLY public.log_payload USING brin (reference int8_bloom_ops) WITH (pages_per_range='32', autosummarize='on');
CREATE INDEX log_payload_p0_reference_idx ON public.log_payload_p0 USING brin (reference int8_bloom_ops) WITH (pages_per_range='32', autosummarize='on');
CREATE INDEX log_payload_told_outside_idx ON ONLY public.log_payload USING btree (tree, log_index) WHERE (SUBSTRING(guard_keys FROM 2 FOR 1) = '\x05'::bytea);
CREATE INDEX log_payload_p0_tree_log_index_idx ON public.log_payload_p0 USING btree (tree, log_index) WHERE (SUBSTRING(guard_keys FROM 2 FOR 1) = '\x05'::bytea);
CREATE INDEX log_payload_p1_reference_idx ON public.log_payload_p1 USING brin (reference int8_bloom_ops) WITH (pages_per_range='32', autosummarize='on');
CREATE INDEX log_payload_p1_tree_log_index_idx ON public.log_payload_p1 USING btree (tree, log_index) WHERE (SUBSTRING(guard_keys FROM 2 FOR 1) = '\x05'::bytea);
CREATE INDEX log_payload_p2_reference_idx ON public.log_payload_p2 USING brin (reference int8_bloom_ops) WITH (pages_per_range='32', autosummarize='on');
CREATE INDEX log_payload_p2_tree_log_index_idx ON public.log_payload_p2 USING btree (tree, log_index) WHERE (SUBSTRING(guard_keys FROM 2 FOR 1) = '\x05'::bytea);
CREATE INDEX lookup_fact_index_idx ON ONLY public.lookup_fact USING brin (log_index);
CREATE INDEX lookup_fact_p0_log_index_idx ON public.lookup_fact_p0 USING brin (log_index);
CREATE INDEX lookup_fact_p1_log_index_idx ON public.lookup_fact_p1 USING brin (log_index);
CREATE INDEX lookup_fact_p2_log_index_idx ON public.lookup_fact_p2 USING brin (log_index);
CREATE INDEX match_candidate_change_idx ON public.match_candidate USING btree (change_xid, candidate_id);
CREATE INDEX match_candidate_pair_idx ON public.match_candidate USING btree (reference, person_id, candidate_id);
CREATE INDEX match_candidate_person_idx ON public.match_candidate USING btree (person_id, state, probability DESC, candidate_id);
CREATE INDEX match_candidate_review_idx ON public.match_candidate USING btree (state, probability DESC, candidate_id);
CREATE INDEX opening_release_idx ON public.opening USING btree (release_id, opening_id);
CREATE INDEX partner_case_change_idx ON public.partner_case USING btree (partner, change_xid, reference);
CREATE INDEX partner_case_day_idx ON public.partner_case USING btree (partner, registered_at);
CREATE UNIQUE INDEX partner_case_reference_idx ON public.partner_case USING btree (reference);
CREATE INDEX past_withdrawal_statement_idx ON public.past_withdrawal USING btree (statement_id);
CREATE INDEX person_name_person_idx ON public.person_name USING btree (person_id);
CREATE INDEX person_particulars_person_idx ON public.person_particulars USING btree (person_id, particulars_id);
CREATE INDEX person_state_cluster_idx ON public.person_state USING btree (cluster_id);
CREATE INDEX release_reference_idx ON public.release USING btree (reference, release_id);
CREATE INDEX release_request_reference_idx ON public.release_request USING btree (reference, request_number);
CREATE UNIQUE INDEX release_request_waiting_idx ON public.release_request USING btree (reference) WHERE (state = 1);
CREATE INDEX request_key_claimed_idx ON public.request_key USING brin (claimed_at);
CREATE INDEX request_key_entry_idx ON public.request_key USING brin (tree, log_index) WITH (autosummarize='on');
CREATE INDEX row_key_name_idx ON public.row_key USING btree (name_key) WHERE (name_key IS NOT NULL);
CREATE INDEX row_key_number_idx ON public.row_key USING btree (number_key) WHERE (number_key IS NOT NULL);
CREATE INDEX statement_entered_idx ON public.statement USING brin (entered_at);
CREATE INDEX statement_list_deaths_idx ON public.statement USING btree (list_no) WHERE (kind = ANY (ARRAY[12, 13, 14, 15]));
CREATE INDEX statement_person_idx ON public.statement USING btree (person_id);
CREATE INDEX statement_withdrawal_list_idx ON public.statement_withdrawal USING btree (by_list) WHERE (by_list IS NOT NULL);
CREATE INDEX write_key_claimed_idx ON public.write_key USING btree (claimed_at);
ALTER INDEX public.disclosed_index_idx ATTACH PARTITION public.disclosed_p0_log_index_idx;
ALTER INDEX public.disclosed_person_idx ATTACH PARTITION public.disclosed_p0_person_id_idx;
ALTER INDEX public.disclosed_reference_idx ATTACH PARTITION public.disclosed_p0_reference_idx;
ALTER INDEX public.disclosed_index_idx ATTACH PARTITION public.disclosed_p1_log_index_idx;
ALTER INDEX public.disclosed_person_idx ATTACH PARTITION public.disclosed_p1_person_id_idx;
ALTER INDEX public.disclosed_reference_idx ATTACH PARTITION public.disclosed_p1_reference_idx;
ALTER INDEX public.disclosed_index_idx ATTACH PARTITION public.disclosed_p2_log_index_idx;
ALTER INDEX public.disclosed_person_idx ATTACH PARTITION public.disclosed_p2_person_id_idx;
ALTER INDEX public.disclosed_reference_idx ATTACH PARTITION public.disclosed_p2_reference_idx;
ALTER INDEX public.log_entry_logged_idx ATTACH PARTITION public.log_entry_p0_logged_at_idx;
ALTER INDEX public.log_entry_pkey ATTACH PARTITION public.log_entry_p0_pkey;
ALTER INDEX public.log_entry_logged_idx ATTACH PARTITION public.log_entry_p1_logged_at_idx;
ALTER INDEX public.log_entry_pkey ATTACH PARTITION public.log_entry_p1_pkey;
ALTER INDEX public.log_entry_logged_idx ATTACH PARTITION public.log_entry_p2_logged_at_idx;
ALTER INDEX public.log_entry_pkey ATTACH PARTITION public.log_entry_p2_pkey;
ALTER INDEX public.log_payload_pkey ATTACH PARTITION public.log_payload_p0_pkey;
ALTER INDEX public.log_payload_reference_idx ATTACH PARTITION public.log_payload_p0_reference_idx;
ALTER INDEX public.log_payload_told_outside_idx ATTACH PARTITION public.log_payload_p0_tree_log_index_idx;
ALTER INDEX public.log_payload_pkey ATTACH PARTITION public.log_payload_p1_pkey;
ALTER INDEX public.log_payload_reference_idx ATTACH PARTITION public.log_payload_p1_reference_idx;
ALTER INDEX public.log_payload_told_outside_idx ATTACH PARTITION public.log_payload_p1_tree_log_index_idx;
ALTER INDEX public.log_payload_pkey ATTACH PARTITION public.log_payload_p2_pkey;
ALTER INDEX public.log_payload_reference_idx ATTACH PARTITION public.log_payload_p2_reference_idx;
ALTER INDEX public.log_payload_told_outside_idx ATTACH PARTITION public.log_payload_p2_tree_log_index_idx;
ALTER INDEX public.lookup_fact_index_idx ATTACH PARTITION public.lookup_fact_p0_log_index_idx;
ALTER INDEX public.lookup_fact_index_idx ATTACH PARTITION public.lookup_fact_p1_log_index_idx;
ALTER INDEX public.lookup_fact_index_idx ATTACH PARTITION public.lookup_fact_p2_log_index_idx;
CREATE TRIGGER alarm_stays BEFORE DELETE ON public.alarm FOR EACH ROW EXECUTE FUNCTION public.refuse_deletion();
CREATE TRIGGER call_outcome_callback AFTER INSERT ON public.call_outcome FOR EACH ROW WHEN ((((new.code = ANY (ARRAY[6, 8, 15])) OR (new.escalations <> 0)) AND (new.reference IS NOT NULL))) EXECUTE FUNCTION public.follow_call_outcome();
CREATE TRIGGER callback_change BEFORE UPDATE ON public.callback FOR EACH ROW WHEN (((new.state <> old.state) OR (new.causes <> old.causes) OR (new.tries <> old.tries) OR (new.ended_at IS DISTINCT FROM old.ended_at))) EXECUTE FUNCTION public.stamp_change();
CREATE TRIGGER callback_try_append_only BEFORE DELETE OR UPDATE ON public.callback_try FOR EACH ROW EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER candidate_review_append_only BEFORE DELETE OR UPDATE ON public.candidate_review FOR EACH ROW EXECUTE FUNCTION public.refuse_all_but_ground();
CREATE TRIGGER disclosed_append_only BEFORE DELETE OR UPDATE ON public.disclosed FOR EACH ROW EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER figure_append_only BEFORE DELETE OR UPDATE ON public.figure FOR EACH ROW EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER inquiry_call_hours_erased BEFORE UPDATE ON public.inquiry FOR EACH ROW WHEN (((old.erased_at IS NULL) AND (new.erased_at IS NOT NULL) AND (new.call_from IS NOT NULL))) EXECUTE FUNCTION public.forget_call_hours();
CREATE TRIGGER inquiry_callback AFTER UPDATE ON public.inquiry FOR EACH ROW WHEN ((old.state <> new.state)) EXECUTE FUNCTION public.follow_inquiry_state();
CREATE TRIGGER inquiry_change BEFORE UPDATE ON public.inquiry FOR EACH ROW WHEN (((new.state <> old.state) OR (new.facts_version <> old.facts_version) OR (new.register_revision <> old.register_revision))) EXECUTE FUNCTION public.stamp_change();
CREATE TRIGGER inquiry_partner_case AFTER UPDATE ON public.inquiry FOR EACH ROW WHEN ((((old.state = ANY (ARRAY[5, 6])) <> (new.state = ANY (ARRAY[5, 6]))) OR ((old.erased_at IS NULL) <> (new.erased_at IS NULL)))) EXECUTE FUNCTION public.follow_partner_case();
CREATE CONSTRAINT TRIGGER link_callback AFTER UPDATE ON public.link DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.state = 2) AND (new.state <> 2))) EXECUTE FUNCTION public.follow_link();
CREATE CONSTRAINT TRIGGER list_callback AFTER UPDATE ON public.list DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((((old.withdrawal_asked_at IS NULL) AND (new.withdrawal_asked_at IS NOT NULL)) OR ((old.withdrawn_at IS NULL) AND (new.withdrawn_at IS NOT NULL) AND (old.withdrawal_asked_at IS NOT NULL)))) EXECUTE FUNCTION public.follow_list();
CREATE TRIGGER log_batch_append_only BEFORE DELETE OR UPDATE ON public.log_batch FOR EACH ROW EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER log_checkpoint_append_only BEFORE DELETE OR UPDATE ON public.log_checkpoint FOR EACH ROW EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER log_entry_append_only BEFORE DELETE OR UPDATE ON public.log_entry FOR EACH ROW EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER log_payload_sought AFTER DELETE ON public.log_payload FOR EACH ROW EXECUTE FUNCTION public.forget_sought();
CREATE TRIGGER lookup_fact_append_only BEFORE DELETE OR UPDATE ON public.lookup_fact FOR EACH ROW EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER match_candidate_callback AFTER UPDATE ON public.match_candidate FOR EACH ROW WHEN (((old.state = 3) AND (new.state <> 3))) EXECUTE FUNCTION public.follow_match();
CREATE TRIGGER match_candidate_change BEFORE UPDATE ON public.match_candidate FOR EACH ROW WHEN ((new.state <> old.state)) EXECUTE FUNCTION public.stamp_change();
CREATE TRIGGER release_callback AFTER INSERT ON public.release FOR EACH ROW WHEN ((NOT new.break_glass)) EXECUTE FUNCTION public.follow_release();
CREATE TRIGGER release_of_figures_append_only BEFORE DELETE OR UPDATE ON public.release_of_figures FOR EACH ROW EXECUTE FUNCTION public.refuse_change();
CREATE CONSTRAINT TRIGGER statement_withdrawal_callback AFTER INSERT ON public.statement_withdrawal DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.effective_at IS NOT NULL) AND (new.by_list IS NULL))) EXECUTE FUNCTION public.follow_withdrawal();
CREATE CONSTRAINT TRIGGER statement_withdrawal_confirmed_callback AFTER UPDATE ON public.statement_withdrawal DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.effective_at IS NULL) AND (new.effective_at IS NOT NULL) AND (new.by_list IS NULL))) EXECUTE FUNCTION public.follow_withdrawal();
CREATE TRIGGER statement_withdrawal_kept BEFORE UPDATE ON public.statement_withdrawal FOR EACH ROW WHEN (((old.by_list IS NOT NULL) AND (old.effective_at IS NOT NULL) AND ((new.by_list IS DISTINCT FROM old.by_list) OR (new.effective_at IS DISTINCT FROM old.effective_at)))) EXECUTE FUNCTION public.keep_past_withdrawal();
ALTER TABLE ONLY public.break_glass
    ADD CONSTRAINT break_glass_release_id_fkey FOREIGN KEY (release_id) REFERENCES public.release(release_id);
ALTER TABLE ONLY public.break_glass_told
    ADD CONSTRAINT break_glass_told_release_id_fkey FOREIGN KEY (release_id) REFERENCES public.break_glass(release_id);
ALTER TABLE ONLY public.callback
    ADD CONSTRAINT callback_reference_fkey FOREIGN KEY (reference) REFERENCES public.inquiry(reference);
ALTER TABLE ONLY public.callback_try
    ADD CONSTRAINT callback_try_callback_id_fkey FOREIGN KEY (callback_id) REFERENCES public.callback(callback_id);
ALTER TABLE ONLY public.canary
    ADD CONSTRAINT canary_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(person_id);
ALTER TABLE ONLY public.candidate_review
    ADD CONSTRAINT candidate_review_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(person_id);
ALTER TABLE ONLY public.candidate_review
    ADD CONSTRAINT candidate_review_reference_fkey FOREIGN KEY (reference) REFERENCES public.inquiry(reference);
ALTER TABLE ONLY public.hold
    ADD CONSTRAINT hold_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(person_id);
ALTER TABLE ONLY public.identifier
    ADD CONSTRAINT identifier_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(person_id);
ALTER TABLE ONLY public.inquiry_facts
    ADD CONSTRAINT inquiry_facts_reference_fkey FOREIGN KEY (reference) REFERENCES public.inquiry(reference);
ALTER TABLE ONLY public.link_event
    ADD CONSTRAINT link_event_link_id_fkey FOREIGN KEY (link_id) REFERENCES public.link(link_id);
ALTER TABLE ONLY public.link_event
    ADD CONSTRAINT link_event_list_no_fkey FOREIGN KEY (list_no) REFERENCES public.list(list_no);
ALTER TABLE ONLY public.link
    ADD CONSTRAINT link_list_no_fkey FOREIGN KEY (list_no) REFERENCES public.list(list_no);
ALTER TABLE ONLY public.link
    ADD CONSTRAINT link_person_a_fkey FOREIGN KEY (person_a) REFERENCES public.person(person_id);
ALTER TABLE ONLY public.link
    ADD CONSTRAINT link_person_b_fkey FOREIGN KEY (person_b) REFERENCES public.person(person_id);
ALTER TABLE ONLY public.list_row
    ADD CONSTRAINT list_row_list_no_fkey FOREIGN KEY (list_no) REFERENCES public.list(list_no);
ALTER TABLE ONLY public.list
    ADD CONSTRAINT list_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.source(source_id);
ALTER TABLE ONLY public.log_tree
    ADD CONSTRAINT log_tree_continues_fkey FOREIGN KEY (continues) REFERENCES public.log_tree(tree);
ALTER TABLE ONLY public.match_candidate
    ADD CONSTRAINT match_candidate_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(person_id);
ALTER TABLE ONLY public.match_candidate
    ADD CONSTRAINT match_candidate_reference_fkey FOREIGN KEY (reference) REFERENCES public.inquiry(reference);
ALTER TABLE ONLY public.opening
    ADD CONSTRAINT opening_release_id_fkey FOREIGN KEY (release_id) REFERENCES public.release(release_id);
ALTER TABLE ONLY public.partner_case
    ADD CONSTRAINT partner_case_reference_fkey FOREIGN KEY (reference) REFERENCES public.inquiry(reference);
ALTER TABLE ONLY public.past_withdrawal
    ADD CONSTRAINT past_withdrawal_by_list_fkey FOREIGN KEY (by_list) REFERENCES public.list(list_no);
ALTER TABLE ONLY public.past_withdrawal
    ADD CONSTRAINT past_withdrawal_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES public.statement(statement_id);
ALTER TABLE ONLY public.person_name
    ADD CONSTRAINT person_name_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(person_id);
ALTER TABLE ONLY public.person_particulars
    ADD CONSTRAINT person_particulars_list_no_fkey FOREIGN KEY (list_no) REFERENCES public.list(list_no);
ALTER TABLE ONLY public.person_particulars
    ADD CONSTRAINT person_particulars_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(person_id);
ALTER TABLE ONLY public.person_state
    ADD CONSTRAINT person_state_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(person_id);
ALTER TABLE ONLY public.release
    ADD CONSTRAINT release_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(person_id);
ALTER TABLE ONLY public.release
    ADD CONSTRAINT release_reference_fkey FOREIGN KEY (reference) REFERENCES public.inquiry(reference);
ALTER TABLE ONLY public.release
    ADD CONSTRAINT release_request_number_fkey FOREIGN KEY (request_number) REFERENCES public.release_request(request_number);
ALTER TABLE ONLY public.release_request
    ADD CONSTRAINT release_request_reference_fkey FOREIGN KEY (reference) REFERENCES public.inquiry(reference);
ALTER TABLE ONLY public.retention_answer
    ADD CONSTRAINT retention_answer_reference_fkey FOREIGN KEY (reference) REFERENCES public.inquiry(reference);
ALTER TABLE ONLY public.row_key
    ADD CONSTRAINT row_key_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(person_id);
ALTER TABLE ONLY public.source_mapping
    ADD CONSTRAINT source_mapping_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.source(source_id);
ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_list_no_fkey FOREIGN KEY (list_no) REFERENCES public.list(list_no);
ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(person_id);
ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.source(source_id);
ALTER TABLE ONLY public.statement_withdrawal
    ADD CONSTRAINT statement_withdrawal_by_list_fkey FOREIGN KEY (by_list) REFERENCES public.list(list_no);
ALTER TABLE ONLY public.statement_withdrawal
    ADD CONSTRAINT statement_withdrawal_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES public.statement(statement_id);
ALTER TABLE public.break_glass ENABLE ROW LEVEL SECURITY;
CREATE POLICY break_glass_begins_unjudged ON public.break_glass FOR INSERT WITH CHECK ((reviewed_by IS NULL));
CREATE POLICY break_glass_judged_by_another ON public.break_glass FOR UPDATE TO hotline_inquiry USING (true) WITH CHECK ((NOT (EXISTS ( SELECT
   FROM public.release r
  WHERE ((r.release_id = break_glass.release_id) AND (r.released_by = break_glass.reviewed_by))))));
CREATE POLICY break_glass_sealed_again ON public.break_glass FOR UPDATE TO hotline_custodian USING (true);
CREATE POLICY break_glass_seen ON public.break_glass FOR SELECT USING (true);
ALTER TABLE public.inquiry ENABLE ROW LEVEL SECURITY;
CREATE POLICY inquiry_erased_stays_so ON public.inquiry FOR UPDATE USING ((erased_at IS NULL)) WITH CHECK ((erased_at IS NULL));
CREATE POLICY inquiry_opened ON public.inquiry FOR INSERT WITH CHECK ((erased_at IS NULL));
CREATE POLICY inquiry_seen ON public.inquiry FOR SELECT USING (true);
ALTER TABLE public.opening ENABLE ROW LEVEL SECURITY;
CREATE POLICY opening_by_another ON public.opening FOR INSERT WITH CHECK ((EXISTS ( SELECT
   FROM public.release r
  WHERE ((r.release_id = opening.release_id) AND (opening.until_at <= r.until_at) AND ((r.released_by <> opening.teller) <> r.break_glass)))));
CREATE POLICY opening_ended ON public.opening FOR UPDATE USING (true);
CREATE POLICY opening_seen ON public.opening FOR SELECT USING (true);
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO hotline_log;
GRANT USAGE ON SCHEMA public TO hotline_registry;
GRANT USAGE ON SCHEMA public TO hotline_inquiry;
GRANT USAGE ON SCHEMA public TO hotline_reporting;
GRANT USAGE ON SCHEMA public TO hotline_maintenance;
GRANT USAGE ON SCHEMA public TO hotline_auditor;
GRANT USAGE ON SCHEMA public TO hotline_matching;
GRANT USAGE ON SCHEMA public TO hotline_guard;
GRANT USAGE ON SCHEMA public TO hotline_erasure;
GRANT USAGE ON SCHEMA public TO hotline_custodian;
REVOKE ALL ON FUNCTION public.acknowledge_alarm(number bigint, by_actor text, request uuid, ground bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.acknowledge_alarm(number bigint, by_actor text, request uuid, ground bytea) TO hotline_guard;
REVOKE ALL ON FUNCTION public.callback_escalations(referred bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.callback_escalations(referred bigint) TO hotline_inquiry;
REVOKE ALL ON FUNCTION public.carry_out_erasure(number bigint, of_tree integer, at_index bigint, entry_salt bytea, entry_payload bytea, trees integer[], firsts bigint[], lasts bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.carry_out_erasure(number bigint, of_tree integer, at_index bigint, entry_salt bytea, entry_payload bytea, trees integer[], firsts bigint[], lasts bigint[]) TO hotline_log;
REVOKE ALL ON FUNCTION public.drop_old_keys() FROM PUBLIC;
GRANT ALL ON FUNCTION public.drop_old_keys() TO hotline_maintenance;
REVOKE ALL ON FUNCTION public.empty_inquiry(gone bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.forget_sought() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.log_partitions_ahead() FROM PUBLIC;
GRANT ALL ON FUNCTION public.log_partitions_ahead() TO hotline_maintenance;
GRANT ALL ON FUNCTION public.log_partitions_ahead() TO hotline_log;
REVOKE ALL ON FUNCTION public.make_log_partitions(ahead integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.make_log_partitions(ahead integer) TO hotline_maintenance;
REVOKE ALL ON FUNCTION public.open_callbacks(referred bigint[], cause smallint) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.open_corrections(touched bigint[], since timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.raise_alarms(kinds smallint[], patterns smallint[], actors text[], credentials text[], counts integer[], trees integer[], indexes bigint[], once_keys bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.raise_alarms(kinds smallint[], patterns smallint[], actors text[], credentials text[], counts integer[], trees integer[], indexes bigint[], once_keys bytea[]) TO hotline_guard;
GRANT ALL ON FUNCTION public.raise_alarms(kinds smallint[], patterns smallint[], actors text[], credentials text[], counts integer[], trees integer[], indexes bigint[], once_keys bytea[]) TO hotline_log;
GRANT SELECT,INSERT ON TABLE public.release TO hotline_inquiry;
GRANT SELECT ON TABLE public.release TO hotline_log;
GRANT SELECT(release_id) ON TABLE public.release TO hotline_erasure;
GRANT SELECT(release_id) ON TABLE public.release TO hotline_custodian;
GRANT SELECT(request_number) ON TABLE public.release TO hotline_custodian;
GRANT SELECT(reference) ON TABLE public.release TO hotline_erasure;
GRANT UPDATE(withdrawn_by) ON TABLE public.release TO hotline_inquiry;
GRANT UPDATE(withdrawn_at) ON TABLE public.release TO hotline_inquiry;
GRANT UPDATE(ground_sealed) ON TABLE public.release TO hotline_inquiry;
GRANT SELECT(ground_sealed),UPDATE(ground_sealed) ON TABLE public.release TO hotline_custodian;
GRANT UPDATE(lock_only) ON TABLE public.release TO hotline_log;
REVOKE ALL ON FUNCTION public.reopen_callback(lapsed bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.reopen_callback(lapsed bigint) TO hotline_inquiry;
GRANT SELECT ON TABLE public.alarm TO hotline_guard;
GRANT SELECT(alarm_number) ON TABLE public.alarm TO hotline_custodian;
GRANT SELECT(ground_sealed),UPDATE(ground_sealed) ON TABLE public.alarm TO hotline_custodian;
GRANT SELECT,INSERT ON TABLE public.awaited_link TO hotline_log;
GRANT SELECT,DELETE ON TABLE public.awaited_link TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.break_glass TO hotline_inquiry;
GRANT SELECT(release_id) ON TABLE public.break_glass TO hotline_erasure;
GRANT SELECT(release_id) ON TABLE public.break_glass TO hotline_custodian;
GRANT UPDATE(reviewed_by) ON TABLE public.break_glass TO hotline_inquiry;
GRANT UPDATE(reviewed_at) ON TABLE public.break_glass TO hotline_inquiry;
GRANT SELECT(reviewed_at) ON TABLE public.break_glass TO hotline_erasure;
GRANT UPDATE(justified) ON TABLE public.break_glass TO hotline_inquiry;
GRANT UPDATE(ground_sealed) ON TABLE public.break_glass TO hotline_inquiry;
GRANT SELECT(ground_sealed),UPDATE(ground_sealed) ON TABLE public.break_glass TO hotline_custodian;
GRANT SELECT,INSERT ON TABLE public.break_glass_told TO hotline_inquiry;
GRANT UPDATE(told_at) ON TABLE public.break_glass_told TO hotline_inquiry;
GRANT SELECT,INSERT ON TABLE public.call_outcome TO hotline_inquiry;
GRANT SELECT ON TABLE public.callback TO hotline_inquiry;
GRANT SELECT(callback_id) ON TABLE public.callback TO hotline_reporting;
GRANT SELECT(callback_id) ON TABLE public.callback TO hotline_matching;
GRANT SELECT(reference) ON TABLE public.callback TO hotline_reporting;
GRANT UPDATE(causes) ON TABLE public.callback TO hotline_inquiry;
GRANT SELECT(causes) ON TABLE public.callback TO hotline_reporting;
GRANT UPDATE(state) ON TABLE public.callback TO hotline_inquiry;
GRANT SELECT(state) ON TABLE public.callback TO hotline_reporting;
GRANT SELECT(opened_at) ON TABLE public.callback TO hotline_reporting;
GRANT UPDATE(due_at) ON TABLE public.callback TO hotline_inquiry;
GRANT UPDATE(tries) ON TABLE public.callback TO hotline_inquiry;
GRANT UPDATE(claimed_by) ON TABLE public.callback TO hotline_inquiry;
GRANT UPDATE(claimed_at) ON TABLE public.callback TO hotline_inquiry;
GRANT UPDATE(claim_until) ON TABLE public.callback TO hotline_inquiry;
GRANT UPDATE(ended_at) ON TABLE public.callback TO hotline_inquiry;
GRANT SELECT(ended_at) ON TABLE public.callback TO hotline_reporting;
GRANT UPDATE(ended_by) ON TABLE public.callback TO hotline_inquiry;
GRANT SELECT(change_xid) ON TABLE public.callback TO hotline_reporting;
GRANT SELECT(change_xid),UPDATE(change_xid) ON TABLE public.callback TO hotline_matching;
GRANT UPDATE(escalations) ON TABLE public.callback TO hotline_inquiry;
GRANT SELECT,INSERT ON TABLE public.callback_try TO hotline_inquiry;
GRANT SELECT(callback_id) ON TABLE public.callback_try TO hotline_reporting;
GRANT SELECT(try_number) ON TABLE public.callback_try TO hotline_reporting;
GRANT SELECT(outcome) ON TABLE public.callback_try TO hotline_reporting;
GRANT SELECT(tried_at) ON TABLE public.callback_try TO hotline_reporting;
GRANT SELECT ON TABLE public.canary TO hotline_guard;
GRANT SELECT,INSERT ON TABLE public.canary TO hotline_registry;
GRANT SELECT ON TABLE public.canary TO hotline_matching;
GRANT SELECT ON TABLE public.canary TO hotline_reporting;
GRANT SELECT,INSERT ON TABLE public.candidate_review TO hotline_inquiry;
GRANT SELECT(review_id) ON TABLE public.candidate_review TO hotline_custodian;
GRANT SELECT(reference) ON TABLE public.candidate_review TO hotline_custodian;
GRANT SELECT(person_id) ON TABLE public.candidate_review TO hotline_custodian;
GRANT SELECT(ground_sealed),UPDATE(ground_sealed) ON TABLE public.candidate_review TO hotline_custodian;
GRANT SELECT ON TABLE public.database_kind TO hotline_log;
GRANT SELECT ON TABLE public.database_kind TO hotline_registry;
GRANT SELECT ON TABLE public.database_kind TO hotline_inquiry;
GRANT SELECT ON TABLE public.database_kind TO hotline_reporting;
GRANT SELECT ON TABLE public.database_kind TO hotline_maintenance;
GRANT SELECT ON TABLE public.database_kind TO hotline_auditor;
GRANT SELECT,INSERT,DELETE ON TABLE public.deadline TO hotline_registry;
GRANT SELECT,UPDATE ON TABLE public.deadline_cursor TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.disclosed TO hotline_log;
GRANT SELECT ON TABLE public.disclosed TO hotline_registry;
GRANT SELECT ON TABLE public.disclosed TO hotline_inquiry;
GRANT SELECT(tree) ON TABLE public.disclosed TO hotline_reporting;
GRANT SELECT(log_index) ON TABLE public.disclosed TO hotline_reporting;
GRANT SELECT(reference) ON TABLE public.disclosed TO hotline_reporting;
GRANT SELECT(disclosed_at) ON TABLE public.disclosed TO hotline_reporting;
GRANT SELECT,INSERT ON TABLE public.erasure TO hotline_erasure;
GRANT SELECT(erasure_number) ON TABLE public.erasure TO hotline_auditor;
GRANT SELECT(erasure_number) ON TABLE public.erasure TO hotline_custodian;
GRANT SELECT(cause) ON TABLE public.erasure TO hotline_auditor;
GRANT SELECT(reference) ON TABLE public.erasure TO hotline_custodian;
GRANT UPDATE(ground_sealed) ON TABLE public.erasure TO hotline_erasure;
GRANT SELECT(ground_sealed),UPDATE(ground_sealed) ON TABLE public.erasure TO hotline_custodian;
GRANT UPDATE(state) ON TABLE public.erasure TO hotline_erasure;
GRANT SELECT(state) ON TABLE public.erasure TO hotline_auditor;
GRANT UPDATE(decided_by) ON TABLE public.erasure TO hotline_erasure;
GRANT SELECT(decided_by) ON TABLE public.erasure TO hotline_auditor;
GRANT UPDATE(decided_at) ON TABLE public.erasure TO hotline_erasure;
GRANT SELECT(tree) ON TABLE public.erasure TO hotline_auditor;
GRANT SELECT(log_index) ON TABLE public.erasure TO hotline_auditor;
GRANT SELECT(salt) ON TABLE public.erasure TO hotline_auditor;
GRANT SELECT(payload) ON TABLE public.erasure TO hotline_auditor;
GRANT SELECT(payloads) ON TABLE public.erasure TO hotline_auditor;
GRANT SELECT(done_at) ON TABLE public.erasure TO hotline_auditor;
GRANT SELECT,INSERT ON TABLE public.figure TO hotline_reporting;
GRANT SELECT,INSERT,UPDATE ON TABLE public.figure_callback TO hotline_reporting;
GRANT SELECT,INSERT,UPDATE ON TABLE public.figure_cell TO hotline_reporting;
GRANT SELECT,INSERT,UPDATE ON TABLE public.figure_cursor TO hotline_reporting;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.figure_inquiry TO hotline_reporting;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.figure_person TO hotline_reporting;
GRANT SELECT,INSERT ON TABLE public.figure_sought TO hotline_reporting;
GRANT SELECT,INSERT ON TABLE public.figure_told TO hotline_reporting;
GRANT SELECT,INSERT,UPDATE ON TABLE public.figure_tree TO hotline_reporting;
GRANT SELECT,INSERT ON TABLE public.hold TO hotline_registry;
GRANT UPDATE(ended_by) ON TABLE public.hold TO hotline_registry;
GRANT UPDATE(ended_at) ON TABLE public.hold TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.identifier TO hotline_registry;
GRANT SELECT ON TABLE public.identifier TO hotline_matching;
GRANT SELECT(identifier_id) ON TABLE public.identifier TO hotline_custodian;
GRANT SELECT(person_id) ON TABLE public.identifier TO hotline_custodian;
GRANT SELECT(sealed),UPDATE(sealed) ON TABLE public.identifier TO hotline_custodian;
GRANT UPDATE(withdrawn_at) ON TABLE public.identifier TO hotline_registry;
GRANT UPDATE(replaced_by_list) ON TABLE public.identifier TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.inquiry TO hotline_inquiry;
GRANT SELECT,INSERT ON TABLE public.inquiry TO hotline_log;
GRANT SELECT(reference) ON TABLE public.inquiry TO hotline_matching;
GRANT SELECT(reference) ON TABLE public.inquiry TO hotline_erasure;
GRANT SELECT(reference) ON TABLE public.inquiry TO hotline_custodian;
GRANT SELECT(reference) ON TABLE public.inquiry TO hotline_reporting;
GRANT UPDATE(state) ON TABLE public.inquiry TO hotline_inquiry;
GRANT UPDATE(state) ON TABLE public.inquiry TO hotline_log;
GRANT SELECT(state),UPDATE(state) ON TABLE public.inquiry TO hotline_matching;
GRANT SELECT(state) ON TABLE public.inquiry TO hotline_erasure;
GRANT SELECT(state) ON TABLE public.inquiry TO hotline_reporting;
GRANT SELECT(opened_at) ON TABLE public.inquiry TO hotline_erasure;
GRANT SELECT(opened_at) ON TABLE public.inquiry TO hotline_reporting;
GRANT UPDATE(changed_at) ON TABLE public.inquiry TO hotline_inquiry;
GRANT UPDATE(changed_at) ON TABLE public.inquiry TO hotline_log;
GRANT UPDATE(changed_at) ON TABLE public.inquiry TO hotline_matching;
GRANT SELECT(changed_at) ON TABLE public.inquiry TO hotline_erasure;
GRANT UPDATE(facts_version) ON TABLE public.inquiry TO hotline_inquiry;
GRANT UPDATE(facts_version) ON TABLE public.inquiry TO hotline_log;
GRANT SELECT(facts_version) ON TABLE public.inquiry TO hotline_matching;
GRANT UPDATE(facts_sealed) ON TABLE public.inquiry TO hotline_inquiry;
GRANT UPDATE(facts_sealed) ON TABLE public.inquiry TO hotline_log;
GRANT SELECT(facts_sealed) ON TABLE public.inquiry TO hotline_matching;
GRANT SELECT(facts_sealed),UPDATE(facts_sealed) ON TABLE public.inquiry TO hotline_custodian;
GRANT SELECT(asker_sealed),UPDATE(asker_sealed) ON TABLE public.inquiry TO hotline_custodian;
GRANT SELECT(contact_key) ON TABLE public.inquiry TO hotline_erasure;
GRANT SELECT(contact_key),UPDATE(contact_key) ON TABLE public.inquiry TO hotline_custodian;
GRANT SELECT(passphrase_hash) ON TABLE public.inquiry TO hotline_custodian;
GRANT UPDATE(passphrase_failures) ON TABLE public.inquiry TO hotline_inquiry;
GRANT SELECT(register_revision) ON TABLE public.inquiry TO hotline_matching;
GRANT UPDATE(register_revision) ON TABLE public.inquiry TO hotline_inquiry;
GRANT UPDATE(register_revision) ON TABLE public.inquiry TO hotline_log;
GRANT SELECT(change_xid),UPDATE(change_xid) ON TABLE public.inquiry TO hotline_matching;
GRANT SELECT(change_xid) ON TABLE public.inquiry TO hotline_reporting;
GRANT SELECT(erased_at) ON TABLE public.inquiry TO hotline_erasure;
GRANT SELECT(erased_at) ON TABLE public.inquiry TO hotline_custodian;
GRANT INSERT(apart) ON TABLE public.inquiry TO hotline_log;
GRANT SELECT(apart) ON TABLE public.inquiry TO hotline_reporting;
GRANT SELECT,INSERT ON TABLE public.inquiry_facts TO hotline_inquiry;
GRANT INSERT ON TABLE public.inquiry_facts TO hotline_log;
GRANT SELECT(reference) ON TABLE public.inquiry_facts TO hotline_custodian;
GRANT SELECT(facts_version) ON TABLE public.inquiry_facts TO hotline_custodian;
GRANT SELECT(facts_sealed),UPDATE(facts_sealed) ON TABLE public.inquiry_facts TO hotline_custodian;
GRANT SELECT,INSERT ON TABLE public.link TO hotline_registry;
GRANT SELECT ON TABLE public.link TO hotline_inquiry;
GRANT UPDATE(state) ON TABLE public.link TO hotline_registry;
GRANT UPDATE(probability) ON TABLE public.link TO hotline_registry;
GRANT UPDATE(reasons) ON TABLE public.link TO hotline_registry;
GRANT UPDATE(first_reviewer) ON TABLE public.link TO hotline_registry;
GRANT UPDATE(second_reviewer) ON TABLE public.link TO hotline_registry;
GRANT UPDATE(decided_at) ON TABLE public.link TO hotline_registry;
GRANT UPDATE(join_ground) ON TABLE public.link TO hotline_registry;
GRANT UPDATE(list_no) ON TABLE public.link TO hotline_registry;
GRANT SELECT ON TABLE public.link_cursor TO hotline_registry;
GRANT UPDATE(revision) ON TABLE public.link_cursor TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.link_event TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.list TO hotline_registry;
GRANT SELECT ON TABLE public.list TO hotline_reporting;
GRANT SELECT ON TABLE public.list TO hotline_matching;
GRANT SELECT ON TABLE public.list TO hotline_inquiry;
GRANT UPDATE(committed_row) ON TABLE public.list TO hotline_registry;
GRANT UPDATE(rows_new) ON TABLE public.list TO hotline_registry;
GRANT UPDATE(rows_unchanged) ON TABLE public.list TO hotline_registry;
GRANT UPDATE(rows_statement_added) ON TABLE public.list TO hotline_registry;
GRANT UPDATE(rows_refused) ON TABLE public.list TO hotline_registry;
GRANT UPDATE(deaths) ON TABLE public.list TO hotline_registry;
GRANT UPDATE(countersigned_by) ON TABLE public.list TO hotline_registry;
GRANT UPDATE(countersigned_at) ON TABLE public.list TO hotline_registry;
GRANT UPDATE(withdrawn_by) ON TABLE public.list TO hotline_registry;
GRANT UPDATE(withdrawn_at) ON TABLE public.list TO hotline_registry;
GRANT UPDATE(rows_changed) ON TABLE public.list TO hotline_registry;
GRANT UPDATE(rows_joined) ON TABLE public.list TO hotline_registry;
GRANT UPDATE(withdrawal_asked_by) ON TABLE public.list TO hotline_registry;
GRANT UPDATE(withdrawal_asked_at) ON TABLE public.list TO hotline_registry;
GRANT UPDATE(withdrawal_ground) ON TABLE public.list TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.list_row TO hotline_registry;
GRANT SELECT ON TABLE public.list_row TO hotline_inquiry;
GRANT SELECT,INSERT ON TABLE public.log_batch TO hotline_log;
GRANT SELECT ON TABLE public.log_batch TO hotline_auditor;
GRANT SELECT ON TABLE public.log_batch TO hotline_maintenance;
GRANT SELECT ON TABLE public.log_batch TO hotline_inquiry;
GRANT SELECT ON TABLE public.log_batch TO hotline_guard;
GRANT SELECT,INSERT ON TABLE public.log_checkpoint TO hotline_log;
GRANT SELECT ON TABLE public.log_checkpoint TO hotline_auditor;
GRANT SELECT ON TABLE public.log_checkpoint TO hotline_maintenance;
GRANT SELECT ON TABLE public.log_checkpoint TO hotline_inquiry;
GRANT SELECT,INSERT ON TABLE public.log_entry TO hotline_log;
GRANT SELECT ON TABLE public.log_entry TO hotline_auditor;
GRANT SELECT ON TABLE public.log_entry TO hotline_maintenance;
GRANT SELECT ON TABLE public.log_entry TO hotline_erasure;
GRANT SELECT(tree) ON TABLE public.log_entry TO hotline_inquiry;
GRANT SELECT(tree) ON TABLE public.log_entry TO hotline_guard;
GRANT SELECT(tree) ON TABLE public.log_entry TO hotline_custodian;
GRANT SELECT(log_index) ON TABLE public.log_entry TO hotline_inquiry;
GRANT SELECT(log_index) ON TABLE public.log_entry TO hotline_guard;
GRANT SELECT(log_index) ON TABLE public.log_entry TO hotline_custodian;
GRANT SELECT(logged_at) ON TABLE public.log_entry TO hotline_guard;
GRANT SELECT(logged_at) ON TABLE public.log_entry TO hotline_inquiry;
GRANT SELECT(leaf) ON TABLE public.log_entry TO hotline_inquiry;
GRANT SELECT(leaf) ON TABLE public.log_entry TO hotline_custodian;
GRANT SELECT,INSERT ON TABLE public.log_payload TO hotline_log;
GRANT SELECT ON TABLE public.log_payload TO hotline_erasure;
GRANT SELECT(tree) ON TABLE public.log_payload TO hotline_guard;
GRANT SELECT(tree) ON TABLE public.log_payload TO hotline_auditor;
GRANT SELECT(tree) ON TABLE public.log_payload TO hotline_custodian;
GRANT SELECT(tree) ON TABLE public.log_payload TO hotline_inquiry;
GRANT SELECT(tree) ON TABLE public.log_payload TO hotline_reporting;
GRANT SELECT(log_index) ON TABLE public.log_payload TO hotline_guard;
GRANT SELECT(log_index) ON TABLE public.log_payload TO hotline_auditor;
GRANT SELECT(log_index) ON TABLE public.log_payload TO hotline_custodian;
GRANT SELECT(log_index) ON TABLE public.log_payload TO hotline_inquiry;
GRANT SELECT(log_index) ON TABLE public.log_payload TO hotline_reporting;
GRANT SELECT(key_sealed),UPDATE(key_sealed) ON TABLE public.log_payload TO hotline_custodian;
GRANT SELECT(subject_key) ON TABLE public.log_payload TO hotline_guard;
GRANT SELECT(subject_key) ON TABLE public.log_payload TO hotline_reporting;
GRANT SELECT(guard_keys) ON TABLE public.log_payload TO hotline_guard;
GRANT SELECT(reference) ON TABLE public.log_payload TO hotline_inquiry;
GRANT SELECT,INSERT ON TABLE public.log_tree TO hotline_log;
GRANT SELECT ON TABLE public.log_tree TO hotline_auditor;
GRANT SELECT ON TABLE public.log_tree TO hotline_maintenance;
GRANT SELECT ON TABLE public.log_tree TO hotline_guard;
GRANT SELECT ON TABLE public.log_tree TO hotline_erasure;
GRANT SELECT(tree) ON TABLE public.log_tree TO hotline_reporting;
GRANT UPDATE(epoch) ON TABLE public.log_tree TO hotline_log;
GRANT UPDATE(size) ON TABLE public.log_tree TO hotline_log;
GRANT SELECT(size) ON TABLE public.log_tree TO hotline_reporting;
GRANT UPDATE(root) ON TABLE public.log_tree TO hotline_log;
GRANT UPDATE(frontier) ON TABLE public.log_tree TO hotline_log;
GRANT UPDATE(closed_at) ON TABLE public.log_tree TO hotline_log;
GRANT UPDATE(lost_until) ON TABLE public.log_tree TO hotline_log;
GRANT SELECT,INSERT ON TABLE public.lookup_fact TO hotline_log;
GRANT SELECT ON TABLE public.lookup_fact TO hotline_reporting;
GRANT SELECT ON TABLE public.lookup_fact TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.match_candidate TO hotline_matching;
GRANT SELECT ON TABLE public.match_candidate TO hotline_inquiry;
GRANT UPDATE(state) ON TABLE public.match_candidate TO hotline_matching;
GRANT UPDATE(state) ON TABLE public.match_candidate TO hotline_inquiry;
GRANT UPDATE(change_xid) ON TABLE public.match_candidate TO hotline_matching;
GRANT SELECT,INSERT ON TABLE public.opening TO hotline_inquiry;
GRANT SELECT ON TABLE public.opening TO hotline_log;
GRANT UPDATE(ended_at) ON TABLE public.opening TO hotline_inquiry;
GRANT UPDATE(lock_only) ON TABLE public.opening TO hotline_log;
GRANT SELECT,INSERT ON TABLE public.paper_sheet TO hotline_log;
GRANT SELECT ON TABLE public.paper_sheet TO hotline_inquiry;
GRANT SELECT,INSERT ON TABLE public.partner_case TO hotline_log;
GRANT SELECT ON TABLE public.partner_case TO hotline_inquiry;
GRANT SELECT,INSERT ON TABLE public.past_withdrawal TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.person TO hotline_registry;
GRANT SELECT ON TABLE public.person TO hotline_matching;
GRANT SELECT(person_id) ON TABLE public.person TO hotline_inquiry;
GRANT SELECT(person_id) ON TABLE public.person TO hotline_custodian;
GRANT SELECT(person_id) ON TABLE public.person TO hotline_reporting;
GRANT SELECT(side) ON TABLE public.person TO hotline_inquiry;
GRANT SELECT(side) ON TABLE public.person TO hotline_reporting;
GRANT SELECT(sealed),UPDATE(sealed) ON TABLE public.person TO hotline_custodian;
GRANT SELECT(entered_at) ON TABLE public.person TO hotline_reporting;
GRANT USAGE ON SEQUENCE public.person_id_seq TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.person_name TO hotline_registry;
GRANT SELECT ON TABLE public.person_name TO hotline_matching;
GRANT SELECT(name_id) ON TABLE public.person_name TO hotline_custodian;
GRANT SELECT(person_id) ON TABLE public.person_name TO hotline_custodian;
GRANT SELECT(sealed),UPDATE(sealed) ON TABLE public.person_name TO hotline_custodian;
GRANT UPDATE(withdrawn_at) ON TABLE public.person_name TO hotline_registry;
GRANT UPDATE(replaced_by_list) ON TABLE public.person_name TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.person_particulars TO hotline_registry;
GRANT SELECT ON TABLE public.person_particulars TO hotline_matching;
GRANT SELECT(particulars_id) ON TABLE public.person_particulars TO hotline_custodian;
GRANT SELECT(person_id) ON TABLE public.person_particulars TO hotline_custodian;
GRANT SELECT(sealed),UPDATE(sealed) ON TABLE public.person_particulars TO hotline_custodian;
GRANT SELECT,INSERT ON TABLE public.person_state TO hotline_registry;
GRANT SELECT ON TABLE public.person_state TO hotline_log;
GRANT SELECT ON TABLE public.person_state TO hotline_reporting;
GRANT SELECT ON TABLE public.person_state TO hotline_matching;
GRANT SELECT(person_id) ON TABLE public.person_state TO hotline_inquiry;
GRANT UPDATE(cluster_id) ON TABLE public.person_state TO hotline_registry;
GRANT SELECT(cluster_id) ON TABLE public.person_state TO hotline_inquiry;
GRANT UPDATE(version) ON TABLE public.person_state TO hotline_registry;
GRANT SELECT(version) ON TABLE public.person_state TO hotline_inquiry;
GRANT UPDATE(status) ON TABLE public.person_state TO hotline_registry;
GRANT SELECT(status) ON TABLE public.person_state TO hotline_inquiry;
GRANT UPDATE(rung) ON TABLE public.person_state TO hotline_registry;
GRANT SELECT(rung) ON TABLE public.person_state TO hotline_inquiry;
GRANT UPDATE(flags) ON TABLE public.person_state TO hotline_registry;
GRANT SELECT(flags) ON TABLE public.person_state TO hotline_inquiry;
GRANT UPDATE(inform_kin) ON TABLE public.person_state TO hotline_registry;
GRANT UPDATE(status_day) ON TABLE public.person_state TO hotline_registry;
GRANT UPDATE(last_alive_day) ON TABLE public.person_state TO hotline_registry;
GRANT UPDATE(hold_until_day) ON TABLE public.person_state TO hotline_registry;
GRANT SELECT(hold_until_day) ON TABLE public.person_state TO hotline_inquiry;
GRANT UPDATE(region) ON TABLE public.person_state TO hotline_registry;
GRANT UPDATE(changed_at) ON TABLE public.person_state TO hotline_registry;
GRANT UPDATE(lock_only) ON TABLE public.person_state TO hotline_log;
GRANT UPDATE(lock_only) ON TABLE public.person_state TO hotline_inquiry;
GRANT UPDATE(cluster_inform_kin) ON TABLE public.person_state TO hotline_registry;
GRANT SELECT(cluster_inform_kin) ON TABLE public.person_state TO hotline_inquiry;
GRANT SELECT,INSERT ON TABLE public.register_change TO hotline_registry;
GRANT SELECT ON TABLE public.register_change TO hotline_log;
GRANT SELECT ON TABLE public.register_change TO hotline_matching;
GRANT SELECT ON TABLE public.register_change TO hotline_reporting;
GRANT SELECT ON TABLE public.register_revision TO hotline_registry;
GRANT SELECT ON TABLE public.register_revision TO hotline_log;
GRANT SELECT ON TABLE public.register_revision TO hotline_reporting;
GRANT SELECT ON TABLE public.register_revision TO hotline_matching;
GRANT UPDATE(revision) ON TABLE public.register_revision TO hotline_registry;
GRANT UPDATE(changed_at) ON TABLE public.register_revision TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.release_of_figures TO hotline_reporting;
GRANT SELECT,INSERT ON TABLE public.release_request TO hotline_inquiry;
GRANT SELECT(request_number) ON TABLE public.release_request TO hotline_custodian;
GRANT UPDATE(during_call) ON TABLE public.release_request TO hotline_inquiry;
GRANT UPDATE(state) ON TABLE public.release_request TO hotline_inquiry;
GRANT UPDATE(decided_by) ON TABLE public.release_request TO hotline_inquiry;
GRANT UPDATE(decided_at) ON TABLE public.release_request TO hotline_inquiry;
GRANT UPDATE(ground_sealed) ON TABLE public.release_request TO hotline_inquiry;
GRANT SELECT(ground_sealed),UPDATE(ground_sealed) ON TABLE public.release_request TO hotline_custodian;
GRANT SELECT,INSERT ON TABLE public.request_key TO hotline_log;
GRANT SELECT ON TABLE public.request_key TO hotline_inquiry;
GRANT SELECT(actor_id) ON TABLE public.request_key TO hotline_custodian;
GRANT SELECT(request_id) ON TABLE public.request_key TO hotline_custodian;
GRANT SELECT(answer_sealed),UPDATE(answer_sealed) ON TABLE public.request_key TO hotline_custodian;
GRANT SELECT,INSERT,UPDATE ON TABLE public.retention_answer TO hotline_erasure;
GRANT SELECT,INSERT ON TABLE public.row_key TO hotline_registry;
GRANT UPDATE(statement_id) ON TABLE public.row_key TO hotline_registry;
GRANT UPDATE(name_key) ON TABLE public.row_key TO hotline_registry;
GRANT UPDATE(number_key) ON TABLE public.row_key TO hotline_registry;
GRANT SELECT ON TABLE public.schema_migration TO PUBLIC;
GRANT SELECT,INSERT ON TABLE public.source TO hotline_registry;
GRANT SELECT ON TABLE public.source TO hotline_reporting;
GRANT SELECT,INSERT ON TABLE public.source_mapping TO hotline_registry;
GRANT UPDATE(headings) ON TABLE public.source_mapping TO hotline_registry;
GRANT UPDATE(columns) ON TABLE public.source_mapping TO hotline_registry;
GRANT UPDATE(changed_by) ON TABLE public.source_mapping TO hotline_registry;
GRANT UPDATE(changed_at) ON TABLE public.source_mapping TO hotline_registry;
GRANT SELECT,UPDATE ON TABLE public.standing_cursor TO hotline_matching;
GRANT SELECT ON TABLE public.standing_cursor TO hotline_inquiry;
GRANT SELECT,INSERT ON TABLE public.statement TO hotline_registry;
GRANT SELECT ON TABLE public.statement TO hotline_inquiry;
GRANT SELECT(statement_id) ON TABLE public.statement TO hotline_custodian;
GRANT SELECT(statement_id) ON TABLE public.statement TO hotline_reporting;
GRANT SELECT(person_id) ON TABLE public.statement TO hotline_custodian;
GRANT SELECT(person_id) ON TABLE public.statement TO hotline_reporting;
GRANT SELECT(source_id) ON TABLE public.statement TO hotline_reporting;
GRANT SELECT(sealed),UPDATE(sealed) ON TABLE public.statement TO hotline_custodian;
GRANT SELECT,INSERT ON TABLE public.statement_withdrawal TO hotline_registry;
GRANT UPDATE(ground) ON TABLE public.statement_withdrawal TO hotline_registry;
GRANT UPDATE(asked_by) ON TABLE public.statement_withdrawal TO hotline_registry;
GRANT UPDATE(asked_at) ON TABLE public.statement_withdrawal TO hotline_registry;
GRANT UPDATE(effective_at) ON TABLE public.statement_withdrawal TO hotline_registry;
GRANT UPDATE(confirmed_by) ON TABLE public.statement_withdrawal TO hotline_registry;
GRANT UPDATE(by_list) ON TABLE public.statement_withdrawal TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.write_key TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.write_key TO hotline_inquiry;
GRANT SELECT,INSERT ON TABLE public.write_key TO hotline_erasure;
GRANT SELECT,INSERT ON TABLE public.write_key TO hotline_reporting;
GRANT SELECT(actor_id) ON TABLE public.write_key TO hotline_custodian;
GRANT SELECT(request_id) ON TABLE public.write_key TO hotline_custodian;
GRANT UPDATE(answer_sealed) ON TABLE public.write_key TO hotline_registry;
GRANT UPDATE(answer_sealed) ON TABLE public.write_key TO hotline_inquiry;
GRANT UPDATE(answer_sealed) ON TABLE public.write_key TO hotline_erasure;
GRANT SELECT(answer_sealed),UPDATE(answer_sealed) ON TABLE public.write_key TO hotline_custodian;
GRANT UPDATE(answer_sealed) ON TABLE public.write_key TO hotline_reporting;
