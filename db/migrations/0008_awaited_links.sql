-- Links that a family's answer waits for: their review comes first.

-- Two records that may be one human being, of two that answer differently, so that a lookup was held back. Written with
-- the lookup's log entry, whether or not the link is proposed yet; neither unique nor referring to a row, so that the log
-- waits for nobody. A decision on the pair takes it away.
CREATE TABLE awaited_link (
  person_a bigint NOT NULL,
  person_b bigint NOT NULL,
  asked_on date NOT NULL DEFAULT current_date,
  CONSTRAINT awaited_link_pair_order CHECK (person_a < person_b)
);
CREATE INDEX awaited_link_pair_idx ON awaited_link (person_a, person_b);

-- As before; and a pair that nobody decided on in 90 days waits in the order of likelihood again, until the next who asks.
CREATE OR REPLACE FUNCTION drop_old_keys() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
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

GRANT SELECT, INSERT ON awaited_link TO hotline_log;
GRANT SELECT, DELETE ON awaited_link TO hotline_registry;
