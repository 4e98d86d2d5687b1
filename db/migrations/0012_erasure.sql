-- What a family asked to be erased, and what is too old to be kept: decided here, carried out in the transaction of its
-- entry in the log.

-- The inquiry that an entry belongs to; -1: none. NULL: written before this column, found by opening the payload. A Bloom
-- filter costs the log's writer nothing, and an erasure reads a few blocks too many.
ALTER TABLE log_payload ADD COLUMN reference bigint;
CREATE INDEX log_payload_reference_idx ON log_payload USING brin (reference int8_bloom_ops)
  WITH (pages_per_range = 32, autosummarize = on);
-- Its rows lie in the order of the log.
CREATE INDEX request_key_entry_idx ON request_key USING brin (tree, log_index) WITH (autosummarize = on);

-- Erased: the row stays, so that its reference is never given out again.
ALTER TABLE inquiry ADD COLUMN erased_at timestamptz;
CREATE INDEX inquiry_ended_idx ON inquiry (changed_at, reference) WHERE state IN (4, 5, 6) AND erased_at IS NULL;

-- cause: 1 a family's wish, asked and decided by two people; 2 the time is over, by the rule of 24 months. state: 1 waiting,
-- 2 refused, 3 approved, 4 done. reference: NULL when entries of the log are too old. tree and log_index: the entry that
-- records it; salt and payload are what that entry's leaf commits to, in clear, for they name indexes and who decided and
-- nobody else, so that any auditor can tell an erased payload from one that somebody took away.
CREATE TABLE erasure (
  erasure_number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cause smallint NOT NULL CONSTRAINT erasure_cause_known CHECK (cause IN (1, 2)),
  reference bigint,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL DEFAULT now(),
  ground_sealed bytea,
  state smallint NOT NULL DEFAULT 1 CONSTRAINT erasure_state_known CHECK (state BETWEEN 1 AND 4),
  decided_by text,
  decided_at timestamptz,
  tree int,
  log_index bigint,
  salt bytea CONSTRAINT erasure_salt_length CHECK (length(salt) = 32),
  payload bytea,
  payloads bigint,
  done_at timestamptz,
  CONSTRAINT erasure_of_something CHECK (cause = 2 OR reference IS NOT NULL),
  CONSTRAINT erasure_two_people CHECK (cause = 2 OR decided_by <> asked_by),
  CONSTRAINT erasure_decided CHECK ((state = 1) = (decided_by IS NULL)),
  CONSTRAINT erasure_has_entry CHECK ((state = 4) = (log_index IS NOT NULL)),
  CONSTRAINT erasure_entry_once UNIQUE (tree, log_index)
);
CREATE UNIQUE INDEX erasure_under_way_idx ON erasure (reference) WHERE state IN (1, 3);
-- Of servers that find the same old entries, one erases them.
CREATE UNIQUE INDEX erasure_of_old_entries_idx ON erasure (cause) WHERE state = 3 AND reference IS NULL;
CREATE INDEX erasure_state_idx ON erasure (state, erasure_number);

