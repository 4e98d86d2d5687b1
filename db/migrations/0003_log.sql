-- The log: one Merkle tree (RFC 6962 hashing) per server, append-only for the service's logins, tamper-evident against
-- the database's owner. Entries hold no personal data; the payload lies sealed beside them under its own key.

-- The one row a server locks for each batch, at its epoch. frontier: hashes of the complete subtrees, largest first, 32
-- bytes each. continues: the tree that this one replaces after a restore.
CREATE TABLE log_tree (
  tree int PRIMARY KEY,
  epoch bigint NOT NULL,
  size bigint NOT NULL,
  root bytea NOT NULL CONSTRAINT log_tree_root_length CHECK (length(root) = 32),
  frontier bytea NOT NULL,
  continues int REFERENCES log_tree,
  opened_at timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz
) WITH (fillfactor = 50);

-- leaf: the 90 bytes of leaf v1 (services/core/merkle.hpp), whose second equals logged_at.
CREATE TABLE log_entry (
  tree int NOT NULL,
  log_index bigint NOT NULL,
  logged_at timestamptz NOT NULL,
  leaf bytea NOT NULL CONSTRAINT log_entry_leaf_length CHECK (length(leaf) = 90),
  PRIMARY KEY (tree, log_index)
) PARTITION BY RANGE (log_index);
CREATE INDEX log_entry_logged_idx ON log_entry USING brin (logged_at);

-- Erasing a row here leaves every proof valid. subject_key: keyed hash of who was sought, for counting.
CREATE TABLE log_payload (
  tree int NOT NULL,
  log_index bigint NOT NULL,
  salt bytea NOT NULL CONSTRAINT log_payload_salt_length CHECK (length(salt) = 32),
  key_sealed bytea NOT NULL,
  payload_sealed bytea NOT NULL,
  subject_key bytea,
  PRIMARY KEY (tree, log_index)
) PARTITION BY RANGE (log_index);

-- One row per committed batch. nodes: hashes of the interior nodes that the batch completed, in the order of completion,
-- 32 bytes each. The node of level l (leaves are level 0) that leaf i completes stands at place (i - popcount(i)) + l - 1
-- counted over the whole tree, so any proof is read by its place.
CREATE TABLE log_batch (
  tree int NOT NULL,
  first_index bigint NOT NULL,
  entries int NOT NULL,
  root bytea NOT NULL CONSTRAINT log_batch_root_length CHECK (length(root) = 32),
  nodes bytea NOT NULL,
  committed_at timestamptz NOT NULL,
  PRIMARY KEY (tree, first_index)
);

-- One actor's request_id has one entry and one answer. digest: HMAC of the request. Kept for seven days.
CREATE TABLE request_key (
  actor_id text NOT NULL,
  request_id uuid NOT NULL,
  digest bytea NOT NULL CONSTRAINT request_key_digest_length CHECK (length(digest) = 32),
  tree int NOT NULL,
  log_index bigint NOT NULL,
  answer_sealed bytea NOT NULL,
  claimed_at timestamptz NOT NULL,
  PRIMARY KEY (actor_id, request_id)
) WITH (toast_tuple_target = 8160);  -- sealed bytes do not compress, and moving them aside would double each write
CREATE INDEX request_key_claimed_idx ON request_key USING brin (claimed_at);

-- In clear, for figures and budgets.
CREATE TABLE lookup_fact (
  tree int NOT NULL,
  log_index bigint NOT NULL,
  hour timestamptz NOT NULL,
  channel smallint NOT NULL,
  language smallint NOT NULL,
  answer_kind smallint NOT NULL,
  region smallint NOT NULL,
  duration_us int NOT NULL
) PARTITION BY RANGE (log_index);
CREATE INDEX lookup_fact_index_idx ON lookup_fact USING brin (log_index);

-- Only when something was told of a person.
CREATE TABLE disclosed (
  tree int NOT NULL,
  log_index bigint NOT NULL,
  person_id bigint NOT NULL,
  version bigint NOT NULL,
  reference bigint,
  disclosed_at timestamptz NOT NULL
) PARTITION BY RANGE (log_index);
CREATE INDEX disclosed_person_idx ON disclosed (person_id);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER log_entry_append_only BEFORE UPDATE OR DELETE ON log_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_batch_append_only BEFORE UPDATE OR DELETE ON log_batch FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lookup_fact_append_only BEFORE UPDATE OR DELETE ON lookup_fact
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER disclosed_append_only BEFORE UPDATE OR DELETE ON disclosed FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Partitions cover 4,000,000 indexes each, of every tree. Makes those that are missing up to `ahead` whole ones beyond
-- the highest index in use and returns how many lie ahead. The maintenance login may call it and nothing else.
CREATE FUNCTION make_log_partitions(ahead int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
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

CREATE FUNCTION log_partitions_ahead() RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT count(*)::int - 1
  FROM generate_series((SELECT coalesce(max(size), 0) / 4000000 FROM log_tree),
                       (SELECT coalesce(max(size), 0) / 4000000 + 100 FROM log_tree)) AS part
  WHERE to_regclass('log_entry_p' || part) IS NOT NULL AND to_regclass('log_payload_p' || part) IS NOT NULL
    AND to_regclass('lookup_fact_p' || part) IS NOT NULL AND to_regclass('disclosed_p' || part) IS NOT NULL
$$;

-- Request keys and stored answers live for seven days. Returns how many of both tables went.
CREATE FUNCTION drop_old_keys() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  gone bigint;
  more bigint;
BEGIN
  DELETE FROM request_key WHERE claimed_at < now() - interval '7 days';
  GET DIAGNOSTICS gone = ROW_COUNT;
  DELETE FROM write_key WHERE claimed_at < now() - interval '7 days';
  GET DIAGNOSTICS more = ROW_COUNT;
  RETURN gone + more;
END
$$;

REVOKE EXECUTE ON FUNCTION make_log_partitions(int), log_partitions_ahead(), drop_old_keys() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION make_log_partitions(int), drop_old_keys() TO hotline_maintenance;
GRANT EXECUTE ON FUNCTION log_partitions_ahead() TO hotline_maintenance, hotline_log;

SELECT make_log_partitions(2);

GRANT SELECT, INSERT ON log_tree TO hotline_log;
GRANT UPDATE (epoch, size, root, frontier, closed_at) ON log_tree TO hotline_log;
GRANT SELECT, INSERT ON log_entry, log_payload, log_batch, request_key, lookup_fact, disclosed TO hotline_log;
GRANT SELECT ON request_key TO hotline_inquiry;
GRANT SELECT ON lookup_fact TO hotline_reporting;
GRANT SELECT ON log_tree, log_entry, log_batch TO hotline_auditor, hotline_maintenance;
-- A retry reads the stored answer and its receipt.
GRANT SELECT (tree, log_index, leaf) ON log_entry TO hotline_inquiry;
