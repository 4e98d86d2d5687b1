-- What may be told only after a supervisor's decision: requests, releases, and their openings by the tellers.

-- state: 1 waiting, 2 released, 3 refused. An inquiry has one waiting request. during_call: the family is on the line.
CREATE TABLE release_request (
  request_number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reference bigint NOT NULL REFERENCES inquiry,
  during_call boolean NOT NULL,
  requested_by text NOT NULL,
  requested_at timestamptz NOT NULL DEFAULT now(),
  state smallint NOT NULL DEFAULT 1 CONSTRAINT release_request_state_known CHECK (state BETWEEN 1 AND 3),
  decided_by text,
  decided_at timestamptz,
  ground_sealed bytea,
  CONSTRAINT release_request_decided CHECK ((state = 1) = (decided_by IS NULL) AND (state = 1) = (ground_sealed IS NULL))
);
CREATE UNIQUE INDEX release_request_waiting_idx ON release_request (reference) WHERE state = 1;
CREATE INDEX release_request_reference_idx ON release_request (reference, request_number);

-- persons and versions: the whole cluster of person_id as the supervisor saw it. Together with facts_version they are what
-- was released; once one of them has moved, nothing is. lock_only is never written, as in person_state.
CREATE TABLE release (
  release_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  request_number bigint NOT NULL UNIQUE REFERENCES release_request,
  reference bigint NOT NULL REFERENCES inquiry,
  facts_version integer NOT NULL,
  person_id bigint NOT NULL REFERENCES person,
  persons bigint[] NOT NULL,
  versions bigint[] NOT NULL,
  released_by text NOT NULL,
  released_at timestamptz NOT NULL DEFAULT now(),
  until_at timestamptz NOT NULL,
  withdrawn_by text,
  withdrawn_at timestamptz,
  ground_sealed bytea,
  break_glass boolean NOT NULL DEFAULT false,
  lock_only boolean,
  CONSTRAINT release_cluster CHECK (cardinality(persons) = cardinality(versions) AND person_id = ANY (persons)),
  CONSTRAINT release_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
);
CREATE INDEX release_reference_idx ON release (reference, release_id);

-- One teller uses a release, and never the one who made it.
CREATE TABLE opening (
  opening_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  release_id bigint NOT NULL REFERENCES release,
  teller text NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  until_at timestamptz NOT NULL,
  ended_at timestamptz,
  lock_only boolean
);
CREATE INDEX opening_release_idx ON opening (release_id, opening_id);

-- A teller released for himself because nobody was there to do it, for half an hour. He asked and decided, so his reason
-- is the ground of the request. At least two others are told at once, and another one judges it within a day.
CREATE TABLE break_glass (
  release_id bigint PRIMARY KEY REFERENCES release,
  review_due_at timestamptz NOT NULL,
  reviewed_by text,
  reviewed_at timestamptz,
  justified boolean,
  ground_sealed bytea,
  CONSTRAINT break_glass_reviewed CHECK ((reviewed_at IS NULL) = (reviewed_by IS NULL)
    AND (reviewed_at IS NULL) = (justified IS NULL) AND (reviewed_at IS NULL) = (ground_sealed IS NULL))
);
CREATE INDEX break_glass_waiting_idx ON break_glass (release_id) WHERE reviewed_at IS NULL;
-- told_at: when it was sent to his screen.
CREATE TABLE break_glass_told (
  release_id bigint NOT NULL REFERENCES break_glass,
  actor text NOT NULL,
  told_at timestamptz,
  PRIMARY KEY (release_id, actor)
);

-- What stands in the way of a release: 0 nothing, 1 withdrawn, 2 its days are over, 3 the facts changed, 4 the record
-- changed. By the clock and not by the transaction's start, which may lie before the end.
CREATE FUNCTION release_fault(given release) RETURNS int LANGUAGE sql STABLE SET search_path = public AS $$
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

GRANT SELECT, INSERT ON release_request, release, opening, break_glass, break_glass_told TO hotline_inquiry;
GRANT UPDATE (during_call, state, decided_by, decided_at, ground_sealed) ON release_request TO hotline_inquiry;
GRANT UPDATE (withdrawn_by, withdrawn_at, ground_sealed) ON release TO hotline_inquiry;
GRANT UPDATE (ended_at) ON opening TO hotline_inquiry;
GRANT UPDATE (reviewed_by, reviewed_at, justified, ground_sealed) ON break_glass TO hotline_inquiry;
GRANT UPDATE (told_at) ON break_glass_told TO hotline_inquiry;
GRANT SELECT ON release, opening TO hotline_log;
GRANT UPDATE (lock_only) ON release, opening TO hotline_log;