-- The family is asked before its closed inquiry is erased. answer: 1 keep it, 2 erase it, 3 not reached.
CREATE TABLE retention_answer (
  reference bigint PRIMARY KEY REFERENCES inquiry,
  answer smallint NOT NULL CONSTRAINT retention_answer_known CHECK (answer BETWEEN 1 AND 3),
  answered_by text NOT NULL,
  answered_at timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION retention_time() RETURNS interval LANGUAGE sql IMMUTABLE AS $$ SELECT interval '24 months' $$;

-- What was decided on a pair stays; only its ground is emptied by an erasure, or sealed by a newer key.
DROP TRIGGER candidate_review_append_only ON candidate_review;
CREATE FUNCTION refuse_all_but_ground() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER candidate_review_append_only BEFORE UPDATE OR DELETE ON candidate_review
  FOR EACH ROW EXECUTE FUNCTION refuse_all_but_ground();

-- Everything that an inquiry holds of its family.
CREATE FUNCTION empty_inquiry(gone bigint) RETURNS void LANGUAGE sql SET search_path = public AS $$
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

-- The only way to erase. The log's writer calls it in the transaction of the entry, and only for what two people (or the
-- rule of the 24 months) approved through another login; the payload must be what the entry's leaf commits to. Errors of
-- class 22 mean that it must not be, 40001 that entries came in meanwhile: read the places again.
CREATE FUNCTION carry_out_erasure(number bigint, of_tree int, at_index bigint, entry_salt bytea, entry_payload bytea,
  trees int[], firsts bigint[], lasts bigint[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
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
REVOKE EXECUTE ON FUNCTION empty_inquiry(bigint),
  carry_out_erasure(bigint, int, bigint, bytea, bytea, int[], bigint[], bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION carry_out_erasure(bigint, int, bigint, bytea, bytea, int[], bigint[], bigint[]) TO hotline_log;

-- Who decides deletes nothing; who deletes decides nothing.
GRANT USAGE ON SCHEMA public TO hotline_erasure;
GRANT SELECT, INSERT ON erasure, write_key TO hotline_erasure;
GRANT UPDATE (state, decided_by, decided_at, ground_sealed) ON erasure TO hotline_erasure;
GRANT UPDATE (answer_sealed) ON write_key TO hotline_erasure;
GRANT SELECT, INSERT, UPDATE ON retention_answer TO hotline_erasure;
GRANT SELECT ON log_tree, log_entry, log_payload TO hotline_erasure;
GRANT SELECT (reference, state, opened_at, changed_at, contact_key, erased_at) ON inquiry TO hotline_erasure;
GRANT SELECT (release_id, reference) ON release TO hotline_erasure;
GRANT SELECT (release_id, reviewed_at) ON break_glass TO hotline_erasure;
-- An auditor sees which payloads are there, and by what the others went.
GRANT SELECT (tree, log_index) ON log_payload TO hotline_auditor;
GRANT SELECT (erasure_number, cause, state, decided_by, tree, log_index, salt, payload, payloads, done_at) ON erasure
  TO hotline_auditor;

-- Seals rows again by the newest keys: reads and writes sealed bytes and what they are bound to, and nothing else.
GRANT USAGE ON SCHEMA public TO hotline_custodian;
GRANT SELECT (person_id, sealed), UPDATE (sealed) ON person TO hotline_custodian;
GRANT SELECT (name_id, person_id, sealed), UPDATE (sealed) ON person_name TO hotline_custodian;
GRANT SELECT (identifier_id, person_id, sealed), UPDATE (sealed) ON identifier TO hotline_custodian;
GRANT SELECT (particulars_id, person_id, sealed), UPDATE (sealed) ON person_particulars TO hotline_custodian;
GRANT SELECT (statement_id, person_id, sealed), UPDATE (sealed) ON statement TO hotline_custodian;
GRANT SELECT (reference, facts_sealed, asker_sealed, contact_key, passphrase_hash, erased_at),
  UPDATE (facts_sealed, asker_sealed, contact_key) ON inquiry TO hotline_custodian;
GRANT SELECT (reference, facts_version, facts_sealed), UPDATE (facts_sealed) ON inquiry_facts TO hotline_custodian;
GRANT SELECT (review_id, reference, person_id, ground_sealed), UPDATE (ground_sealed) ON candidate_review TO hotline_custodian;
GRANT SELECT (request_number, ground_sealed), UPDATE (ground_sealed) ON release_request TO hotline_custodian;
GRANT SELECT (release_id, request_number, ground_sealed), UPDATE (ground_sealed) ON release TO hotline_custodian;
GRANT SELECT (release_id, ground_sealed), UPDATE (ground_sealed) ON break_glass TO hotline_custodian;
GRANT SELECT (erasure_number, reference, ground_sealed), UPDATE (ground_sealed) ON erasure TO hotline_custodian;
GRANT SELECT (tree, log_index, key_sealed), UPDATE (key_sealed) ON log_payload
  TO hotline_custodian;
GRANT SELECT (tree, log_index, leaf) ON log_entry TO hotline_custodian;
GRANT SELECT (actor_id, request_id, answer_sealed), UPDATE (answer_sealed) ON request_key, write_key TO hotline_custodian;
