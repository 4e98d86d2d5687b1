-- PostgreSQL database dump
-- Dumped from database version 15.20 (Debian 15.20-0+deb12u1)
-- Dumped by pg_dump version 15.20 (Debian 15.20-0+deb12u1)
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
-- *not* creating schema, since initdb creates it
ALTER SCHEMA public OWNER TO hotline_owner;
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
  RETURN gone + more;
END
$$;
ALTER FUNCTION public.drop_old_keys() OWNER TO hotline_owner;
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
CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
ALTER FUNCTION public.refuse_change() OWNER TO hotline_owner;
CREATE TABLE public.call_outcome (
    outcome_id bigint NOT NULL,
    actor_id text NOT NULL,
    line text NOT NULL,
    exchange_call_id text NOT NULL,
    call_started_at timestamp with time zone NOT NULL,
    code smallint NOT NULL,
    reference bigint,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT call_outcome_code_known CHECK (((code >= 1) AND (code <= 15)))
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
CREATE TABLE public.database_kind (
    only_row boolean DEFAULT true NOT NULL,
    kind text NOT NULL,
    marked_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT database_kind_known CHECK ((kind = ANY (ARRAY['TRIAL'::text, 'LIVE'::text]))),
    CONSTRAINT database_kind_one_row CHECK (only_row)
);
ALTER TABLE public.database_kind OWNER TO hotline_owner;
CREATE TABLE public.disclosed (
    tree integer NOT NULL,
    log_index bigint NOT NULL,
    person_id bigint NOT NULL,
    version bigint NOT NULL,
    reference bigint,
    disclosed_at timestamp with time zone NOT NULL
)
PARTITION BY RANGE (log_index);
ALTER TABLE public.disclosed OWNER TO hotline_owner;
CREATE TABLE public.disclosed_p0 (
    tree integer NOT NULL,
    log_index bigint NOT NULL,
    person_id bigint NOT NULL,
    version bigint NOT NULL,
    reference bigint,
    disclosed_at timestamp with time zone NOT NULL
);
ALTER TABLE public.disclosed_p0 OWNER TO hotline_owner;
CREATE TABLE public.disclosed_p1 (
    tree integer NOT NULL,
    log_index bigint NOT NULL,
    person_id bigint NOT NULL,
    version bigint NOT NULL,
    reference bigint,
    disclosed_at timestamp with time zone NOT NULL
);
ALTER TABLE public.disclosed_p1 OWNER TO hotline_owner;
CREATE TABLE public.disclosed_p2 (
    tree integer NOT NULL,
    log_index bigint NOT NULL,
    person_id bigint NOT NULL,
    version bigint NOT NULL,
    reference bigint,
    disclosed_at timestamp with time zone NOT NULL
);
ALTER TABLE public.disclosed_p2 OWNER TO hotline_owner;
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
    CONSTRAINT inquiry_contact_key_length CHECK ((length(contact_key) = 32)),
    CONSTRAINT inquiry_language_known CHECK (((language >= 1) AND (language <= 3))),
    CONSTRAINT inquiry_passphrase_hash_length CHECK ((length(passphrase_hash) = 50)),
    CONSTRAINT inquiry_reference_digits CHECK (((reference >= 0) AND (reference <= '9999999999'::bigint))),
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
    CONSTRAINT link_pair_order CHECK ((person_a < person_b)),
    CONSTRAINT link_probability_range CHECK (((probability >= (0)::double precision) AND (probability <= (1)::double precision))),
    CONSTRAINT link_state_known CHECK (((state >= 1) AND (state <= 5))),
    CONSTRAINT link_two_people CHECK (((second_reviewer IS NULL) OR (second_reviewer <> first_reviewer)))
);
ALTER TABLE public.link OWNER TO hotline_owner;
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
    CONSTRAINT list_id_length CHECK ((length(list_id) = 32)),
    CONSTRAINT list_rows_limit CHECK (((rows_total >= 1) AND (rows_total <= 10000000))),
    CONSTRAINT list_side_known CHECK (((side >= 1) AND (side <= 4))),
    CONSTRAINT list_two_people CHECK (((countersigned_by IS NULL) OR (countersigned_by <> imported_by)))
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
    CONSTRAINT list_row_outcome_known CHECK (((outcome >= 1) AND (outcome <= 4)))
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
CREATE TABLE public.row_key (
    source_id text NOT NULL,
    person_key bytea NOT NULL,
    content_hash bytea NOT NULL,
    person_id bigint NOT NULL
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
    CONSTRAINT statement_kind_known CHECK (((kind >= 1) AND (kind <= 24))),
    CONSTRAINT statement_precision_known CHECK (((fact_precision >= 0) AND (fact_precision <= 3))),
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
-- Data for Name: call_outcome; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.call_outcome (outcome_id, actor_id, line, exchange_call_id, call_started_at, code, reference, recorded_at) FROM stdin;
\.
-- Data for Name: database_kind; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.database_kind (only_row, kind, marked_at) FROM stdin;
t	TRIAL	2026-11-27 05:10:46.332928+00
\.
-- Data for Name: disclosed_p0; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.disclosed_p0 (tree, log_index, person_id, version, reference, disclosed_at) FROM stdin;
1	0	2	1	2976104215	2026-11-27 05:10:46.909175+00
1	8	116	1	3453169981	2026-11-27 05:10:47.2014+00
1	9	97	1	5480716764	2026-11-27 05:10:47.205668+00
1	10	97	1	5480716764	2026-11-27 05:10:47.221571+00
1	11	2	1	7062583535	2026-11-27 05:10:47.22555+00
1	12	2	1	7062583535	2026-11-27 05:10:47.229305+00
1	13	3	1	2380351201	2026-11-27 05:10:47.237566+00
1	14	3	1	2380351201	2026-11-27 05:10:47.245504+00
1	16	78	2	7631010161	2026-11-27 05:10:47.255726+00
\.
-- Data for Name: disclosed_p1; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.disclosed_p1 (tree, log_index, person_id, version, reference, disclosed_at) FROM stdin;
\.
-- Data for Name: disclosed_p2; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.disclosed_p2 (tree, log_index, person_id, version, reference, disclosed_at) FROM stdin;
\.
-- Data for Name: hold; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.hold (hold_id, person_id, ground, author, until, placed_at, ended_by, ended_at) FROM stdin;
\.
-- Data for Name: identifier; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.identifier (identifier_id, person_id, kind, value_hash, source_id, sealed, entered_at) FROM stdin;
1	1	1	\\xf7d30a71eda6c3bacbbecc2aee7ada4b0a18604f5c8098377a1dafa552c7a288	sample-internment	\\x010001f09f3daf4351b6f52ed0ea466181c348d93d1c58c98bc46bf3ac61dd2d0df2a37bef9e27628482bbe1c8d8d65d9633c22e0435ba13c6d28f	2026-11-27 05:10:46.676601+00
2	2	1	\\xcddf4cc3f827c97bfd3418f5e781bce4e1320e22297a09f67ab42268553258c8	sample-internment	\\x0100013a7405d8d1e1d18cb30a3da279b9c1d3ed02d9349d326eed098474ffb0b43e071e9dd14229394e19c3c8c501fc8ce06a8b6d682fc809e900	2026-11-27 05:10:46.676601+00
3	3	1	\\xe3461324adf1f828fb5f7c3862da0ea20c734ca1e2d33c4fe57bdeae9deff67a	sample-internment	\\x0100016008db5b4327c2860b7b9633cf5ccb925fc4d9da2d18c3762e7b844ddaab7f76d2916419d45731d779fb2a308197a4a9cf174638117af338	2026-11-27 05:10:46.676601+00
4	4	1	\\x970b200a1084e0f3fa02b4d7cc8e02bde3c9428d411a19832d2b330af70b853b	sample-internment	\\x0100014e69029a31607ca036380eaae1bbd521a0b867fbd8627db1162264f8365e8cb23bb9babf98f9a3ca4642c3667128872f02d865942723a654	2026-11-27 05:10:46.676601+00
5	5	1	\\x626396a7d85156f261592c5135bf773ab1428129ae3d4565a92ecee4d0f67097	sample-internment	\\x01000129c6d7d8686cf8d70ced8eeb4fd4f0c50ad2af75a6d0d366f767bf92df1b42ac4459d07bb80cc371820a155bc8a7c6e6fb8b6c6652d3fb4a	2026-11-27 05:10:46.676601+00
6	7	1	\\x74ee880fb411000bd8b6be30b2fdfa2a0c061f925b07901799254159b8baf430	sample-internment	\\x0100015ef01f47c5f193a5c4a8c2f33b980e5e2afe7497b13acd2c0ddd9ef905baeb3d394f00501c1a555db35e5d5608e836409b4c7c333fb23709	2026-11-27 05:10:46.676601+00
7	8	1	\\x1f68f44cb080cd18f70f199f76a59cdd7fada9580dc3264b2c9083c13321ef69	sample-internment	\\x0100011610e67b6f9a5c2154170672736f2d79b39f776c449e4a9e7c42f48b61b6e19bbc442b4dceee610b3cbc78bbe0e317a035d9b85f5d4b39e5	2026-11-27 05:10:46.676601+00
8	9	1	\\xe743eb00e5e7f2c8c6bbd18ab1bd5ad85f6ec588652780a1ce2329639dba8d66	sample-internment	\\x01000127a186a062b460a8404c4e355d2dfdf284df56315768f4258728bd7efaa0d73a2cc0189e0c05a71928a027406cc017d5eb21e0304f8250a4	2026-11-27 05:10:46.676601+00
9	10	1	\\x87d6d730f95facd5f1f7adc91e184fcfc3075c480c4e97f1d1ee9460acecc526	sample-internment	\\x0100015294cd3b2f427730fee36337b35716e17a71629962542b9317efa871007a9a959e26d2064899900878e484fce74ca133c36fa3796343ed3c	2026-11-27 05:10:46.676601+00
10	12	1	\\xf19af1904b84010e2a3530a45cc93c6029b8715043da5f648531ef80add29429	sample-internment	\\x0100014a1fd4ffab63a6f1123d0d0d52d6279ef2b62d703f5f6486524df061ef8959640bb403bac31fd7c8b986b37faf1af9741ea9fd5fc16b152a	2026-11-27 05:10:46.676601+00
11	13	1	\\xf43ac69d97f68f8545eecf37770210c0fd8899a0ae8212f90b97e4ebe6b5f92a	sample-internment	\\x010001b195a054d8d28f7e524eebcc59f93d45d6f745e543e9af69ff3a890f52d30cb03af6f616f5b3da07af40f9fc47ce5477de41882c6d4b24c6	2026-11-27 05:10:46.676601+00
12	14	1	\\x15907c1759df7cd22887786f2bbd748ff023e78947e8dfd7fdff3a31ab6b3a7b	sample-internment	\\x01000119fdb1caf3ba71b93a0e4968c02218b029f8038799e5727d4cdf670be0b6bd3d7dac7879e61f0110362d4e73ab75d785d9a11e3cbb9115f7	2026-11-27 05:10:46.676601+00
13	15	1	\\xe9573e876629b3e36ee2c9c6fe4caa66407caea378264ff6f0afd7d15ecc462d	sample-internment	\\x010001acb6b51708f2f38526c74340e24618a60a4597925c3a4e54c3aece931b963cb2bbe86e500758162fa8abd1bd8c34ccf55b7b878a19b8b806	2026-11-27 05:10:46.676601+00
14	17	1	\\x4515bbdc2cc7c92b194c7165f2a6c4b5b380508773ecaf2cbcf95103ad43f54b	sample-internment	\\x010001d9330147da2802e53a9f1f757ddd696b16cedb145259738b3d715e40bfdcbf6a34226d5cdb2f61990398a33291ef569a1ee66a3ef0d1bb76	2026-11-27 05:10:46.676601+00
15	19	1	\\x40beb334867a06bf99a982c82bc03976163fe2680c367bffd38bd4a34ec65709	sample-internment	\\x010001445d1031a4d3ef2aa3d457d847d8b932ef6273242fd33c2c90af11caebbdbf1e6bad92091fe94eddeee4fe54fe04358391c11112d041e56c	2026-11-27 05:10:46.676601+00
16	21	1	\\xd042bc3d7e91f54684b7291d2eba4eb78de7f6b7d93008ebbf072bdd6dada3b8	sample-internment	\\x010001fd120b353b845327c0a389c9303709e2d15b840526ffdacbf0bb5250bf37b0bdd1d799f5da9d7c682744ae60eeddaf09d195c7e18ea67d2a	2026-11-27 05:10:46.676601+00
17	23	1	\\xba0fb07c6528ef0758385abd85935e7992b2b0daa38f08ebb0892aba7ee0e281	sample-internment	\\x0100015f3867eced716aaacab301f5fac83bacb5f482c159931ab548987e4399aea550e83701481f4460f6b5fbcff0bdb807a0fbc997680fc69e2f	2026-11-27 05:10:46.676601+00
18	24	1	\\xe925c975b2858d5316d4a8937f94f2c8e8c07bbd51c27516f84ddae023e2a803	sample-internment	\\x010001d585584f6e7a303241d3abdc346c05f8b88deec6a0f12215b44c1d9391aa3be902b48b19a7b2d8442cfd04a5998a69734d9370bf128b887a	2026-11-27 05:10:46.676601+00
19	25	1	\\x31cc4f67ec71e78d75bc4bf4c47006d5b8e3fa4c05a1a946336bf4ad814f5d11	sample-internment	\\x010001f0d383b470b861ed453cb731213fb3ceb71e95313577e820093d9583f921abd2bc253447c27488a41b2220cb1a92b4b0b220b1cd4c2584cc	2026-11-27 05:10:46.676601+00
20	26	1	\\x37005095606d50da0a3e0c70818f6f487e2f1ee97aeae6b2af9aa0862a7065a2	sample-internment	\\x010001ccae9a92fbd066d12fbc6038307598402ca00c65c4b7d08e70f10bd0632290e4ab1fc9d7545e959337ec25ab193e5b89dc5d201b7bac42e6	2026-11-27 05:10:46.676601+00
21	28	1	\\xb664e1d75d5518a75f84816bdf978cc980b6dbc4a66183dabc37a28cdd67aa3e	sample-internment	\\x01000156f73c290697d8e175df65eacb5b60f750f0b0adc0b30ad877e2ecce797e4708de5d2702363077507c4e4e31c24ea2a8af69e87ced3ceb31	2026-11-27 05:10:46.676601+00
22	31	1	\\xb3acde4b516201af89c5ee0aa449dcd5abab9ceaa9e16535ae0111788381513b	sample-internment	\\x01000182cba3724db265e73a59f1d7e9dec9f504f03ae8be539851f3aa1f762147b42a1239d15eea31dcdcba30622b92f771079398a19e0ed169dc	2026-11-27 05:10:46.676601+00
23	78	1	\\x28edff3e436a5b3c6190ec092f4e334c382cc9d766139dd1d9878ddfab7bfa92	sample-forensic	\\x010001455ca4d2643f4726a64c49b46d7a8b1567ecd161d9a7558f6491ebb83db3b312ca83d60ad4a8a6a9d1438ae607f7b6ccfb800ea2ba6d4e89	2026-11-27 05:10:46.710497+00
24	80	1	\\x6d72a617b342bf7dadc1867de990d04856b35d6fc4c36729304deddae0831fc2	sample-forensic	\\x010001d9942195407225f4afb8c66001a5ff00ee88ef27aae792f924766cffcd9a7f7c7a69802f7c21d07469b0c15c96df3e3f164d332400ac77cf	2026-11-27 05:10:46.710497+00
25	81	1	\\xc278e76e7fe22abd27a689334ca378388056966c5a3032b23d3cb561855da2ff	sample-forensic	\\x010001a00936995663871597ef673db5e3af39a641bc75a1ee8de6dc5f338deb7499b2cf32da7327d3aeb240de28a98c0528d2cac12730b244984a	2026-11-27 05:10:46.710497+00
26	82	1	\\x916b6f712ee9911c8a7384dd8e8d5a0d1209fcdc97f981f9c0f0edf0e400f620	sample-forensic	\\x0100016ac1ec35e28274d327083fe7b7554894864a5b5a854fb4eb3f3cf7dfdd5062826ad90a57aa1b6d7a93a152b1019c2bf108f80e22f678c9a1	2026-11-27 05:10:46.710497+00
27	84	1	\\xc1ec5d83dbf392f5c0cd2b651cc46cd0a0327ad266b22e284acda2f8867b7241	sample-forensic	\\x0100018f4156371a429f680bda1973f93c5539e75c0a6739b7e2faf1f843eb4ab4f141e55a52a4f47b2932166bf3e0e7c6dc424bafc6a6e77cd64e	2026-11-27 05:10:46.710497+00
28	87	1	\\xd533a0e63a4126d9b3772f8d4893c4473f33be5d509d77ae3c14b1190d95e158	sample-forensic	\\x0100017d8441e2c4a77655b8f1eb6334970cf3183d0fe359439ab440a0cde1bdd0727bb9016b7e56b182fb336d60f28e3d5a6021c92db79712587a	2026-11-27 05:10:46.710497+00
29	88	1	\\xfadcee3ad8a6c45c7ffcb5f76eedfa2b1ddee3c48ec315f3f96ac4ceeb9b9908	sample-forensic	\\x0100017ef7dbb907dc5d3f16457c3cbc70fd211ea1a58c2f1381380f17fcd8da48e08add31a54b8429ed1cec909b08e56c21c5695a1e427c978623	2026-11-27 05:10:46.710497+00
30	97	1	\\xfdb4afa6d0a0a6464f4e198cd1f8ff394e7375bb4f33f6cf7d145a13aa7dbe00	sample-front-reports	\\x01000189c94bd8f8cfabbfab1c702d62a3227724b8937911a1dd6d5db6876bdb92f2761f946f6644cdd3cb52593aae92314b5c1ff6d8c4c8ad7f01	2026-11-27 05:10:46.730904+00
31	98	1	\\x1d4a8001cb5738128da02c90d2cad2bd3b9256e1c197b93111e3648c82b6dcd3	sample-front-reports	\\x01000110d470e39eb413704edf0926a44ec93580bfd60ded2c278ce48240d7f5b6c53b027efce19016feeb9b1e1c092222eb2c85e6b8a4bc5260a9	2026-11-27 05:10:46.730904+00
32	99	1	\\xd491ba3f3f873da9b08335cb8dc13c07d5671742e3f1a92f95d57f74406415c5	sample-front-reports	\\x010001ba9d49ababc5f17a391d7c79c61f4fa6d1442f38a5d18e04f40bc87fd025db56f00eb6efd26331e711eed58b077fb6d88361b757c14fb74e	2026-11-27 05:10:46.730904+00
33	103	1	\\xb0a5dfe11ee6091b46b61d9ae52ff01e0a59edaeebda9c8f56e5e46ff5fb4cf4	sample-front-reports	\\x01000151d0f19b41d3836890a0f7990f50a872c721cbdd90f9deaa4c86cf46c927179127ae72994582b4e1eb95275292d8999dd3b188f3938be2ed	2026-11-27 05:10:46.730904+00
34	105	1	\\x16b627271ffeca5e8680c1589cdf3437d24d5fa74c9e3af743f07939faa4ef3b	sample-front-reports	\\x0100010bc016e03021605ec3e7bf9ec174ad5f49141e69e78244b1300261d990d81375cb817705481f2e5a5069f0518840885195b4ba682ebc7157	2026-11-27 05:10:46.730904+00
35	106	1	\\x8b74e31b781b8982c25f3e9faf7fba6937c09aa43037c76cc31ce36d644a1ce2	sample-front-reports	\\x010001b0542836a58dcc1164c662e5392e097aceb3418e33b341f64805a980bae24280bf127353a9eaa415f3a0effc41b4f3c0633705e7b4943fce	2026-11-27 05:10:46.730904+00
36	107	1	\\xc9b2017186b6fdb7fa4a184702fd802d8c47a123676c6cae2de8cd34a244bc37	sample-front-reports	\\x010001734d8a5a2bb33186aa54feefa7de4cda8ff4b0f4ad3bdeb4d36092d85445f0a23a05f71f725f6ed5510e675121ea8a78f3ee29defe500baf	2026-11-27 05:10:46.730904+00
37	108	1	\\xf380162c27a8bdea11b4274a39a96d905d679cb82728682dff5d1098c449c7d9	sample-front-reports	\\x0100015ef99ea9580f567784092f47a67e18ab343d3a9d04a9ad06991c09857809827e0abac709bb871951289942cb8a219490e0536d632fe000d2	2026-11-27 05:10:46.730904+00
38	109	1	\\xdae3b55a439c33f95b75bf2df803f5720b92606a550476aa5b11d45bdd8894ab	sample-front-reports	\\x0100017dee14ee06c90ca53242e69e6bed5a2833b7d0c5aef3c789dff0120d876ab873bafb51fa8e95c779091f89240309b947197f89db88ef2822	2026-11-27 05:10:46.730904+00
39	110	1	\\x3fc0703ec6a34e743bfaf2e048ca4fdddaa46b6477490b93d0ed3268a96a2de2	sample-front-reports	\\x0100014cdffe8e54886cd2148053497a19db11ecbf07a8160f22a6247f2ce5292e8bd132e206f277b0818a3eef58a640c6b50f2e8407eb9dcbf702	2026-11-27 05:10:46.730904+00
40	115	1	\\x7fded25181b3081f46f1a7c5cef3014c87b3e4f9aaea2294f35df481819dc92d	sample-open-sources	\\x0100012b8a2f82f277b98783cdabe296694eb1737428c7e9bafcb98573a60753f030e6ae9ffa7866db8798bf320a5e57b19cfa8cd0ee2d568a0a45	2026-11-27 05:10:46.759729+00
41	116	1	\\x85572de22c43483f6dd6279ca1dddf05124a88b79a7168b09c9ff2457e4b7481	sample-own-units	\\x0100013317f5e8d98d997abf727329ac29080b54f6cbeb1d2135afb571247f04de7f9b9ecb0fddd6471410cda11233fa7e5b86cc6202132dc43ae1	2026-11-27 05:10:46.780547+00
42	119	1	\\xffd4cfa9ea9685d23cc454f981aaae5792c1cb23878bb31f34e2cfb619a03916	sample-own-units	\\x010001ab5a13d99a38878eb773e2a4a7e732c2a235d4f4187d894092f107487ecf10cac5e7b43af9f67812eeecdc4a870924e6c06fe1e9c66807af	2026-11-27 05:10:46.780547+00
43	120	1	\\x062521da34c94f1499082591cb3c13da39095d8f9d4951c0cc16fffa12320b0c	sample-own-units	\\x0100013e443e9e6cfad995e63198dcf60439c1d65e3e7cd922016afc91749321aa2d41c156f3089af361e7a6058101e2e927ecd55e2697f3ca3e2e	2026-11-27 05:10:46.780547+00
44	122	1	\\x06069a04c757a099e68691da75dd6cf9353cf06fa82eb1a36f8d600a5aee8b55	sample-own-units	\\x010001c3b95e1ff6b2a654f749483a0a41b7d49cf71d22a2e58aef3c0cebd1e632a2609f73b3f195053d65f4607c44e7daecc858c2575aaf625f72	2026-11-27 05:10:46.780547+00
45	123	1	\\x47db77a1b93981a4927a0a4f80ad40f2a9c4b00be6732ded6e54b83c4749bc30	sample-own-units	\\x010001efcff9620f5d191a0926a1001fa88bb161e8a3726fb29dbfb327f8d8b8d82f36cc417d46c61dba0a7fe3ba1eb4b05c1ed9a0a5a477bb8991	2026-11-27 05:10:46.780547+00
46	125	1	\\x3e6fc9e98d1001e2eb2b832cb2d7e9a46dc4169bdb4b9fcdbb20db6c10e6be98	sample-own-units	\\x0100013f4a4abcdfa456e9b6c8aa7e467904ccde222b1cc9f974ae6d9d1bb126996acdf678ce198cc8dad91e74ab137300b762143d9bcb5cf824f4	2026-11-27 05:10:46.780547+00
47	127	1	\\x0910fa8aeb0ff09513b4784d903aec87197e17825114510c9dba44a8c7db05e1	sample-own-units	\\x0100019795791ea96e5941cf480cb70a6d96a42fecc10f57a8660ddfcec87f3864b85fa9ed4791effea9e5cf6de1c7efed82fa9edaec9434e92b52	2026-11-27 05:10:46.780547+00
48	128	1	\\x27ea0f3e7f764b297a076ad4c46e1fa1b15e38187cd7e00b0004272cbe75f261	sample-own-units	\\x010001d9af8afdca62e3f37320b4b35ff4592dc690bf6d1b472217e79bebaee6f80f281758c8bdfa8821649d9854d8fc78ce5e0fc6ecafb8c20aa1	2026-11-27 05:10:46.780547+00
49	130	1	\\xd1fde53b04581282687beef2ca96caa725596a404ebe1a0304c89f1c849af011	sample-own-units	\\x010001ce6d5f9633e24cff45aeb1115b693a1dd2b7803e8cea810e8da8350955e0bbd8d433669dd011e946a10cff10b3536826ff37f706ecf352b3	2026-11-27 05:10:46.780547+00
50	132	1	\\x2c608988488a9bbcbd5af697d6233c342b355ee1ceeb09455572e5b5333d083e	sample-own-units	\\x0100019ca766bf1ee9f621b8c64949519b14cf98a9b3cd3c0451b977a41cc0ebe1acf40e96c79ce6138efa0b908238069dc95e848b13258174dcda	2026-11-27 05:10:46.780547+00
51	133	1	\\x25b05b8efe278b0fc498863aa8591cf5750f60005e688263f41d81caec3ec864	sample-own-units	\\x0100012b4bdfca0826024ba75da890093e980712fc7635010cbc23aecbc034d39f5ea43cb5973963e28a48d4ef13592dc1d1518d56f51d886ac74e	2026-11-27 05:10:46.780547+00
60	157	1	\\x8365b94fa9f21f6cac08a9392d8c2d5e3dd5d34554784424264c91eedb410911	sample-returns	\\x010001ba17cd9ab6c1306fa60766a9d7e08cf0503d25f9868bb9e6bf5b289307b7f8806d9d294b9ca4cce1f4cd40000596fc26db2dd21ceab02228	2026-11-27 05:10:46.821291+00
52	138	1	\\xbe988f9d99d09911a3b6351712b9b8baf7a7227f3e45bfb6db8b2dda0c8b15b3	sample-red-cross	\\x01000198d666e14b98aac3b586d517044070b6b924620d9349498999225a8fac82765a9e469f81b02d75de65791eb21b54b897621c708c7d5a74f9	2026-11-27 05:10:46.812257+00
53	139	1	\\x88918fe78bf02e34456192783ad7846fdfd8c5e94c75d43f6d8729555579e4b8	sample-red-cross	\\x0100014e01ed54ebee3b325ab1957f9e7b300a7896f4cdcf22a7b30301746bb1ff2ddab0ff823550742ebeb1c817b96a79673a476df144c4892a36	2026-11-27 05:10:46.812257+00
54	141	1	\\x6d1689e0f9c0641bfb4149809e4b66bc8367db82ae2da18179e41ec357df08e0	sample-red-cross	\\x010001951f0b4c523c1e960219a81d7bdb0ec86053179846c744d9b347c56fdfe4f94af187b468d468b2da27815c6b2f019d73eb06ea962d42d70e	2026-11-27 05:10:46.812257+00
55	142	1	\\xef98ad1b467900579b743ea2c64d8f2247f7b07ccc2359e9b0c664ae1511e3ed	sample-red-cross	\\x0100014bbffd839219ff367b2f38da9d1e7f55ef95893d229b539ae0d3817f32a892b07499f2847f3b5c5cac8a74aa28b76126677f5ca1f0a6e47e	2026-11-27 05:10:46.812257+00
56	143	1	\\x9bbf0e0fc6e5efcdce2e8abcb17b4e70718d04f3bc3defd548d9fb126db580b9	sample-red-cross	\\x010001f08488e9373131d1deead6d2e9cf4398581f76e2be844312efbb7de3bf2a67d1ce193e5316f0a932abcb0b1e24186b4f57bea3e4d58b2786	2026-11-27 05:10:46.812257+00
57	144	1	\\xee241b6047aff1ec403b4d4fea1c35e716ae0b6b22fe1c8c1b470a676d9dbc55	sample-red-cross	\\x010001327d7e6ed8c8acf3635c3d0f61f50adfb3bb2c19bc6c3f793ff6901514f66f90b5cc05cdfa92a513fce3656872a6756168f6e16474af63ba	2026-11-27 05:10:46.812257+00
58	145	1	\\x5bafc683b7e60d9e4051574576aabb951200a27eb9c71ba550fe27f7e5ae22ee	sample-red-cross	\\x010001ebcfb9c6915e8b4b42bd44b3abbdb43fbf36bde1f029fe766ddd88f0b86610e27c3e942c2524209ad6bb16f01bb71dc1efad46c3648cae00	2026-11-27 05:10:46.812257+00
59	146	1	\\x329b0b2b1a5accd08ff177984139f5936e81be46bd08f10a61360b895602da0d	sample-red-cross	\\x01000118830697436a2dfbd5ec1c86c507858b62a38f8db8c7f00e90e0e76e80124d3b7d354db10de81bb87a1a40f2c5e2ec31ee2362352c1f0069	2026-11-27 05:10:46.812257+00
61	162	1	\\x242a6173bd76ff3b0305e5730a344b015d29f18d9eec525493a29a5210f05712	sample-own-forensic	\\x010001f96ca66c443db7354b78ce839bb96ae8a9c6aacc9f45779af064d8faed81b6803b1ddf1cbba0f3e135b8904b9857fca832a13e33d9703a07	2026-11-27 05:10:46.848147+00
62	163	1	\\xee8499a90460977c4eb9607c86ab7c4fd6ad66ed3809ea234fb320fd2f14ad26	sample-own-forensic	\\x010001d762cb9d8b68100c404410ff462bea520a5a11cb5f1aaa0223b73e03013fb5e3905e67e122cf7c8334ba2745f33f82323b00962180dbd998	2026-11-27 05:10:46.848147+00
63	164	1	\\x9e41ad3518728a2e584df636d5a0ecaab47337d59d8c2abb30de2cb26fcf8f97	sample-own-forensic	\\x0100015d1dd1fc588267ecbbe97c3abdf713ebc87d623fb49d4edec9ea69c2ff167aa0191637a037f39446677a4861b4dde70c95f5b526076eeb80	2026-11-27 05:10:46.848147+00
64	165	1	\\x7c453820aa22311869fcd1b84336e724cfe525c7a32cc83751138f7584fcd967	sample-own-forensic	\\x010001ecdb79f1a953e800b4fdda58f1bafeb1c0302d5bc049897764062e5244316db59fae8c500e29d453e8f504bb648f0ef72df2baf84ec275c4	2026-11-27 05:10:46.848147+00
65	166	1	\\x05e2dcd35a0bdc88eea73794ecdff3ec37c1fae51078f3a9c4d72b58151ba798	sample-own-forensic	\\x010001043e0231413ea35d91be9aa6619bca960d5ca170c7760e4dd270ec2cab811b53cc8d46f0de5c9d25834eaa512594b159555b3aa742548b1e	2026-11-27 05:10:46.848147+00
66	167	1	\\x8792953b62ee083d1c798fa3d5cdf960945824174d0c2bde90eddd6632c2f410	sample-own-forensic	\\x010001e6f7779805d096a1b1112d9f2771820afd7d55c3e7bfae0a4018fcab164bb688b2f775ece4d42670a4ca2083787f738707d1e17eae46f013	2026-11-27 05:10:46.848147+00
\.
-- Data for Name: inquiry; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.inquiry (reference, state, language, opened_at, changed_at, opened_by, facts_version, facts_sealed, asker_sealed, contact_key, passphrase_hash, passphrase_failures) FROM stdin;
2976104215	1	1	2026-11-27 05:10:46.909175+00	2026-11-27 05:10:46.909175+00	op-1	1	\\x010001039507ff09b780750eabbda6f1b71abce8a9535fbfad51926d35476c8c6c7a5b1135788a81d8426e3e38e9abf07b810066f4917c40b3c7572be5c1a2c8a85fb16a2e3bcdd7882727cd1ec44f	\\x010001342f77de281137e8e20ec06d112816009813a5710acf0ba1d16456327f094f61924715598ebd278c66e419649dd9dd6273a919d2	\N	\\x0001b109a0e4c60ee193cb5acae99e278bc1e4ee129276cf2adb2551c4a95d4db907410a06961ce7c9fb21701bcbcc4c8801	0
8051841359	1	1	2026-11-27 05:10:47.154548+00	2026-11-27 05:10:47.16422+00	op-1	2	\\x010001897433d63a0ba920ecc74266d912b45ad1ce4fff54f822683ba86d212044717cc0aaf8d7240ed57ef3b3d0bd5cbe298b8f217e4b18a7622d9dc9822de6e4b20a2eab619700b96656f1547fdb74d5bb9cf9e344d3f706223dd78ac8e95a0f3b5c8d48f5f25a84c944423e322218721c72	\\x0100018ddd8e8303fe0953f7dda64773c6c1971734c3e8e69aa26c9e2f392cc98809925fc4ad64872810079faf1ab049fea173bb51e275	\N	\\x0001a4d900efcc3735cb7778ac129bf5368206c127aedd0ed6f264039c92f65fbdc9a3fbc585737ae08f410faa2712862904	0
5291736990	1	2	2026-11-27 05:10:47.173973+00	2026-11-27 05:10:47.177357+00	op-1	2	\\x01000191806eea56818193c54f8fba8a2ab409db56d23b6ee70ba2a4e69b289ecc6cdae97c49e69225b345ae54b877869d03f6ed0e5aeb2d9ee58ba21b9a26d0c124ec26b8269410c88d3d1c6e069d19487fcde7a6344cbb78cecb	\\x010001a5fad73a2d7b06438fa46ba813402eedecd2faeab827c09ac4021fbe2dc1e42295e6ec093ed631d7c600fbedf91851919a3f185a	\N	\\x0001fefacf7de872ba96829c84fd50ec85871485925db55c61565010d265c33707d833cab5acbe459c2c5f5305efe74a239e	0
5604760811	1	3	2026-11-27 05:10:47.185974+00	2026-11-27 05:10:47.18971+00	op-1	2	\\x010001dcdf206140dccf74534240117f6f1ab2ded890acc2f011ab45fe3dcd699427b5e31c374ccfc22493fd2bcbc1d28039c8c99830998aa2aed4b50b12d543d4e1d8beebdd68221d42fd73a3c48587ff69f88da599fa7cc9801fa33153b046fab98cfa6ce65840c35b495bfac766723c3f85c0a6	\\x010001dda3e9052df44f64b28cd7211ecba871d7270a20305d5bfe8b17dfcd28d4376826fb9c7bcb5f304d70f7ec18a71a0652634f7d70	\N	\\x00019b7c52eba701278bddc464d09235db7851b6e97a1e4a1d1fedde383335e10856a83fb444b3cbe3fd3e0f585da129d848	0
3453169981	1	1	2026-11-27 05:10:47.197509+00	2026-11-27 05:10:47.2014+00	op-1	2	\\x010001dde901a8d0f75a1b82dbf7dd0dce9ad4f9a8407ca04ec1663b64a1752300f35e32a0d9e566a783d8dc3b47063d523768463550752d4d10c581474dde0ec978316de194a0e18beac52997673cbf44e6095497107a44c5df44def48093998d99a9b15048bddfaa1423043e4d89f55e196facbaa9c0488e14ff	\\x010001f8e10eeb1aaf2965e53bcb0c09a339251098d9c3d4fceec09502a2bd8b87fafa1681825acc20008dc68c4e31d2058707a0e02e77	\N	\\x000165b2ce1e470097ea1ac0874e3c380d18aeaccb5d60532e4184285a0c05df1486b15477a34f69943fcce9248d792fd085	0
5480716764	1	2	2026-11-27 05:10:47.205668+00	2026-11-27 05:10:47.221571+00	op-1	2	\\x01000175aedc048d932c1fa4dffc97715641dcda406579510cfb28d46b5e1d21471c18b9e3a62e77ca2787d29e2068a203e246e6682bca361bb99a8e47abd44a047ca5c85b23226b7ece1349e232d10f8f7ab2ab17bf38c0b6a4699cb0	\\x010001e8ba98484977a9ba2a6cc8c9d1daabf9a84046f9b503518f3e1a9f46d62c498e42ce1d52f622dd872004ce22172b14717386a1a1	\N	\\x0001243958b942b6d62e92cf0177ddba444e749db2b8778a6b3601bac4420ef4acca8c3d6f9aa6b6fd3f677b6cca727a8baa	0
7062583535	1	3	2026-11-27 05:10:47.22555+00	2026-11-27 05:10:47.229305+00	op-1	2	\\x010001311022a438176cb873ed40bf63c03d6a1a9541b4ba07d672b31abe37901d557b7ba1370dd8f3350a6b3715b211930584f4e976c1de9cf8457d259aa72b1aabc475a9d6a0ccccb077401102c5263d68a82bf60bf0ee9300b4e36de3b2b26c39a8690c6212ae8beec0a908fd5a15e3aaf2c1e419	\\x010001bfdb4c5cc610639695a87ec111590460bf6b8642737b819b2a4eeba7187990f90a99e0bc83b0d41c87419c5e105eb658c7fb3d3d	\N	\\x000192db1ad62426accc98fde918f40984a7abf1803f918d7c2243122480c84694735162417b1c925e90d188b46a8ad9502a	0
2380351201	1	1	2026-11-27 05:10:47.237566+00	2026-11-27 05:10:47.245504+00	op-1	2	\\x010001365e9abc54b3ac80df8ce74b9d106b9be22aeac2a040c9faee07cecfe01751f0c2dae7944dcb21fdbef39f994ba1882d91c527d76875d3a85c2d0274ca193d6b41ca528f1e511bcb3b7c3240cbf96e1571cc93205222baead65be6c6dd80b8dd3c50fb4a767822be166748178706f57aee8fb82865ca0ef46edb	\\x010001e0696ff8bf2e02842ef383c1be7970ac87b1d7301874ff8aee01146b4943ad3f93f6135a1d43f381800f26c06e8750c76eefcd1f	\N	\\x00019653ee369a56861d68c902871272a4c76b96cc229c4aa1315282d52bdcf8b81d3bdcf77da141b81ff38511c5883babdc	0
7631010161	1	2	2026-11-27 05:10:47.249585+00	2026-11-27 05:10:47.255726+00	op-2	2	\\x010001c911b9b15f1cda37d674e625e909da364f7b98f135f2b8496ada5478de3dcdeaa10fa6be7fa288e9977e3b24d24222e44b86758be0826e8bb9b47cb268a450bbdc5ee9f5d197e063a709860377c62fa7c78f32d7b92a880029af0a3eba06c216a9c0c3c516c9e68301aa6d925112bf75878e395eb796571c1c5b1f2ff832a74251a7ff33	\\x0100016fb65b198b3f8d111a43fa0281552a0852712fc02e90227ef4da15255220395f84248d6fd664056c44c2b7d9dd2798dc3c1bca20	\N	\\x000105e38746189707584b08cabf53d0cf1c2b76724a9a958f72fcce40a37a05eb839922510e1a763070e579168ae3334b9a	0
3407114049	1	3	2026-11-27 05:10:47.257286+00	2026-11-27 05:10:47.265614+00	op-1	2	\\x0100012221ca80d7fafe8bafc14008dd917e5ed1057b1e3cbb0c1239c30e84d3428b68d9985ff895bec1a7baf100bd1442b7f5dd8e5286898169484d70fd3f55a9ed7ab4d6f4e89d53b14415c1fd855abf0aac0fde4adc506e5404e3147ac30bb07327146d8a91a8032d88151764fd15e780156ed0e553914d337911b9c09b	\\x010001111b66bb0ad5f37dead54147e6b068c261b9e68c3aa324917a702ff1e47158f9ab22023f3f9006967c32b3ad41962b5e770db2b2	\N	\\x000125752a2e16db1618b3860d9e40fc18348264027e0f3d03149db64bc25b93327c0c97cfc2167bee12b1220986e1a46399	0
6193574939	1	1	2026-11-27 05:10:47.269482+00	2026-11-27 05:10:47.277703+00	op-1	2	\\x010001efeb984176932cd2b24f84f817880c3d645044af0a5671557c80896b85f6075381ebee84548b0c56a24c7cdf5f667e1c9337ced2e79118cd2dca9c2be450698bea80320d1a33dc7402bdde3e929993dfc29c52d3bb81cc96f196686ca7931ad26bbeaffe4c664f53a41b501f9d2d8374d11f728a3119bfd7	\\x01000155f63a373b8a8e263379104bcefac5e312613b3f9e860ef390efebe872bb406e29dfe441093e893871fac8ec9b96a0a369600933	\N	\\x000196927e9dab7b52ddceeb1312594c1a8674bdec92bbdc099d4142f3f7fdc6699278c86dd520c9a675c89335534264fa17	0
8343903069	1	1	2026-11-27 05:10:47.353793+00	2026-11-27 05:10:47.353793+00	op-1	1	\\x0100012977f63fbf325686c81b2edc962acf86c1d274427f52ad43b0b9297e1c05b6535e631965eddbbf87491ba17f84c0addddb3b8a6323ec1e53df7b5e2e7ec34d7a5b13fcd9ce1a4239	\\x0100014e587e34908529951ad34b4d9de0b5192da884f5203d78fe26bdacb6441642361a70d4a7523690f56c71c3fc3ec7a656398511ab	\N	\\x0001b3271404ec6f36cb493d25a7d51c791b2aa1a46da56e0572136f90aa114b5686d4509c0bb74c9a5f84301ecc52b7941e	0
\.
-- Data for Name: inquiry_facts; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.inquiry_facts (reference, facts_version, facts_sealed, added_at, added_by) FROM stdin;
8051841359	1	\\x010001070f48453345152668da69bd9234bbc6fcb1ba14256f91c33e01b6437a2ea743cde5cb7e0895561cf0c5bdc2cb0f6d68efa64c1a78488012487dfc1f46af84267cd027661362908cb2723eba14896162fe39d441ed1fe2b4172a0acc3cad5b4d943ecb0b9e3a5299	2026-11-27 05:10:47.16422+00	op-1
5291736990	1	\\x010001ded8905196c3e9231ec02cb957ce71ba893fe2e06c59208845aa897760ec1a801aaeb30b3819ee21c4202663af0447635f8d1a4ea2b136dddcbbef32bc8c2dbafd31116892f893a400c7620b7abfd652	2026-11-27 05:10:47.177357+00	op-1
5604760811	1	\\x0100012c5758857bb4e3008dc264efd7651feb19448ecb7ab6f11064642faeedf259747053082fab84e885e628fe1c5e7a6681cb0325b184268b8f98221dfa41a7085f0ddd275f2447de4bcab1a46579b320885792029b32d36ee33e260c928f7f94d25fd0f95503e5a7d18c8e	2026-11-27 05:10:47.18971+00	op-1
3453169981	1	\\x0100010d6184157202b49d87a26b17d716d92d93103e5118142f3cfdaf068a177b35fb1d4055bf675fae9eaedf938f51141df5e05c1ea1a2796d67919e6dbbf2d5a3cf7f7ee6cf8302dc3ab7373ab71af0107c12dc0bdede0cae3e8fbc1757cc633439ea77baf27f869fd965b1b7d84a43ef93	2026-11-27 05:10:47.2014+00	op-1
5480716764	1	\\x010001e16345e8eac295afe9fc9a049645b5264b6b23341f2f28803484beb3aeeee25e42b063d2970061bca0eb2df1c5482666668d5007e5aad54a74df5baa3870535f854df7b17244e34d6c2c2bb2107049ad18e7	2026-11-27 05:10:47.221571+00	op-1
7062583535	1	\\x01000102482aca82be5496d7177af7a5d4503214a6d24a8e5a0ddaa811a861c73c7e194c206e83be6b4c64c62c2706e4aa97f51b2dc480fd0f694a81e0451794193431eb2488b61030e586bc2eb5ddc4a92db6774cf55509b8d21763e083f756433273300901a2d9a7de65a7270c	2026-11-27 05:10:47.229305+00	op-1
2380351201	1	\\x0100016e13e720fb9e64e83d6c4923a83662b83862527798ff97e6aa54fc13624d9a4833581e10a33ceae37b4f1a35ea09585554777ca7bc65c4082bead1c455ebdbdab1f3ade24cba7e2520ff20eb3ded2dfebd545232a77b460e9f9c5d9719c4f840a7fdb49cc3d3212753823c183784de26400f	2026-11-27 05:10:47.245504+00	op-1
7631010161	1	\\x01000156d70ed2f1344965e2a99a81e4210e732572ff510893b36e7c48ec2b24c0d836e484e244d8f0bbcc26764cdc5665dbfa05e9c9b52e8afb062faac303af90c07e4483efc12d2749f3b3825321662c2d99fdeb8786c2ecd03c3829a6f0d92a4a72c76217350a6ac68999bf6eeda546512655346e1db826ec828da41942	2026-11-27 05:10:47.255726+00	op-2
3407114049	1	\\x01000173b7e2c70b6fd38b88840dbf9f2a55c11dabef85c42ba4c6c68bff1504ffd184c906f9fd8e1fccfbfde2dbdfaec21d0da6d115dfc046a2993080685659c33adb88c4c1e8a6763ddbb8d5fd76e12fade48c74b48f3b6e6230b3025a6adf21aa0a2e34e97c4f66bf343397267a4b7ae0a7b8cb2f66	2026-11-27 05:10:47.265614+00	op-1
6193574939	1	\\x010001255861ae04f8732968f7e125f6caf56d907f92526ea3a7b97047a6123ee68ca934bb51104d38acfb6bb23844329326f826b2779d1acee3698d4a53a8f234f1c800b6356b585d20f7e7755187406c74af873c6f780dcfc3f110a4f3a7c699b0fd4994512af9bebd7dde09122ff06f8dd9	2026-11-27 05:10:47.277703+00	op-1
\.
-- Data for Name: link; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.link (link_id, person_a, person_b, state, probability, reasons, proposed_by, proposed_at, first_reviewer, second_reviewer, decided_at) FROM stdin;
\.
-- Data for Name: list; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.list (list_no, list_id, source_id, side, rows_total, committed_row, rows_new, rows_unchanged, rows_statement_added, rows_refused, deaths, received_at, entered_at, imported_by, countersigned_by, countersigned_at, withdrawn_by, withdrawn_at) FROM stdin;
1	\\x2a5c269b9cd0e57f61efe8227ed6e94ac673444e4e72caeef288b78cf938e96b	sample-internment	1	77	77	31	0	46	0	0	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.66136+00	reg-1	\N	\N	\N	\N
2	\\x702532dceb4759f5c72d425f59a62d68ad71afa7690c18aee5d0d8f672879876	sample-forensic	1	19	19	11	0	8	0	19	2026-11-27 05:10:46.708096+00	2026-11-27 05:10:46.708229+00	reg-1	reg-2	2026-11-27 05:10:46.716418+00	\N	\N
3	\\xd0b23280bb50f6ff8bf7fd6356d6b100485d76caf414257c297b14f58bee412c	sample-front-reports	1	16	16	15	0	1	0	2	2026-11-27 05:10:46.728155+00	2026-11-27 05:10:46.728253+00	reg-1	reg-2	2026-11-27 05:10:46.750545+00	\N	\N
4	\\x2ac4b717485fca1ba8d33f652907358ab3ef761fa45d1391a0df0e382c68fcc0	sample-open-sources	1	3	3	3	0	0	0	3	2026-11-27 05:10:46.757829+00	2026-11-27 05:10:46.757883+00	reg-1	reg-2	2026-11-27 05:10:46.774521+00	\N	\N
5	\\x5dfa361b5d4934c4c17960514a603335ba00cb6947434f1919cd18af7267c9ca	sample-own-units	2	22	22	18	0	4	0	3	2026-11-27 05:10:46.778216+00	2026-11-27 05:10:46.778294+00	reg-1	reg-2	2026-11-27 05:10:46.803916+00	\N	\N
6	\\x41d881943c36174786b3e6a764c57f549411a6606ac016e1d4c4ba55a5fc4b3c	sample-red-cross	2	19	19	9	0	10	0	0	2026-11-27 05:10:46.810432+00	2026-11-27 05:10:46.810597+00	reg-1	\N	\N	\N	\N
7	\\xc8d073e9526b2d044067c3a26938e0d65929021a8d02672ca116ad64a3baddbc	sample-returns	2	4	4	2	0	2	0	0	2026-11-27 05:10:46.819883+00	2026-11-27 05:10:46.819973+00	reg-1	\N	\N	\N	\N
8	\\xda2ba05677e602346de92c1cae2e6399bc6515b0f67b0439795bc7eeb68ea872	sample-own-forensic	2	13	13	8	0	5	0	13	2026-11-27 05:10:46.842489+00	2026-11-27 05:10:46.842555+00	reg-1	reg-2	2026-11-27 05:10:46.861701+00	\N	\N
9	\\x2592dd2d5b440d82b931a879c6daa736f9a8a352a30bc9b461eca92e9dbeda36	sample-civilians	3	14	14	10	0	4	0	0	2026-11-27 05:10:46.865364+00	2026-11-27 05:10:46.865451+00	reg-1	\N	\N	\N	\N
10	\\x564c1607ee8eb6ab6a234e4b2fbcc0e55d93aa737655e9c415377b8081d4407b	sample-children	4	2	2	2	0	0	0	0	2026-11-27 05:10:46.877288+00	2026-11-27 05:10:46.877336+00	reg-1	\N	\N	\N	\N
\.
-- Data for Name: list_row; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.list_row (list_no, row_number, outcome, person_id, statement_id, faults) FROM stdin;
1	1	1	1	1	\N
1	2	3	1	2	\N
1	3	3	1	3	\N
1	4	1	2	4	\N
1	5	3	2	5	\N
1	6	3	2	6	\N
1	7	1	3	7	\N
1	8	3	3	8	\N
1	9	3	3	9	\N
1	10	1	4	10	\N
1	11	3	4	11	\N
1	12	1	5	12	\N
1	13	3	5	13	\N
1	14	1	6	14	\N
1	15	3	6	15	\N
1	16	1	7	16	\N
1	17	3	7	17	\N
1	18	3	7	18	\N
1	19	1	8	19	\N
1	20	3	8	20	\N
1	21	1	9	21	\N
1	22	3	9	22	\N
1	23	1	10	23	\N
1	24	3	10	24	\N
1	25	1	11	25	\N
1	26	3	11	26	\N
1	27	3	11	27	\N
1	28	1	12	28	\N
1	29	3	12	29	\N
1	30	1	13	30	\N
1	31	3	13	31	\N
1	32	1	14	32	\N
1	33	3	14	33	\N
1	34	3	14	34	\N
1	35	1	15	35	\N
1	36	3	15	36	\N
1	37	1	16	37	\N
1	38	3	16	38	\N
1	39	3	16	39	\N
1	40	1	17	40	\N
1	41	3	17	41	\N
1	42	1	18	42	\N
1	43	3	18	43	\N
1	44	1	19	44	\N
1	45	3	19	45	\N
1	46	3	19	46	\N
1	47	1	20	47	\N
1	48	3	20	48	\N
1	49	1	21	49	\N
1	50	3	21	50	\N
1	51	3	21	51	\N
1	52	1	22	52	\N
1	53	3	22	53	\N
1	54	1	23	54	\N
1	55	3	23	55	\N
1	56	3	23	56	\N
1	57	1	24	57	\N
1	58	3	24	58	\N
1	59	3	24	59	\N
1	60	1	25	60	\N
1	61	3	25	61	\N
1	62	1	26	62	\N
1	63	3	26	63	\N
1	64	3	26	64	\N
1	65	1	27	65	\N
1	66	3	27	66	\N
1	67	3	27	67	\N
1	68	1	28	68	\N
1	69	3	28	69	\N
1	70	1	29	70	\N
1	71	3	29	71	\N
1	72	1	30	72	\N
1	73	3	30	73	\N
1	74	3	30	74	\N
1	75	1	31	75	\N
1	76	3	31	76	\N
1	77	3	31	77	\N
2	1	1	78	78	\N
2	2	3	78	79	\N
2	3	1	79	80	\N
2	4	3	79	81	\N
2	5	1	80	82	\N
2	6	3	80	83	\N
2	7	1	81	84	\N
2	8	1	82	85	\N
2	9	3	82	86	\N
2	10	1	83	87	\N
2	11	3	83	88	\N
2	12	1	84	89	\N
2	13	3	84	90	\N
2	14	1	85	91	\N
2	15	1	86	92	\N
2	16	1	87	93	\N
2	17	3	87	94	\N
2	18	1	88	95	\N
2	19	3	88	96	\N
3	1	1	97	97	\N
3	2	1	98	98	\N
3	3	1	99	99	\N
3	4	1	100	100	\N
3	5	1	101	101	\N
3	6	1	102	102	\N
3	7	1	103	103	\N
3	8	1	104	104	\N
3	9	1	105	105	\N
3	10	1	106	106	\N
3	11	1	107	107	\N
3	12	1	108	108	\N
3	13	1	109	109	\N
3	14	1	110	110	\N
3	15	1	111	111	\N
3	16	3	111	112	\N
4	1	1	113	113	\N
4	2	1	114	114	\N
4	3	1	115	115	\N
5	1	1	116	116	\N
5	2	1	117	117	\N
5	3	1	118	118	\N
5	4	1	119	119	\N
5	5	3	119	120	\N
5	6	1	120	121	\N
5	7	3	120	122	\N
5	8	1	121	123	\N
5	9	3	121	124	\N
5	10	1	122	125	\N
5	11	1	123	126	\N
5	12	1	124	127	\N
5	13	1	125	128	\N
5	14	1	126	129	\N
5	15	1	127	130	\N
5	16	3	127	131	\N
5	17	1	128	132	\N
5	18	1	129	133	\N
5	19	1	130	134	\N
5	20	1	131	135	\N
5	21	1	132	136	\N
5	22	1	133	137	\N
7	1	1	157	157	\N
7	2	3	157	158	\N
7	3	1	158	159	\N
7	4	3	158	160	\N
9	1	1	174	174	\N
9	2	3	174	175	\N
9	3	1	175	176	\N
9	4	1	176	177	\N
9	5	1	177	178	\N
9	6	1	178	179	\N
9	7	3	178	180	\N
9	8	3	178	181	\N
9	9	1	179	182	\N
9	10	1	180	183	\N
9	11	1	181	184	\N
9	12	1	182	185	\N
9	13	1	183	186	\N
9	14	3	183	187	\N
10	1	1	188	188	\N
10	2	1	189	189	\N
6	1	1	138	138	\N
6	2	3	138	139	\N
6	3	1	139	140	\N
6	4	3	139	141	\N
6	5	1	140	142	\N
6	6	3	140	143	\N
6	7	1	141	144	\N
6	8	3	141	145	\N
6	9	1	142	146	\N
6	10	3	142	147	\N
6	11	1	143	148	\N
6	12	3	143	149	\N
6	13	3	143	150	\N
6	14	1	144	151	\N
6	15	3	144	152	\N
6	16	1	145	153	\N
6	17	3	145	154	\N
6	18	1	146	155	\N
6	19	3	146	156	\N
8	1	1	161	161	\N
8	2	3	161	162	\N
8	3	1	162	163	\N
8	4	3	162	164	\N
8	5	1	163	165	\N
8	6	3	163	166	\N
8	7	1	164	167	\N
8	8	1	165	168	\N
8	9	1	166	169	\N
8	10	1	167	170	\N
8	11	3	167	171	\N
8	12	1	168	172	\N
8	13	3	168	173	\N
\.
-- Data for Name: log_batch; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.log_batch (tree, first_index, entries, root, nodes, committed_at) FROM stdin;
1	0	1	\\x593de1b191104c9edd377c0c5dedbd100f967e89a2f481b0118b1bc7cdcf859c	\\x	2026-11-27 05:10:46.911577+00
1	1	1	\\x86d6e45a241eda288212dab9e78d293d891e65dfb9e647a29cd54f9d9457af1a	\\x86d6e45a241eda288212dab9e78d293d891e65dfb9e647a29cd54f9d9457af1a	2026-11-27 05:10:47.155152+00
1	2	1	\\x9199896f6c370a3600fea62104873d0f15879b7762b6ba1688a6cc698d8711d9	\\x	2026-11-27 05:10:47.164634+00
1	3	1	\\xdd66636b520f821b75ca210b9d63b4899a943263bc29d8781d718aab041ed0f6	\\x75ca1513b22f8c69391500fc0aa03b0bbab70b3723932a5b50da09863808d39cdd66636b520f821b75ca210b9d63b4899a943263bc29d8781d718aab041ed0f6	2026-11-27 05:10:47.174233+00
1	4	1	\\xfc9226aa31930c231b9b27a593773ff7526765e6e351255dd412d021cc48e92f	\\x	2026-11-27 05:10:47.177835+00
1	5	1	\\xa483e0844817d3058d2ba929dddda50b0ff02184155479b804685b4b6158b89b	\\xd050220edb90e3d7dab3b57c247db61be284f9d35aec0eb8e9512d6edd8b3731	2026-11-27 05:10:47.186288+00
1	6	1	\\x62258177542d4af3a3287e17406e4b70aa77137b6d6e3e9ab6348d942f22b783	\\x	2026-11-27 05:10:47.189929+00
1	7	1	\\xe085bc4616cf6622067600ea4b823af8e70cb714a0ad9597037bd091a400de7f	\\x2bcdafd896ea6c5a8099d3f4a5df7e2c86800c8e9f067e925d9b5863b402187a6b966fea0c6e8eb002de746e2b83ee7a39f95ceb22db4e75e32c7742e9267200e085bc4616cf6622067600ea4b823af8e70cb714a0ad9597037bd091a400de7f	2026-11-27 05:10:47.197726+00
1	8	1	\\xde13831942fd270e42c942fbd16be968fcfad6b7d5ff0781aacfa32d29363a9b	\\x	2026-11-27 05:10:47.201691+00
1	9	1	\\x8577d2131f30f0da414fed74b520598ace9d4b87158330c5688411b4fc270c5b	\\x2e41af18335beb29e19f02d59ba63c932f349056dd9f0b3bf8c9a8afc4d83804	2026-11-27 05:10:47.206633+00
1	10	1	\\x1f9697003170846939bb5f965fc8932965f4405918d896c5ff80c7ba04ad0500	\\x	2026-11-27 05:10:47.221884+00
1	11	1	\\x4e5798a6513c16db84fe5825167efbdb5dad13c63e1a76f963c0cd8edab2cbe6	\\x37c8a13e423435e148195a9f0879a5e5c4f4575dea45299103ef30330730b832692ec4a9e73659a53a0b73eabf1f12733e24ac14516624756df833845b70a342	2026-11-27 05:10:47.22581+00
1	12	1	\\x186392df3dc43ea8ab6677f9663161b88f9ff7106f3663619cbfdbfca3ac330b	\\x	2026-11-27 05:10:47.229859+00
1	13	1	\\x5caff500b8a26dc57ff874ebef0c1a3215246d71d1b1770e77f894e2fa3144f3	\\x3370f104bc356e14d600c5094a8d90cdb6b5bee776a79752db6b4654ed8cda2c	2026-11-27 05:10:47.237806+00
1	14	1	\\x07bd353e7fca4775f94990920449cbbf9321396f9c4d77ff64e5da2bd97e2f38	\\x	2026-11-27 05:10:47.245719+00
1	15	1	\\x7d2c36248936d09fa1bdd36bcf839c049375d7dcb37a4ca93f2183bc44bc5176	\\x852d2372e4a7b0b921dd9337ef31669d66ec68cbc9d7b5fb1aaba5687a42070338464d977724ad66f2f50f222886c071af0f9ad8fb5e7ea93c4d18ecc05a31185705769d8767c2b90709d3b48d533a92712377288fafffdd48a4918aa009c7c57d2c36248936d09fa1bdd36bcf839c049375d7dcb37a4ca93f2183bc44bc5176	2026-11-27 05:10:47.249828+00
1	16	1	\\xb5606c39b88f0fd5796af8fffeccd46342594da252bd1a53fa0fd6cc69131c0e	\\x	2026-11-27 05:10:47.255973+00
1	17	1	\\xd61cbe43b955049de40e6148c050a010480d155c02e0fd31ddb8ba1113bf6653	\\xc5eae2a0ca2519f1c77a0bdd7b674416f513e323c6d4a88b1863174361e810a5	2026-11-27 05:10:47.257513+00
1	18	1	\\x14c27943be2621fc1934199db78bfd3605d79daa9a36de4e86b6522b4e88319e	\\x	2026-11-27 05:10:47.265877+00
1	19	1	\\x64606d2a991c57447e97859229a8e05aea14cdf2aca742817245e9154a6b4463	\\xf19674877bd6d17a2149fa9be96239b1ea75bf257e45e99f385baad3d239f9f2d6bd95ea672fad74a78fb5c13798b23dae826b1392379ec5c6614426307043d5	2026-11-27 05:10:47.269699+00
1	20	1	\\x1b9bb56a6b5b6d7b3ee543f63c3671b585a07d509002158d942b68d488d5dfc9	\\x	2026-11-27 05:10:47.278118+00
1	21	1	\\x5f07eed5b60d6e99246f8b67ee1944ed9dea9807c32abc7950575d0c83a6621d	\\xa9f9ac5df708de63d2e1f0909a34b63c2f44b6de3dbb48c15bcfb4937dd649e5	2026-11-27 05:10:47.3543+00
\.
-- Data for Name: log_entry_p0; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.log_entry_p0 (tree, log_index, logged_at, leaf) FROM stdin;
1	0	2026-11-27 05:10:46+00	\\x0101655be20bdc8176e7b3dc02c90c76bf53000000006b0910d6531dcd31488c4f17890358b19dc88adc672890beb978901a21c31eb14020a6610103e31e5c9d84708245e8f1c94aca63456c82940e3b336b83fdb42bad3a2b0d
1	1	2026-11-27 05:10:47+00	\\x0101630a50028721846861fc98e4dc7e22dc000000006b0910d7531dcd31488c4f17890358b19dc88adc672890beb978901a21c31eb14020a661a58825d6abee68420b0ab9c822e06850682f2a504817f3a848dcc31596fc3342
1	2	2026-11-27 05:10:47+00	\\x01019fbb1132feb9d1613525514fe6391c72000000006b0910d7531dcd31488c4f17890358b19dc88adc672890beb978901a21c31eb14020a6617666d81bdff4f3156bdc0b221387415ae307821dbbd85ca92399e7457d684716
1	3	2026-11-27 05:10:47+00	\\x0101210f1094b2f7ecaf132bfd3e97fc2956000000006b0910d7531dcd31488c4f17890358b19dc88adc672890beb978901a21c31eb14020a661c3713121abc8a327fe373275d772d6343d674dbe6f1d12cc86f87ba86c7c6077
1	4	2026-11-27 05:10:47+00	\\x01016e1cd97a307e7abe625f74080b4076fa000000006b0910d7531dcd31488c4f17890358b19dc88adc672890beb978901a21c31eb14020a661635aaa94baae90aebb1948ef5d7319e6ae68c9c6eb682066faa8700847292989
1	5	2026-11-27 05:10:47+00	\\x01016552b3d8bf58df3d4fbd62a6f8038b90000000006b0910d7531dcd31488c4f17890358b19dc88adc672890beb978901a21c31eb14020a661c33226670b2a27ab9289dbc8d4e1b0d0af58d370c61587764a9df559147d0558
1	6	2026-11-27 05:10:47+00	\\x0101c74df7a7ef66202085ac6ae25953af7b000000006b0910d7531dcd31488c4f17890358b19dc88adc672890beb978901a21c31eb14020a6610b9849d51aa380723d3a6472ac577613394af9e7948b5b53d9121677a0fb27a4
1	7	2026-11-27 05:10:47+00	\\x0101e9820927e7cf2d51fbad72744860312e000000006b0910d7531dcd31488c4f17890358b19dc88adc672890beb978901a21c31eb14020a6615e8c4b6990fd855eebe72a83298b764aaf647226dcd6d338f0c885e6b01cad95
1	8	2026-11-27 05:10:47+00	\\x01010fd5327d4acaa5abdbdd31ab53ea565e000000006b0910d7531dcd31488c4f17890358b19dc88adc672890beb978901a21c31eb14020a6615d51c46e73d231b954be3871c73bce8170231247b49873a96ad8b5c6f3f2e0d1
1	9	2026-11-27 05:10:47+00	\\x01015924bd9164ee5331900a1672cd88b913000000006b0910d7531dcd31488c4f17890358b19dc88adc672890beb978901a21c31eb14020a6613b9a3987908d462993bb00603b8a3ad75aeed8248ddbface70e2e6c90848a914
1	10	2026-11-27 05:10:47+00	\\x0101744f522683294ed87537d9fb3255e0de000000006b0910d7531dcd31488c4f17890358b19dc88adc672890beb978901a21c31eb14020a661887276c9c30e937291ba2328d2a71cad1894ca318faba7185ba3299754ae26f8
1	11	2026-11-27 05:10:47+00	\\x01011428186c5d3b054c41b46b2c43d072e4000000006b0910d7531dcd31488c4f17890358b19dc88adc672890beb978901a21c31eb14020a6612c25651999db5def8e278718e9340d876385ad1114cd31097ccc849b41d1152e
1	12	2026-11-27 05:10:47+00	\\x01011c24e631040ca7c1c9329519e4cde1c9000000006b0910d7531dcd31488c4f17890358b19dc88adc672890beb978901a21c31eb14020a6615665b98f489017b39a5fb62418999cae36775b5ab6ce2b6e984bfdac05eb875a
1	13	2026-11-27 05:10:47+00	\\x0101141d8f5838c887e2d8fc37626ee2ac59000000006b0910d7531dcd31488c4f17890358b19dc88adc672890beb978901a21c31eb14020a661a80591bc5bae9d2607d9f5ee3fe115540390a4aa97217452f6c8d9d6ba689a67
1	14	2026-11-27 05:10:47+00	\\x010122edb8fb9acd758110e821cd079dc4e3000000006b0910d7531dcd31488c4f17890358b19dc88adc672890beb978901a21c31eb14020a661fe5ababe01a6fcee6cd13a0d851bbc1ee32593ccbfd6b439d49b169174b304f4
1	15	2026-11-27 05:10:47+00	\\x0101111bca9ffdc21358cb47d230dff3dd38000000006b0910d7b00385c666efbf172bba696a5225b2dd4d5dc0bc4359ef5588198c6b4b5a4d9e7435b79f18dcfa09ca52642a96c74a6e2163e6a4d83b493d96cb998b51b9e410
1	16	2026-11-27 05:10:47+00	\\x0101000f93b1e73293e6a0779b3ae6da7166000000006b0910d7b00385c666efbf172bba696a5225b2dd4d5dc0bc4359ef5588198c6b4b5a4d9e2eb5ecf959c939d6b32ffa6a9364911d0a83d68f60cd973afe2794669f61f89b
1	17	2026-11-27 05:10:47+00	\\x0101de0f03275550a6f42e8280f8ea412f38000000006b0910d7531dcd31488c4f17890358b19dc88adc672890beb978901a21c31eb14020a66150781f3b15edfb63481ed8e94ac372308721e68de04fef4a5abe888d43a6f7c0
1	18	2026-11-27 05:10:47+00	\\x0101447901cd44b8e6ff142bfc49a3672c51000000006b0910d7531dcd31488c4f17890358b19dc88adc672890beb978901a21c31eb14020a661ffee00fbd58e2ca04d79dc41013bd777acc7a9f297220ebb904b518fd1c5eba1
1	19	2026-11-27 05:10:47+00	\\x0101735b87f400881b78fea226cfc4908338000000006b0910d7531dcd31488c4f17890358b19dc88adc672890beb978901a21c31eb14020a661adcdb2037d3fae03e66f9a817b8e924eae8f5664cadb80f1df5adc110ea4b6d0
1	20	2026-11-27 05:10:47+00	\\x0101e06839e86ff2f1133ee00362648b0b90000000006b0910d7531dcd31488c4f17890358b19dc88adc672890beb978901a21c31eb14020a661a99008bf508945894bcd757f935c50c24d61b05dd620dee83d0cee3db385a9be
1	21	2026-11-27 05:10:47+00	\\x0101428a68c021747b32230709c44e2554e9000000006b0910d7531dcd31488c4f17890358b19dc88adc672890beb978901a21c31eb14020a6619462491e35d7e7d81a415488310c02f7ad3ef7ca43dca4c388d6a96460c1541c
\.
-- Data for Name: log_entry_p1; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.log_entry_p1 (tree, log_index, logged_at, leaf) FROM stdin;
\.
-- Data for Name: log_entry_p2; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.log_entry_p2 (tree, log_index, logged_at, leaf) FROM stdin;
\.
-- Data for Name: log_payload_p0; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.log_payload_p0 (tree, log_index, salt, key_sealed, payload_sealed, subject_key) FROM stdin;
1	0	\\xe4facb8712354afadd71a88e7c3ea504e23fa153c58129fd9aeea6595d9a3972	\\x010001cdd0c2f5caa7fd12b1131461dbcff3a6e40acc82b09d35f31163c6585a81193eb2788d23c26562fc02c2f446460ccf6c39aea125cdff76a3ae9dc872c6ec9a79447b91fc0d343ede	\\x0184fb6afc81e4d4308ab1d5679e1a8dfcd981187c073a1a12c1031d50609d25e1e95435f2281c9a7e5e78dc487af778b0e5c0d8d9e80b3a20bd68b4ac3e7d21edf1145f0667a666da68fb8e8d7cee30dbdb53695c7b66445f7d5045a0a9a30134d1a14175e4dd1dd490ce2e6163ff8f6bdca2ce6a71456a28c832b9dc1ba48dfec9a521173a5260790d457b0fa519ffc675affe4af29d1b0e703186d0c781e62264dc88b32e0d27db7dbad252a467d0333c80947d547040af812d6517691dd5f8b915ff527ce7c04c90df9da8df1e0a984e2b5ad04710d12b9e42f7a6a75f6a147ed5ea66810bbb8dbc351cc97432e13af8f7292b8f7bb98c76cc2a783f230fa7fe94494a1ade8e1f82699e5bc85fad9f4b4fc9fecc0285da7e8652ca61297c69612b1ef84c21c7994b8ce061a64ce434d90cf6e7109fbf560916cd587879316765c32dfe2405a38f56477157e21557f2b421160d6fc594fcffbfd70f7849d0c0fee45b1cf0f253d414fe5e46ba2d73cc1681519dad8cf34942519f1a15cb	\\xc88042ffe2d9821b
1	1	\\x1b05debef993891a684708356509c9e8128d219ffcd225fa3189a692b52d06b9	\\x0100014fe9cd54c41264b431895abd8a71464da18d94a230c8e649cfee021489a1470b6cfc527df2814d03deb5b72f6f8ae13882f77f7cee825bca6b532a6567da5e1da7cd9fa357e9583c	\\x01c7993192fccf58cd5c6e5d6873ff4d6b820db64738f6f8b9d5e6533d89ddb10c301247210cf3039a334441cc09501ef4e70c36af0a82983a1e93b9c3904bf891f80a4a5c5aeb2ed8d060b013356d7a0a6b858a36d55d88752b50072dc47d6aad096203e289b946bdb984110c0a1b9d48e06dbebee4f5eafca3d57ead1826b9c2ab7f6d34b0ff15b7f3180c5b8d6b27b045d77046a144cadd2a82cbdfd511fcbfe020655a1707ffd7568df17b6864c129e27c4f1b60cede9a12b1e186b7e26b5ecae80729a4eb868aba2213c06257cb2341dae28ec8841c07c2eea621938e50a3879e9b96949da3f51e55e04cf7c6898f600a670c31a0e1969858a56385e930ac30d5d5c981ac35c47f7fa3cae7ad2b18344f2dea1746b0bb25472fed79dcbec0767f17b5dfdf378141be4e76a2f3f2b8a7ac13bfd4f3829d5f3e8317aba20a87dc934f58c4f5d642c044673d659be85cb219a970f0eb671c9d110b9f	\\x3f19d2d57171c9ad
1	2	\\x33b7933d1929d6271ede5388c09d8e48e2d69290b76a64ea7a70b6479718dd25	\\x0100019ad68924f2af70d119efa2e70d64e546b142908f0f988d44c3b8d0690655ce25b1258e5a135f1bce15efac66eb4d09501772e5e3ad2bc704142b289e407feb45487d7b30b94aa3ef	\\x01c3749eb047f1f45eef15be8c198bd6837d8d4e5e255c0adc3501636c7223ba8044845a9d8369eb01453e8ed748842756aef8a4b08383077b0c2d3091f45078b17ac5a3abc390f08486804cc3d65be798ef06cfc6e2b222dc4089fc2a982a177ebc115d421bd84faa1b97818191a23f5b09f8205c3d4c3f230c2206b29838e7db546df6fa48fbb251a29b3379b058c39de95b466873fd863d671d3131f1561ed31874ac81825b03f9c86ade98681fda82444c20bdb412e505a95a6f414d2a625c4f8dd72d2af4e7cdcf81b248ef6bd8224930d60a6c0da705888649aac2c9a0106d0bb69f46a883999f6dcc47028493b0ca8d69760cf48518bfc7a838f2c182c737254ebd7d6d15ff8359033bfec62d899f8f4a78bba5d643a4ad43e22035f85809d25b1f7a0a800e7eaec1cb01b8d75ea666a25af422b85c85035c5aabf8	\\x3f19d2d57171c9ad
1	3	\\x466463445116680462ef129ee1455db7f24f0e34af9ba751249c74aa4b2c0945	\\x010001b3e509f08457012e2be6e3516e836a4c0b35a058030c76b420939e80a7bba5f6ae555cb28636577bc449b60a259626b54f5d3692c440d3c3250fab69aff1ac954b4aebb5213c3e81	\\x018afffa244771c7c53950509a3b9b9511d2149dc2ae7b7786fd580c0ba13396cef2f9b053bf3ed824cc6ce76f9fdd5c6803911fd3fa97073cc0ad725ba2564152bf82a9527db88061f9fd91e0d12771d481b03308409800860d3eb3ae731e970aeffb1f45fb05f3af6e366e4236724823c4138cf0f61f6aeb6b256b64a6616cbcef9c98f832f32e91b43d5a8c65a2a57ef969c88f835070b7287ffabe34c544f4527c1f4b7e2a697509f54dcce85fe3c5264073822f49f27d084f65af3df6ac70f1cb16227fd35f264e2c4804376de06047eeb9de8f1cdfcb0f97be190d15e6a86d3f368cf81edfcb9120a2cefeebb50b6ee2954b56c41a772d37dae5fa318827149d4502f5d0da5aa7711db4c88b9d0fd8616a6014ae306202d357bb4993c0102aacf62a04211cbcd91172c5adbb305c75206b00b8976c15ec66b29ff03f7e7eca17006abc0af716053aecd6cd0059043643029f896a355fb2d114	\\x85612332d1775ca7
1	4	\\xcf9b2d29f297fea30fe67f793796df0436e0ee435191bbf74697611124ea1f3c	\\x01000198ed9ba180649ceb1d45d0b996671a4cd601ddd32597e7a85999e14efe1c89584510a45dcedeb28cad9865995f1dd66a8cba51c9fcc9cd397ecc2d1b0134ddf7ec5d8c7777f43290	\\x01c9b7214b93197b76e6faa52cafe4e90e5745f8ebdacb9b4da6814139468a29b6326d7894f9a9cf328b76d07c0ac2d3490108da5efe0e3d31ea30dbf99be15812fd3f04ef43143ceeb7481143ffaae73ebfcc739dd4cc3940f98c97969afc003f41a298fb8581be71583be3624b4c4d0b454cf965f52fd946a0d90dc49a8a52edca8b3805547a1cad8f9e0957f361956985e2b5b451b9c1405a4e4cdfbd622e9320ed441300694e65c096d85116d94c2843159280ab3bf2b4b8c21bc5f3fadf3d3929f5bffb65c0e7d971aedebd61b8fdf20e675eb9352add6721ba54862550f947f0ed01df2154e4fcd392502a24b05589430feb26cab3ed0ddaa78651e3dbf2ba508e945a45082fdea54b212022341ae2d98b19d2597a1bf2939e6d5dcf56171e6e23ff4e05d39f03b6a9bce804ec1db20e640352d88e789097ac5ba8	\\x85612332d1775ca7
1	5	\\x1894ac67af67a30b6029fc359fb98e6e3e924e14d2f3939fe5a5bd3902a6e876	\\x01000179a7177e95e389df159406c532d93e8ba4fb51b6cd53616c1881983a43c0475140edfa6e83b67212513dce81c08d40b40f10a8d10d2da1e647650e98c4b448d17aad2f1fdca59034	\\x01b4adcb6a6aee0f2671d0af905985c1ada0a7ac4f830f626ca7b1bc9165ff80cf4ca39028834680f8afaa9cd6b8f3a7e0ebee1b8a99086d1a70d70a300068c936bb9e4254e52a8718555d863b8679618600581d20b102136c309cf5e0761ace02391671c5b2b8f972783c0019295fce19cb7a01b442a75865e2f4445c028e1fff4295d09ada580548f0ef48010878d287f7a96c49890ea9714c609e37af1b5593d5b29b594620ea2c50329e57d1ecbd8ef71d4af5d7f236972c645791f59895cf292b0c1adf9134484086b6255045b0d27dea15fceaaae0ba49f781b6d0a54bc32a2c0eadf723fa25a8ea724ff2f8182daadb9f5ceda1f52bc523203766b756cab55de2544c70507c05fdd8384b3e083d54ba403fe3cc5a3144202c3a71d7595cb5ac286f243d6568f771d121915a1149dadac6116c485b5653e3bed1f9ddc46e8ee0efae48ecacd9eb1ec1971a18faa5f0a2149590bf54cc4bb79bbacc853b3eda6e1a8359468cccfc8ff8978f76fd	\\x8700adad2107b63b
1	6	\\x9dda7b21c781157fcf812c0e5108dd7c6acbe9f7255f1cc0bd1a1fd17b1511f4	\\x010001475c638e079d8a14b383721d1c2120c5ba2ee810f96d46eae88f3dac771832c9a7e683be5fd71d8155528f047fed2a3289ba06dcddcd5d5ffa771c6d6815b53b5f0878de33545868	\\x010b6ce444738696d0751aa674e263571fbd8fbef1ffff41ae26f78505c8a8db3ac6a04615994c5da0d21dd63cbcef17a0f9e610a853550fb087b1d6f035f0cfc324aba9e3ffe72253b0623fea021a31ab5e1a42cf3a0acbab4321ad9273ebb6df0b44ca5bb2114b9510099f0605a09a7fa571d715c0d3759e7d37781dac6e3a81e5e7b5c68734b4227407ae4dbab39d195350ae83b5a27c20514ab4b2755e7b3c7f90b1623beaeb44107e26ffa0828ad99203da8cabc3cb2ab22428a0e20f552cd4bd79edc3cac407302ca105e233e475b742c0bc5589961e62a01651ec97136b61aa7e870045ae796a32af14e59b08b299b33ed6001ae663dea91821b7fffcd1f1072c20eeac2f29e5f952ad0dd3c4f32ddde894ece63616b32856528bcf705d2671e40cb132f95ef59a8a7fac2ec0c3a2b588d23f461b183acbb3b3d014242257e30f1a5370482d627dbf18dad272a2cf	\\x8700adad2107b63b
1	7	\\x52b45be4ba280c65975e8485074ec97b7b0fb8ca1b01491dd6d5afb66ae991f9	\\x01000130fd71b7d9228b92cd7c4310dbc4008dcdc2d5bac632763f20a956199cef0a9468cb8252b250f376e5c9764e8c454d646d794bff74f0c8772d17c7e07b913454a911d44987d7ce7c	\\x01fa543595a7fade72724e01aded6fdf172a3b7260cd0ca3b3c2a41e135c0fe375948c1ee4fffc917eb32fa75091f0de6821b9fd061dd2b89e748763ec1c66703a587cab757087323a85f30f29fb92b47e356a8805fa6e523c197bb77fed82bcc2146fa0a8052998e4ef0d45591d5b64152a5c5cd5bf17ebd22a51d3513b67b82e0e7fd2e3d24b90a9ee0e037443f89c130acca3025e8a21e20bd234f77a1ba67c7c1c35265ab3431f7f220f43a9184367fb90efe85753e4f247f7808fe34c2d8364eda390c80d90e12f8512bbd213494573cdfea5514fac87e83eb70263e6a0014c74e14ee3e9b37d8e416171cafb98ca06b24661b84f3db04e99c58acd5cf4651ef8491790e757a36fa250bbd5ae1d7cbef9a5c6f96c1a9b2630ef32d0e2a6cd454e1295718a9d08d038bcecb3a247efcb57012a20d24eb6fe0e683147b4dc20e45b440ebe4c150dd50f078bc2e954d1444d6e57b429c1b02bb202d93c4ce5c92d61e1013da22b3e3c4d5aa420bef415ac61bda488	\\x979af1ca7423d6d6
1	8	\\x839c3f2c9181148a87da47c7cd6b325b152a8e22e0aec7dfdb58c3dfe47122dc	\\x0100018a5819da14ad2231db639a10dac8fa46cb690a3394bb812a9378a826b2b93aeb274a905b515ad3a3e4a3458e36c3a5977398aff6c7ba92923be81b3e548171ccbeff18d9843a36ba	\\x01c4cdaa7ec017efd200da6af97a13aa22eb09715a43ec8f6d0a5d945b2851ddcfbc54be078785a399917fbb33a9de2321556a01647d1c0b78b23b598c6b42eee976c908cb539fe6128039f76a9712e7f9d76120a2c71402f744370f526105334ef083c9928beaa9e2b1e2b51bc6764bed5eb1a4511f3c738d9c0ae77266e46dfb78448b3ca73a16d1b4c201a2637c432675ecc09e01118e38c11a756051fce87567c685cad81ed95d28559122c30e18913a7fecf11a41df9aa60dababbc14c171c551024ad46222fe65c9a623d3bb24b2bfcefd2317d960c26982b647089663d5114c315a9744e6266532739ae8dfda05e714a4a92d627bf430aa07642ca60689655bc3e979f5723031d54ba1a29165f06943cfeabbb4f4de103a8b8f822def10f0bedcb9a3583ac5fbdbc9119812ba81853d85e417fcd97804318dc8c33b9601e258420c2d7686100020dfc284581296c838641514f9a86c84c7b49ab0f51cc402b93464cd2200f60edae17c0d89f57223dd74397e55	\\x979af1ca7423d6d6
1	9	\\x1b2efeac184588b5ddfea635c0b3891067020140e012e0f6f521132b3b19d3a4	\\x010001b6fd182cffbb85aab236288169c3587ec916be95c1361846776678df6a99e88905eb2eb0f1eb37c291b28239e86ba3d8bf681636dde4141d97154a2a379d07179072e90d21aebb69	\\x01f217b7cf9e4dddb16468454635dd5bf8e63ec94d6804b1313e80a7e9178135909b6ba46fd2da91038a0d1533cac09f72f83f5ba39f32ae924d1aceea5ef22cc44145d67f7cc14921b3f002ebb2f3261e656f1fbb37048fb5344f0500e311211553ea37468e2dde3df6a7e920cd80a0c40f7ecd210195218c74edf8179ba05a1eb7b62aaf646a02cdaf3c3f739bc459217e2b7ad792415871fa366e45e7a615f677791cc8a5f9fea5ab1e060967d94d5651943c934564d9f4e8891040419ed0dcb900be48c77fc7b2a5386ef32ea777e3437b7ffe17ab90270fc22d2d9c6f8cdefd8e8fd910fc105c613b5d47acf9fd80627ebf027a403ea6115ee9be7fc622d3f336953bca6761333cdc5f3e6bde13887929e376f882c39703b639dd7e5535e438dda3d80a0252b283609c44dd5192e64244c2d40f4e5b50a26cd9a4ef2e539f9e0b7d5ce3381fcce6deab6a6111dcaae881f641c3841a6db8ab40f0a2b0cb9d19ed8d0ce2d177ed	\\xbe1032226df58164
1	10	\\x715d9a6445802d1a5c88b690c3292fd572a6e94c01a8f34edca11f37f07e7e99	\\x010001242a312a728c84897414b15e2eab0f92f5b0a78b44025aa777b678d46336de9515312f5694c09fc341c744a7a04755f80e2398b0cbdb8f139e4e0318780647d4e4d69f403b54da48	\\x01878dd975a49b95d50bc48e4967c6786f3926f97afc92d70d9470bf6be5c69a8eda22dba549b53fd7597785e06837f38d1965e6893f755a8ebbff0f7509d21936517ae18cb45f3c0b079b045d54e185d1f4fedf9d5e62370013dbbf6568e7321a6c63c50b12569d55f1dda573014352f335427f7e66194bc48ac188da1de0079c527cc8cd3826fb49013fecf60f54f19ee592b7c9d1f15347607eb7a8b05bb763142effb39a4a672663fcd901895dc089a44251e2e9da0b80bcf6a9761712009d0cb7f7e89a2ae293092fd81c59dad7aec26e28627b70bab11c80ef3d7663fc031ca577fd6c3907c17c3109673c0ab11e612b1dde1bdfce8518d92d5e5ad160ccd4e5e20934947a27dda209ee89dbcb5d181a38ef43307eef4905e644f2d09988cda4022bf194bf8da9191de80e66cc92abe9ccefff57a7ecec27a3b28b12599b4aa7795fd1537ccc040e	\\xbe1032226df58164
1	11	\\x190e94cde499abf79b0282a7a04051041e4384c5181f2ee4d83ccd740897efab	\\x010001bdc0954ccddfb75bca2095c2ef8a3bfd17488c7ceccc8576533e957d01d37080784b5fbb28fc7565914780c33b3c40611d65141308fd5e7b60730daf4b6778b43cbbc48dc55b4aab	\\x016875711b7321e2ee870d4dfee0b799980723f985e913627710509f37867720020663f412535837c8f1638d93a6b5ea447463abcb3acba3619e3b97118a5499cdb9604d68c85d933566ae05c431a860a2356d242370e4e5d793f7dbca69a0ba0552f6340aea8896afed6c042bbfc61b58bc8404f318b7c039ca48ba3ef6533bfda58542deedb321168220597473cbc7e592467aa26dfa8b0ca360e7836ecf725cc4fcdb595df2cf8898bb3dcb9bea83d7cda8aca31eb34d76dc11acf01f60b06a5c6abdceb41ac107450fbc35f2e60193147b0e8844de5fc5ee0ce12e74a9289404cf8b1662a5e2c2c3747828fb83e7cd64393fae415ffee88348a4cc21932c92a2265bdb5e472c0c47d998a40666351cfde2a76b4dabbf3d7b268c7ee85adc8297d1448a4a41b4ac2979b6b7498d7ea57599eddc9469b36deb7a68a46b70665f878acb929c13a43962b63697cae24a5e77b999721a064dfd57304c993b57f7d0d126fd8dc32a62782e8ec8f799c370ce91ee22c9348d59a540f7cbbf16191bd534f5a38367e3d8	\\x9e284cca8043f72a
1	12	\\x525a97e3efce90ee22a03fea895d0a1841f60272bb940e0fa3d05b792f8a2eac	\\x0100017637dc1b622f6532dd32470840c7a3e70b4643cbac3aba88739d833a67bc3b8ca9800856bcc6d52b374907b8e087ab12a3349791e26ee8d5556bb355dba9f6c87c6929735ee4960d	\\x0156571d140083f7896750aef6d81fcf882ae9f523bde439f06c48d370ed906d0a2c912a22a8d473b3d50272a14db51299b236649d6b2714e48d08eaea06bb614c0809751f1a04857ffbcab146e2938bdeeb4a41f8c4b1f459ae7ec3f825035281bf03b96c3dc4c009054db7f80be446e236bd788c5b417fdd0c945e69349dbdff207225fcc0ee4f646f3c064067239ba5bfab61790e954eafaa11fa0bd0cb88e80bce9cf2b124cf37d3bfb06f564f4695d41ec462bb20ca1ea17e0a0451ca65dc8c710ae71978898229d9b1e72f0851bb359cb0b83d3e8e020d73b930f4d372270a515ccdb170212d6120d17efdb53fe3e080054bab1e190a9f05c67f452908507d2a4874c8a375e77af315fe16f522668f18129af700cc324ebe2e57a4292e1e0304500cd93a9d3ce48b41b010aec589e2b2ac66fb1253e742c2e41e1cd13d2b90601784b19803eae86a3f75be7ded007ffbc633f9f3cb55b23cddea0830b46e9db3aa76a5e8c7d0d8	\\x9e284cca8043f72a
1	13	\\xe068d0034c7d40a5917d51f3a4eaf9f538eb23ca21bb85748b4b39f4f9f6a7da	\\x010001cc994a1829d5b76a0027d44bd8d0329dfa32ed62fad2298cb33159eec8d17d2e87f2678f86ada933607ab977b0273a97decf80ddea6dcb482420144cb4b17bac774b1799db85bc60	\\x019f7b8f32b10b5df23bca019bbf2b98c6a54a2fdf3c897ef279276a4c89a0a3a87a4738a59a26f3a83ef9c455f900133d4aa07953029cd494f14e2d87b17f073945b336d66ff703b959275f4961f7377e6575dc10f014c0efec2f27c069835ff5e0b358a101c07f17edc84d05cf3f80bd81cb5bb7e8f919a6ff9b7778c9a411947c1d312ae94895b74df201ecadca31219d8f59ad65988e759598e0531b2aae972d2da18dc525b9212c521177b5faa1a75d5bc06d4e071a7fd2c0655f92baf68fa912f968ce3c0f8fe6fd7205091f18b271a064853f65aa9f314935d8a5c64ca6c06b471a4229347d19f78d04321577aca7ab61c3f3e96d03788e6416d2c63bd7ecde51293b4366fdcaf482ad6d13ba0204392e5643f36834e1f49896c3553fbdcfc92ea242b67765735bcf4043b042bb61970f47ad937ef265293c1997035072b555c8a3cba0db20ed93394b7e965b92c165aabe1710459624d470297d62bd8d12182a941715541c2bf354a9a01be19b67e943062f40a2fca078fa8f009c5a99d141a7f02b01f8c5b282ff59c686	\\xc791688fefb768b3
1	14	\\x53032c637d0d97d14e8da907c49213989686f9d7fda8fd0a3e0848ee7475caf4	\\x0100018f1b8b82fb4c1a447e04c1b6dc7212380617015bd393c2870412fd0e07102484192ff5abd708a5b49d964fdf05a1174ec6a8520a10a8e4f544d742d3752d5e80d34362c98b12deaa	\\x0149fccd427ac033faa9bddc9f9c8f078fea624522f6d26b63cfab80d3cd29e9d774374c08ba110cded5cfacc814d12a2d9f8e350b81cce41688cb8a77b82c628c3af69f8878239fbf1ad3106e97309c471175439ac78405894ebb6cde84f4eb31d188764f54ea3174d4c56c9c59b8a371e7a91a6aa26228fef16f58bf7854dfb691239f1117d61d6f29eafdf6ac211c0aac1567b8f15d4244f80cd379f256fe56c6ed0dfa20242cff4bd2d9e49e077e3f92150048a00358d7d26a34f13fe6cc0e8e653221c09b0b02385066a5675ff47fd9b25c4e14189edb2b67afbb0eefa8dc856060fccd9f82c47ff5b158c480af1d1b2f48bd534520c178a28bc79e7502d905e92ffd0dce593e07876e9c412a6f25a704621efd0c5131796efbb3ff2401db6bbf42a4b14912137ada1ceb8e69c2c0febd1bb80103dc0749dbb1b0c71f5905006f4bb460bd6d80fda6dc2ec23dbe4df164d5cdac24523cc1fbdfcf1480d26eb54a1c7209c0173dee41dca847badb99	\\xc791688fefb768b3
1	15	\\xd05d0fe6ce946051fd6753abafe9050e20aa9171d2b4e206cc7ffaf4bb4da0ae	\\x010001b13d335f3ae270ab80d19e4b9009332a8c4a257f9f7a444eaf4ef6332ff87bc51403d94988b9179d0d52f781ce09fd7b47d4e3bf9b143266ce0a2f50cee77e9dc69318aa8c2f7a29	\\x0161bdac9326b4b8fb87bf661b9d457e64228678478fdaf6270d32e7148a7593516eaa6a285509512bddc26d13e5b7572f9eaeb52b4b54a1b790a9f677f56591f5d04d88820bdfbe79e506accf6e10deccf9ca1e3a0ca401d9815db0c10edeaa467fad838380adf1f5a4db0f0980afbdde0901f9d755dcf191af80420aca1741fde8f6f92ab0e07a8177675b1168b4fbf1ab0fe8541b4783db38bb92f8796d72ca95e30a7082abae051a6f3adbbee066593dee6ffea8ced69077b7e7ffc4b16dc8df3412c2cd30cee441196573620533ce6186ed3a16b9722b8b0e0fa1dc40d42ec4381c539faa221dee7f155930c6cdef511c64ba2117fce551c376c6451b6c874655112d9caa5a4fcbb397273c2c50b1c8408d30cd31184f70bf470915091bf98343b75ec42efdb277b8cea8b3b324a4b9118157b016832451463b769c01204d35d0d72c0b1ae880ad0cf197ce8652b040bf2d1be2dcdaa89a823119a55908fd7a3fd39687520afd45d5aa80276fc886cee1be39d1cfe97c4d51c03fb46b650caa	\\xfa9374f39ae2ae78
1	16	\\x455ce965a74b829c8f09c7117280219f6cc0e76b6cb4d71604ff965ed9f7d56d	\\x01000182668b7de0e81caf094794efaa361e97e2a93e852153b8ee72210f12c020b9cdac1fa36299828083bc9b93c9b5b924d4741618ef157896953df408aada5ded9e0a836395e0d8d2de	\\x01a7a92d58e8cc4efad7275a39cdef2a4f620030880aae4e11a375444108260379a0e8c4543d3aa6d1c53ae1c9d2c6a9c0a41dec380e008facc0ffc025edbd1439045c44dfbcabcd53b057d4ad6a537fdf424fcfae08db1461dc89a8235ba16669ede258733585494184408d84ddef261b039cebfdfaff71687eb9a2c753d387d2dc8f409a6f433c0e4449ffcbc4a941da2136c6756aeec902f48d53438a4e09d7f32dce458209c72b0b12cc468f0fb5aab426b0056a70a168f382f2c72818fdea831a205e03d1358a51874170a9e8dc0646a5efd11bc962d7f386c4439fdfca9e1632cb05b092467c11c230f879906b137072f8fca031d9af755d2ff201317c92460518a7330a50449526b52c86b7ffa703cee63b027bb95523289e7598ace6c13c2da672f8f744557e8c5f8f6fa18c92ca13a5f5e57aa9fc294d9b36426e75d6b683114278dc0ddcd0cdbb12a63f35e1c2b492286dc350d9335cda8eee40555da14961719f6f55e02a7968f2ae01a3a22ceecc5568d5ab5d7734	\\xfa9374f39ae2ae78
1	17	\\x7b35a1555d375f9d0c393ad77ef06876b3c3ee2418d3173771ee30ed1c826937	\\x010001d9bfff105119f4687e01ba0af205ad2c647f19f9b9dde1b6adb131e58e0d0e2f4012d1496561490fc61f04c90efc7edd60599e56d561426b4dd40dd9c4c095e7bf89c72419ca7885	\\x01acb7a6ae5b280a4629fd93da45aa96f5608beacd3a10201d25767189fb7d7f498089fdd7121f172876ac7e2815b9da7436c83be61e3488a4a8686d7f295f06e599e69823a4353c95054c9a8b6eafd954a6c7fe3937dc4181bb85fe72b6ff98692f9efbb8aef6d6368e1e38d8935a6037a46e0b80b1e979b3df1745fdb08ab192faf69166d45b4c3f1d650d0296fbebbbbe1a4aed680243eba062b6b0930ee63904ff4d02a794486f990568df8d81ea3ec7c585b989001997eaa34e483eda905ebbdf9cf347e5eb8367aa2f44d8008c5ed13ce8df9414fa70684e20b51dd29e30c901810e6ac772bfa290ca612b361de2c813b1a262f5640a4ff26f5a5415acbfe17724838a22368337d4f9077bae8af28430939517879bda63a60e9d6c81ee33bb01234b34cc3ef91a3a7c341feed9040c5965ee1e98049d8f89838e5f8d9ac3cdedb687303bcbc9f819ecb728c8d81854bf7139102340331274f5e6f8b44d797b960e13b351cdfc7790fbf44425e986eaa3456b70a01b50cd	\\xcc27dd660f7a26c5
1	18	\\x4fd5a50b4c468f9dec60932b026a7f2c625cb2ec5f9dbc41f76f6454c7099bba	\\x010001adb9567c336b46b23d9b2be8ee9f1b73e7563e1d742e935d9b132966a4c88496726b8e42334910da0c0c606db7198a0625c97bec4b263b60691f1459783f485a3775103d8adb9281	\\x01b2765e759a32eefb2ae11365d07a85e6154f106ec301319fe193313405e70c21f3c2470d3b2cc19853f47ab1ddd683fb7e0290623c0a3d659d3786e990a93950197a52ca950992840bf718aafc856ca210266b8db825b5c253875eef85bc9e02e1e1067f08d45f0093ceac21b438d74fcfe55e37588eaa3971a7d7c6ebffeb9b84425427ac2e4beb6e970cc4e5bdb169df8863e793fe1e538dba0faef6cb06a02ac807fa77d32d516196debf2842170f2ec8ff5ad98614241abe81ba7139acf78e2e8bafe217635b71ab9dd4209154a748b0488c75fda507954780e5e71486c56e92e24bd1531cde98e0f4405958a1bea91dd0548425a5cbcb6ef4cb0d2764916119bb843cd7b473e14438562fa12c73cb8844c1854e95d405f71f7e91153bbe1e8946c08c2ca156bc2e5b819770732704c57c1008e5335ac81da3bf322691d401d72e9409cb6fbfd82cd4a233ef232977cf47aadca4673211af93	\\xcc27dd660f7a26c5
1	19	\\x97d595671ef1a719ceeb5124a3cc2324476c71d4f3da742a37bbdc0dff6b9a33	\\x0100010cdac2da07b57c86eef457f8723d84a511237c0fb8e804c85f003f642fe168437407c1ab68515e0e70b746427d85a70114556763120c2eca2b10220f1ceeb507b265983cec43efbe	\\x01fdded498bc588cf0ac4beff3eac55b1ff6b82a6af2612e8468efe1488e40dac7aa12bfa8d3b50dfdb06a882e3ae036e5bc31afca0651854a5368b2cf6c9e5543a22c3cbf0394e279d01c3b28029439ca0f47d4af37006a00c52eb29c13131b920ed8ac44e06c9dffda6111628e83bfef2ea289ca03cab1ad4a16268a24e3c3df43f9b8e7115ed737f78db851b16ed5d7c7e8770d3312b71a5fe489e14e919eb2189f691eda0c3b9b5a2dca36fd4698ecacda380546d7d84e1d5b2e13ba036bdca1047bb058ebf6a591c03bb74b65d589a3a1d342519667d911ec0eb41f30ac08539ef738a179822988d8dd034e17f14fdfeedcd88c8d05f0a8fc045cd88859472c25ee127599592964deb305a9d2998684c66c0f9bc9300cd049925a5ae6bab2a6c9f65754a01aafa1666af682f5367746452d7df221905777bc4c5480911da4cb56e4aee3974d987dc53ba145d0ac9f84e28b295267e3184bf73b20d5ee2dcf7e8a6fc0d4e439b3f090cc4840df19d41257dcbb20	\\x0210ea3a6600fb6e
1	20	\\x8f1b1d13d2d917759811938cb4a5367fd3117cb1464527cc6b18a8a37c5fe6f3	\\x01000183f5eb8fb521560a4f172d754d3e02dd5c86e10274e307bab5a546ec48375a1f71f1474ca2fd53ce9e6d4f7f723a022a3503275d87a23f80745768111b7a9eae3f44ef230b9aa598	\\x01630f7a3328372b12abf070f96f2a075fd821f95d586dd47d68abf4ee9eb1617266bae3ec5836403f6b14b48a9b9d23cdd864ef2fb0eef454d52616eb9159475e05173921504b1f9fccbfca86f197c1ab1fb6121aed2992a82a39ee464fb1347a6ab0de390f04fb15460687ca0b1a798ff5f6d3a3018286c3a81a4ff404f23e6eed928765b524cccd6c8ce30160d07222004aee67965c5e52dbac3441a01cf1f5297accb7b2f2af5e9349faca3f09304a7814af569ef908f925ba59f65d5e4ba06595227ee537add7b6749b3d384955ab2281aaddf63dc038d370580444681dbcbda3f73d43ff4791773e201ba2236d3cd4b658c00aa26ed18f7bbc09a03aaca6b83ac1984c24c93979a36912ebcbaa80c4b677a4f31fc1585806d52b6d03af5f3e6967888f095232be4300793b50b56e67a53c12889ade314b6ebfeb62f0facd64135c99596cebf6325511655a4f95908a1bfbcc83d719	\\x0210ea3a6600fb6e
1	21	\\x0bd59363d5952c233a7cdd97d4fd20c4de1a6eaef2b952fe837bd675b9f3664d	\\x01000149d3cd9f4ba38b3f5a5948c2dafbb864e130176de4523ab14a2f485084ddb986953d0505d0a4ffd18d29317c93819d29ae349d512e16e5e3cc6db6bccfa9e8753ed19122c5ff9144	\\x0187c0f0bb71566edbc0d6c921e5a3d777674b3de529d082b3d6bf68a5313825a47a78aa4c2150f622a07cfa1bc88e61cfa36a39ab76c1a3870120b4a129d8c33f43706e72895a1f546318dd7e77153996d27590354b9c8c28a07e0423ab9f3d6af780f1e5b7cd2cd11842008d669441dfe3a8043be9118284f9fce97baa396d631008d3f8d0367cbcb311cc63f1c87f23c1b4fdf2979de04d2eb0d32f508ba040a2b479a3ba6ad508d7a4d08cb3946d9da04bae557292b91f5e1ded7bd6242039d8bf51b487dcd6e5911471ecb66fa186fed7bd6a6b36619cb693e5f04ea67af476d78dc23cb57d17c696c0faa35f82e697cd5f437c1353e355073385dc754641fbbb568693442f3e2a809fc1734d0c0c6ce3275fcaa395f691241afa4a90501fc817164d885f80aa526887001b6e3db09ed23dc1597b6a257530d797a3bd58289f1e4bd947227803fd8fae22db2a71f0ba04	\\x4597ca9f6f02e232
\.
-- Data for Name: log_payload_p1; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.log_payload_p1 (tree, log_index, salt, key_sealed, payload_sealed, subject_key) FROM stdin;
\.
-- Data for Name: log_payload_p2; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.log_payload_p2 (tree, log_index, salt, key_sealed, payload_sealed, subject_key) FROM stdin;
\.
-- Data for Name: log_tree; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.log_tree (tree, epoch, size, root, frontier, continues, opened_at, closed_at) FROM stdin;
1	1	22	\\x5f07eed5b60d6e99246f8b67ee1944ed9dea9807c32abc7950575d0c83a6621d	\\x7d2c36248936d09fa1bdd36bcf839c049375d7dcb37a4ca93f2183bc44bc5176d6bd95ea672fad74a78fb5c13798b23dae826b1392379ec5c6614426307043d5a9f9ac5df708de63d2e1f0909a34b63c2f44b6de3dbb48c15bcfb4937dd649e5	\N	2026-11-27 05:10:46.420836+00	\N
\.
-- Data for Name: lookup_fact_p0; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.lookup_fact_p0 (tree, log_index, hour, channel, language, answer_kind, region, duration_us) FROM stdin;
1	0	2026-11-27 05:00:00+00	1	1	6	50	280
1	1	2026-11-27 05:00:00+00	1	1	1	0	205
1	2	2026-11-27 05:00:00+00	1	1	1	0	7273
1	3	2026-11-27 05:00:00+00	1	2	2	0	105
1	4	2026-11-27 05:00:00+00	1	2	2	0	201
1	5	2026-11-27 05:00:00+00	1	3	3	0	104
1	6	2026-11-27 05:00:00+00	1	3	3	0	444
1	7	2026-11-27 05:00:00+00	1	1	3	0	80
1	8	2026-11-27 05:00:00+00	1	1	4	50	195
1	9	2026-11-27 05:00:00+00	1	2	5	50	89
1	10	2026-11-27 05:00:00+00	1	2	5	50	316
1	11	2026-11-27 05:00:00+00	1	3	6	50	77
1	12	2026-11-27 05:00:00+00	1	3	6	50	174
1	13	2026-11-27 05:00:00+00	1	1	7	50	82
1	14	2026-11-27 05:00:00+00	1	1	7	50	286
1	15	2026-11-27 05:00:00+00	1	2	10	0	73
1	16	2026-11-27 05:00:00+00	1	2	9	50	272
1	17	2026-11-27 05:00:00+00	1	3	10	0	85
1	18	2026-11-27 05:00:00+00	1	3	10	0	259
1	19	2026-11-27 05:00:00+00	1	1	1	0	81
1	20	2026-11-27 05:00:00+00	1	1	1	0	262
1	21	2026-11-27 05:00:00+00	1	1	1	0	98
\.
-- Data for Name: lookup_fact_p1; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.lookup_fact_p1 (tree, log_index, hour, channel, language, answer_kind, region, duration_us) FROM stdin;
\.
-- Data for Name: lookup_fact_p2; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.lookup_fact_p2 (tree, log_index, hour, channel, language, answer_kind, region, duration_us) FROM stdin;
\.
-- Data for Name: person; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.person (person_id, side, sealed, entered_at) FROM stdin;
1	1	\\x010001fbbc4054fbf7d7c3be996ec752ffd3ffaa6f4c6def131f7ebbe70df99cc3030869ce5e4463d03b027868c9132151487feddd928cd9c775757ebb7535	2026-11-27 05:10:46.676601+00
2	1	\\x010001f9aeb5b2541768869d1b292e0444f461a6d44cf9a2fd83cbc7e3303a7da01cac6e93caf2eb4ad5c03eef6830e4be29b3bc58634065f042c8ab69c5b6	2026-11-27 05:10:46.676601+00
3	1	\\x010001b236c821877c85736277092c7892417fbb3ed2aec47b0dec775931f205ca6c07f36f99c9ac232c3676cce7ccc7703069823bb0f5ddccb5bb3e288a01	2026-11-27 05:10:46.676601+00
4	1	\\x0100019f76f1a9ac2cc7b1754944f65872f285e2007d9ad6b8c465be915cebba60e8c3b5557f7c24d16be07928f321922ee1e3bee91396f02effd2029a0a95	2026-11-27 05:10:46.676601+00
5	1	\\x010001f42407c09a01a95a9e5773d734364f68f38052e9cd32f2bb70bc691da4897b74aab45a0842df01b5c671167b771295ddee73c91ef4696b4431f664ed	2026-11-27 05:10:46.676601+00
6	1	\\x010001fd3de084d06f718843cba37a846d1f7ea4516ee3d472a4f66f7a847c346b05ace52f9072c298b409c9dbdab15f47568934430ea406cc3e6de11f06b8e54d4f8b4444800bf4f26cd3a2c96bcbce2fb8c4a56637292a1cab14f76aef1bb4bbd0dd87e257	2026-11-27 05:10:46.676601+00
7	1	\\x0100012c628a6d6ee32ea485e6aa98f77fcd6c3ef5d3aba6509b5de1dc5a890697e00294670be80c850796a6f9a256058ca658adae3b3bfa71ee91f4022992bbc704e16c716920e91d4f	2026-11-27 05:10:46.676601+00
8	1	\\x0100019caff0b5b3237e355e3a4bd5d3048e6859375392b46f80d6d8528d2c5ccf19aa1fe700720c701328e55e3247e5ae684b15d3d8ddb296d67f89daf9c5a8f3cc8ae14828de677a2343166acba0c1b669f73fcfb13d078fcebc4db4314dc4	2026-11-27 05:10:46.676601+00
9	1	\\x010001cbbe5dbd8fe375555c118056277eceaa40187352720e120b42a041cfb40ab899dfb9f7658da84654c4cb8a79e4f80388e3c1da66316d7fe32a5d51b253b909fafc347a954fcc42454f3b	2026-11-27 05:10:46.676601+00
10	1	\\x010001671d7d78a737848a6c2903f892b5342cd3ff4102883d1322d5f1ed01fe60996884b739af2a4fd8e3dc1a19301a07076f19eaf79bb2df3e70ac33f957ee50fea3479c5c571b733ac588efaa4b178e438790b3b0d7	2026-11-27 05:10:46.676601+00
11	1	\\x010001016bfdcb32237d6b7ddf388dc3b17cc0c60b0d71c4318e46a43332617dcbd5f96081c9649d2329910134eb494aafa165ea96c78cde2118080926f08040918389bea731f64a4ca411cc12bf9942ba45bd276307006de5f0654fba19744641f04b1d53b9ec69e7853e35	2026-11-27 05:10:46.676601+00
12	1	\\x0100010e04b42f0cb32711c111445722fa4af10ee096bb214424565f2f5a237acddbeb76d09acab72dd6139774417bf8a35798d56b5be1801871ddbfe05deb518df0a58c855bc03b3f363d1452ad81a7f817ff	2026-11-27 05:10:46.676601+00
13	1	\\x0100010b6e948bb4b229642c6efea2fe47bad4eb8563c8883e6789485e36330fd8d32c13c4120cb0f832a2de62c429fbf3e08de03f8fe8cf03e8eb3d87e3a33b5f9efc532e0cc4fd4f3cb516e3b9d7c8892838d9e62307e5f878f2bb63ac	2026-11-27 05:10:46.676601+00
14	1	\\x010001f42862887ad06514b35eab0c075f8dd5498d77cb25ba89f0b822243f56080dfd606befc3808140178dac9770d246d4835b23ddf233a4ca0394766a33381dc2ba2bc5ff771fe40a	2026-11-27 05:10:46.676601+00
15	1	\\x010001c849198bc7cd4dafa588205c3e0303a991a0c3b1afbfc391a042c581590f3392c91d8fe3fe7c9ffa72cb7a9747cbabbc57c3ba2e063d88000194f041654f6f77290adee8c24223840a8f	2026-11-27 05:10:46.676601+00
16	1	\\x0100015047f00e69198e663dc076e3e33c83f688fe8c344d9fbdb524729610dfe10ae5ea22a245039c89619b5a590b846401133fa50210abfd230a7f02ae9a	2026-11-27 05:10:46.676601+00
17	1	\\x01000130cf42527afb9a38aa7690d3ced5e099feafae99e3e928aceb7d7b207e445700abe68a5e2089ceced20e40ecdf845cc1d960126c170bfafd5f27b8d952d634726c5792588f1eedd2427311c45f89d8bcadf805a85b5c4958e445f11de884	2026-11-27 05:10:46.676601+00
18	1	\\x0100010e69181202ec01fe784d474f1fc121727e6f5984b507d8106faddc15f88b946b295f88ecda8f004ef618c2dd9b9e3711d903cd92c91c875f9927da2e4f9f6fdf6494e5b86c3af42caf5ba801f85fe59517	2026-11-27 05:10:46.676601+00
19	1	\\x0100013a4b2e13f97bd3cc7ff6125a6aaf7ce2ef72869ff255d6f9c05ffedf7ecd2ae42bddf7ea1e9137b6c75365755f9d1039d5b880a2052f076827cbba42	2026-11-27 05:10:46.676601+00
20	1	\\x010001f59256d8c4da10f20fe0e14634389383eb14653e3b17e1996df57ea7ea080a855fbe37edb0394819df05c992fbd65248934c01a75325d02e88c429d178b98e72131d3463157faec42be985ae7483	2026-11-27 05:10:46.676601+00
21	1	\\x01000199e496089d44c09024e163cc6a1f8fa4c661950dae741a36a166e2491670e7bf12b280da6ae1995038637ff059e51d6daecadd31a5cf3df7d98b3f7a7ad0af766b8b0426cfe5d6c3c908f487b3f22fadb7b23f75dc	2026-11-27 05:10:46.676601+00
22	1	\\x0100010ede81b36d9a6e732d7899d441a8a6466c38e10933c99c8ea2262d591c2e82ddf781e10b47d8db526a0577d6ae41d3cbeb25aae8f07f3f0ad20472e928c60eee6155b3c0dfca93	2026-11-27 05:10:46.676601+00
23	1	\\x0100019a870027b39485eb69eab0e498006b3e37a1b40debde121a91b6e3cd5cdc91e89ff5e487af423daa9c403cf5a99ac3237203ed258c637ae088f9e9be3218d1af8d49fdfc276a	2026-11-27 05:10:46.676601+00
24	1	\\x010001e1557ec836ee7b22438507158e92848a95ee4a55ef59b9a4db90775404e297cca1143070c240928d3a5eee41c0039e7effb0c980f5927974fffbf29d00370d5b3379213fad7823d9551573	2026-11-27 05:10:46.676601+00
25	1	\\x010001266f6ae773270eb85cbc9a7a39b0d814280a57473eb1087a82672c27105a2554a526b777e5915b36daef4ada0e3f4b7938968da0004d8d9a0e29d4733eceb931320f53af29f055096a2f5ad5bde50fca6b44abebea5018624e	2026-11-27 05:10:46.676601+00
26	1	\\x01000175b6e5140d3f3494e2c0981cf6c0a66e10db680f6fbbff0e2f8ab90a9622605fc6d380e15d7d6f24e139165cd80d0cd6a44ac5ee151983c6dbc7f333a098c1d2e48cad52a487f809ba1d	2026-11-27 05:10:46.676601+00
27	1	\\x010001d6cab18c53612e48c84be660b53c31a560716c709d776cb343f84d6ae94852c6c341b42677aa4b1f56d9c219938411bb143e8be118f87f368c96f22677857c2aeb81a0c9dd28ecc7a924cecf8fd6ef807f68e5387ab0e93ac4	2026-11-27 05:10:46.676601+00
28	1	\\x010001357f2a4afc50f295e144d2662a787c3baf4efc02ca1448b95cc7b200289bb0de360c162b887b69cc1232ed72104e51f875594fd11df12a6f7e91593048941d8105bc7d1a7714834e20632188e410b03cfd95d760c56e79dff414d3578c7e13e7b1a524bd72	2026-11-27 05:10:46.676601+00
29	1	\\x0100013348552895aa48d39ffda980e0184de906d33da07ac00ed545fbaefccf7508a64bab5d3b7dc57441bad5432f6db778b75528225c3186827cf1dc1851ba07cf055213bab2641d91ce899630e58b419bbec35193a1838926779143080a2e7e103ebed858	2026-11-27 05:10:46.676601+00
30	1	\\x0100018210c917d2d6182b3c23ccf0afddbd4dfdecd77c812c999a422548fdbee1717ee875530acbb28fb111cc05b8d6103c41e8e9f33ced49f7b193a2caca6d3e36e62f1ed4703858dd79ce887d108b430a398138aae41558d2ca648423fe6ff674b55a7fffddfe8a53a96f4527	2026-11-27 05:10:46.676601+00
31	1	\\x01000114c21b8e9434f97bd31533771a98cea007c8dbd4c55bab77770edfcb0b4933fbf260e8d9d4650d90b35daf436e9c15cc8f3ceba074974bc8fed4891fff079173675cc1661f49	2026-11-27 05:10:46.676601+00
78	1	\\x010001e9c88df54050903930b47edb7b31c26f9e0c896521d46b4a74a6f3565a4f87e2dcce22866af6518e6bda7d4407ee10bb29487ffa51e068bd1c60d161	2026-11-27 05:10:46.710497+00
79	1	\\x01000106fd10abadab6fe3b9297c91416335ff5ccd5573a26c918673a0888ae775cddc46a2f016dfc5fdd8f9b65c98fabaa30b71af0238de4461dac9eaada7a651c05cbd3c78a10fc1d0d464597fd5fc539e0e9a586b6ba803459570b27a3f33d21d2ec2	2026-11-27 05:10:46.710497+00
80	1	\\x010001b592f31d1a8e589a47e7f0cc31ad94dc9ee8949493730c40dedf25c50e78fc736281e2f25a54502f287a0021c697fd1974888a6e4c2e0011a0adb07cb7d095722e085b34f4274722a080e3b4c7f45b37ea145a6c638e9085	2026-11-27 05:10:46.710497+00
81	1	\\x010001dabd4ea323d669e727d21551efdff5031a86c2076a7d21e17d856e31e63ce31e6a44350d0b0c6252d9c191da3bb7b6a3d8273ae37198dc25b858190f7827682e0e5bbd75c1663baee821590b3569b1	2026-11-27 05:10:46.710497+00
82	1	\\x01000107724fcbb5b697579e1c89dac5ac930900a7caabe9fdd2ecaf21a9c72f4a7a5398c61681dfdde75685c6d45e35508eab4e0f4b0ca435cfec6b1e7d7f15e5b5158ae549ef4d8e2c30927b7979da2a4a3a846c856e4a	2026-11-27 05:10:46.710497+00
83	1	\\x01000151112541b845f269ad55c62706b58211794ca9fe5000b9fb7503fe2dc85cc294ffff821c2f15b0da27fd3d38cf30d8406270d8e99e8759adaeef835598fc53cd479b485698c499bac6d2fc1d7fbdaa39ef1ed1	2026-11-27 05:10:46.710497+00
84	1	\\x0100015e643b87cacf8c76daef143a8bd7fa5b3ff0495113862b0a30ed5151f7e3bff215885531607091c526c9e6b80d5752a2b49bf4809c86f9499f8edfb6e477db288705d356b51a2f	2026-11-27 05:10:46.710497+00
85	1	\\x010001951107b2f46aef5f6100e9f536f3c1319488f04432729c00dcf8aa18f92388ef3321986fd8b2c0e6dbe822919230eb435983138fb963bdaeaeba98330cf538b370983533dc50d4870c1dc57bcd66e1800420ecb6fd5afe2fa2	2026-11-27 05:10:46.710497+00
86	1	\\x0100015165dcc5bb6b1e25f7d40a600fbcc1b426e127945571d4e7ad00687afb1fb34b0c3f0aa1343c19e61dd0913330b023d161b8f1c6a0171f446c01afd7ff3cd2541db6eb8f27bc5bf4ff164cc3b21a778057b6e588e73c756c754954	2026-11-27 05:10:46.710497+00
87	1	\\x0100012b4f27e1e323e83c12cb74c6eef9d8b1f65b50c939e4e484eaacceee5ee484a3cb33a1c38c2662d37df2760253892acfe4729b85aec5c7bcd7f1da6c58bcdd5791d2b6950ecccdb284b0	2026-11-27 05:10:46.710497+00
88	1	\\x0100012e031fb919b986ac7fe97ccc5358c1e22a61b6cb1edea3cf067713ae623769b1591007934cb66052ff0ba462977fe6e4450152e02ecc5b9a75ce9d9cb6a1b25744c01865709603614f282a5d338398f44703b3576086e336119731d7a20c1332635f45fd97cf5ce9ebb722b482	2026-11-27 05:10:46.710497+00
97	1	\\x010001193232928d602258707b4ede60e42dd51482a96b4de3f0059dcfd39adc622fe0aae597e3da29b2d1b4e2a810954dda9313202d14d9c7d6235e75c95b	2026-11-27 05:10:46.730904+00
98	1	\\x0100019f6f1e0d6054f47dd3f8e06848f912a4beebbc383c9906a96e9cb960643c55ee9987fac9538577d39181bb000dc9dabcb16a185ba0b536901e170a6548b9c8b8	2026-11-27 05:10:46.730904+00
99	1	\\x010001594586b963cdbf58818829f9f4a908e5220569959e8d242395e7f014888f54256788a781874077c592a9f051d8e61956d6c22f99a4c65d7255034eb9	2026-11-27 05:10:46.730904+00
100	1	\\x0100016b6896120ef4dafda3344b123ea9d49bd22a58e230c8fcb5801107ad4e88783e382b96bdbd7044639f606490ce9a3becdfa466eb17fe897120bdea305ae7bc4d383cd29d4d9c86b9450c4024fdf7ccf4	2026-11-27 05:10:46.730904+00
101	1	\\x010001ed4ba8e6d0b346b40c6df494e817654672fbb32447f94b89e46c866f9357b8b128ac52db83bd0f9e6e0ecf126d1b1de9d409f8c68ed9f7cc5e68391c4d3557f141076429a503abe7a089	2026-11-27 05:10:46.730904+00
102	1	\\x0100014975ca61bc81af8a720ce423c23685d94b7473b942fd38001a4ede88222b5f474cdbbe4b470f2f749e184c5b2955499f3ca67c280b86c3f3cfc88792218b5bb5bf5ac14eba9388b0997b2e0e070b36f78f6b80c87511800d00f0ced99bc408c877f343bc5ae9472ae2	2026-11-27 05:10:46.730904+00
103	1	\\x010001d8765c9cc849b4a70187a490974f01431b77db56993904cc612d8441c20ffb4be0f0dbd8ee0c6c1f2500b4a3a10c5c722af523fd827baf6d1582cc925d8e6a222f6b5a7d70ee4b654ead4cf326290a8a3af81e33264b3f	2026-11-27 05:10:46.730904+00
104	1	\\x01000174a923562753bed7a1afe18a8654f3fe46dd34ae726dc6817d2248540f88b4ce8413486f6ce7af06b1d3210c3c6bb07253ba52c98ad7b515f85ead343dcdded82cde1d687dee558a61d8af426b662f4160c93574e92413990d	2026-11-27 05:10:46.730904+00
105	1	\\x0100018faab8f885c26c1f0e0ca79fb39db5bd32f921fb7e4a6826d7777383272b97cdd5b504a92c108cef316c7cadd0e2b0cd5cd212d69c678c00026fe160d8f59c59122cdeecfab3b6	2026-11-27 05:10:46.730904+00
106	1	\\x0100012dfd9af2d3149477b7a752cc8e2447e33d19ce1786de7ae7a13bd0dafd76b0abac8311a712539852a903f89fc2f3eaa8237134458bc5bd20d06244d894ef8d98aa7a7aeb72a29b9587d767	2026-11-27 05:10:46.730904+00
107	1	\\x010001b23621ec4478e6e0ea4f4131a89d88d0eaf27568a534a0b1469871938e45324cebf4d4dfe6b4e5d77ba42802b89243ea2ae45bab30982d07af47670428713518	2026-11-27 05:10:46.730904+00
108	1	\\x0100016bb791423cd646f3593bd06ad69d31ed5a8b97aa55a3eaf0fd3010de94a49aa92c088c0357be2323b10259a1a95cf7cfbd28ed2780e59566cc218cec7a211c706d374eabab419afe7c0a	2026-11-27 05:10:46.730904+00
109	1	\\x010001f0c2cfdf0247c33880766c308592a3e9baed8a5fba2e7a40d560a0b462f081dff23b8f7679f651757e5f3e2511f1feaa43315669356ff8368b7f62af4defd5d14bba42bf6bedd74e6e6757992f91e643e11e2766eb86d84f60850aba976c8abc6af76a00734bfe5c3a1450	2026-11-27 05:10:46.730904+00
110	1	\\x01000153f1d4adfd81f3f7c0832284c05e9fb9af81ac10858d7ec51181a63096d4d88626b0f31444b2f957db7e9e8ebab55c1fa3900f2496cf0236f2dd2eea053956ff4f1ffd1cad9d46b2c7dead6a9b0bfacdfe02e67e2f	2026-11-27 05:10:46.730904+00
111	1	\\x0100012e5959c7e2bab64f67ea3d30eba60926b0981034ab11688939464f760ecd0ba33713eb727a620c786b24d07c67ae9387eac0fc5276d7c43d66d10b2a13f6ad97d6248dc87e5f2d9d1f58a19c4dfc5b186f4c6c6b78	2026-11-27 05:10:46.730904+00
113	1	\\x01000157eb579964ac63cf85e884da558b261a83dbacfcfa7b99df1123a5dc49ccdec9f8f071478ae5156bf18e726ce540d98c552754662f21e60284466c5a7c79697fc8c156c7822cbf2e3218630a90c2fbdd1782faed558137d1de233e45	2026-11-27 05:10:46.759729+00
114	1	\\x010001073d932026d0e29665bddaba0fc61eef80db1a71359d80edc420ae49e2ccd099c1bcb63f8eccb883a63a07533e893f493d5f197cdfe0972f622ba292948da86097a5d35c908faee62af18c3d27d5d70575755dcc5e8fae01b7920efbc9adeafabb	2026-11-27 05:10:46.759729+00
115	1	\\x010001e01eacdc69e98452069756a214c580eaa712a91389d1123ca1a780b17b3aec4313f0a7f6a4aafe90a908a83a38839940db22c5cfc14b6ba548f268540fa62110d4fcac62de4a4b89f47fa057572cd26275efe4	2026-11-27 05:10:46.759729+00
116	2	\\x010001212c6f72b1c304e1f48ebe2470f1bb70f1e05612f97cd1e8b365a73188c459620b5e58170ebab73f1fba07c10f513a782dcefd3f51c9b30971946f56	2026-11-27 05:10:46.780547+00
117	2	\\x010001134d5e8eb5e1cbccd829364f918512950c765d6d283f664af24033224968f1101c3f6d1998fd3875e93241ee09f3ae73caa4edef70d2c4cb4eed4bb9e82df9b5003b4799771df01a887106ee595d64030bd15f37b2653dbefd51e22ebbb8ea1dae54fc60a07ca94d45abb7	2026-11-27 05:10:46.780547+00
118	2	\\x010001c8de6d2bc1bad3565441e77ef53f692265f89d78b9fc77d8276b814f5335fa4d8642266d8670d5fba1a38b5ae088e188066dcf8d04893cd77013dcecf6572933bf0c036376973eefa82983cf0c0dfcf34eaedae81d6ab98212eaf21b9e413d657f1ebb5f	2026-11-27 05:10:46.780547+00
119	2	\\x010001db0d19ade99d6b96f68dee56604376f3ad3f8d981fb52c49777d53ba790ccf967eb9a3c7465fe535a3b46bb6aea5bec37735293f1385fa83bde9cf6c6b01e59829b062b3524ce79e	2026-11-27 05:10:46.780547+00
120	2	\\x010001cb9adfbe01c9bb6c31d0764023972dc7603a815e24d94d2372bd21c12743f5437762eeab7ae771d6b05a03dfeba9667fc1c052d68baa91c7ada833e234c488768eed79a84a8da9b3f93c	2026-11-27 05:10:46.780547+00
121	2	\\x0100010d183ca25dc26a38bf88ca1e54fc6df5f3165fe8e3e77aff0f79ddb5a8d4d71d1905de2116f66ef6dccf4d30c91c6998d8b1551e547f74c96924302f9e6185b5258285dd53cea0a3529166e292dd2f6dc24451e963c7	2026-11-27 05:10:46.780547+00
122	2	\\x010001563c09f8393e48232745a00b8363cda0144993d9ac08d909e9517e6c9e382078b159d0ee7b37a297b4030de07d3fac16dba6c21ba575dcd932d420ac2d8c4c1cd800d4052d4f4214	2026-11-27 05:10:46.780547+00
123	2	\\x010001a9d347d56917b6d0239bbe1748ce3c44585e14616b4627fd6c2c75da57c80a08601b728c7efe73505913e7d6a6480dc8e02db76a959ed8c3338c0c516d5b43d54d532edd6f774f94713c3c34f358eeed5d302fccc243edfbaea2f2c9b90750cd425c902239	2026-11-27 05:10:46.780547+00
124	2	\\x010001820234b0f520ccfd81f0eb8902e208d6e894628f627c8a286cf09540e56338709f1f457d60852994cfcabe3135b9a030a14bda64b534ebe665b4f318153952112983e7e482a130028f5f	2026-11-27 05:10:46.780547+00
125	2	\\x010001967a27014ac0e8697c01a34f5fd47eba289976e0b3292507da55104818e7d1400828f581033cdb5a1ac3dafbc328e38bd442417605cca1c5d3c25abf4cc58695651f5e72c540e47ded80f6af6d74e4084c0f5767ba254a	2026-11-27 05:10:46.780547+00
126	2	\\x010001afc9aaa969c45642009db658a8b5eb9700f5988660c5a1f598aa83d63aaf6f808451ba521ee1dfb6977edd186987f3a4cdd9e9f8ae12262b61fef93c73ee9e4197854eb67b768681cfbf	2026-11-27 05:10:46.780547+00
127	2	\\x0100010fc1dbdbd6630ac20f1f6e856ceb6a465b2f01749bfb2adbc4466bd3b29d507b4b16e5bf6edfd6cc52f4504787a9b547c7686b669551378ea1e74ac297aa12b05f1531e4c17258a180e137456ceb92bbecef2b	2026-11-27 05:10:46.780547+00
128	2	\\x01000121033221bbda7b85fbd1f1b1ac1d634b2128a916f5bb870b3d6a01ed14a1983544d1c74f05106b27d54d38b5fbfcf00eb414972b5b5686d7b2a409dbfa887b7f3706e6146bc57b6e38c5821b923a2d4257cafd294f0f34f3f1	2026-11-27 05:10:46.780547+00
129	2	\\x010001be4b1ca573923110e539715d08d58581e254f118a1c95520edf20190e002dccda21edfde789bd1ce1ce4e8cdc41b8218c1c632d9d0ec85f02b4e9cbf9468d399de3ad4022710f6972f68e63bc044368bbed793e44f	2026-11-27 05:10:46.780547+00
130	2	\\x0100015583cd38362297b30c0572b8c8e480a6d1a1aa4c35045d1d2d57d6bdd0272a2173de689d8fc097abdf5a219b0f76d7c26eee45ab884dd6b9e4e4d3f46bd49b83ef1e69111e1ee72d0e0c03c2177fcc64a6b77bc44fc89d4c5e6fb8c8af595e	2026-11-27 05:10:46.780547+00
131	2	\\x010001d56b46d85161228b492de9f2aa1f4a73ad6e2770c0fe0193a9c4b729c5afb6096e3197b7c3f092ebd27ea7a8cab5c2721fd4e84295112bd492f3f2c48d2e4d11fb9e35f79c9823bc714d64a3052aeedfa5a3e339f4	2026-11-27 05:10:46.780547+00
132	2	\\x010001b4d8370da1c71a756d4cbfb6cc9f08ded4651aeb470801f32e4d4e5f5ad9f48b396dfb8be78ebb33c7d0ba60fafc8007ff724f7229b10f0ef048fffb8460612a309eee83fe1a099cfff2	2026-11-27 05:10:46.780547+00
133	2	\\x0100018aa9ab1f770d773698a6d8d0baf9e560dd3e42cec074b4ad2f1306c408b37df6f2c790d137d20c1899051c5e2bd36947f58ca4a841286abce102a0a644ca04ca316a5b3c238c693c3499bb6bb6a3d789a4	2026-11-27 05:10:46.780547+00
157	2	\\x0100015c841068aedcb109647b52fd89a8837c2efb50b7dd8b4668ad6d0607962de648e6b7b3e63f8210a85b76219886516f8e62f4382a6e4d7204db973ba6afb2931968236489a78cc39810efebaf81855b740981068cc6ba8b7d096f615cf2db46876278913692	2026-11-27 05:10:46.821291+00
158	2	\\x010001e79cd49bcf35fca89e414bb31bd1d3ec40e106830fcc82238f3b806f380d074460cbe5b6043b85414b5a1ce8546d79731c978351a06233bc74bc6d349e5be395fb75be5f2a8bd649f1ee0bf5e8357857773149b10086e950d26f5c2f4eace5	2026-11-27 05:10:46.821291+00
174	3	\\x0100015222115c5a064587c8b0b5a612f82bdc034e51f8b741a95274b4e62b348373642ce77467bdd27f031230ea15ad7840c95638bd66845f986124b6abefa54f3ac614d9020cf1102218e9ca9efc30582eea585bddbea4685342b5f7	2026-11-27 05:10:46.866667+00
175	3	\\x010001681baebd656320b1be188ab307c2886464f7882cfa05c3d080a46222ba8aa38c0616f7035384f2896b070befb12de909d8d473957f06db7b0d6f1bc5e2e18445e777ded80f5f36d736d47902735329a30185645881b25151	2026-11-27 05:10:46.866667+00
176	3	\\x0100013667b7b95ae0de4a09ed04b1ddcc88c205c8d67e9ed81d087039b66e905bd2a2a9dada149b9e63d6d255d16f8c4119ed5e19aa86bfa04fb22fab8df6	2026-11-27 05:10:46.866667+00
177	3	\\x010001471627ddf198e2d3312b96879050a43734969b8282248f623bf928620721d948fe4d3f3bef4291786487be8cac4f3e29905b631bcce798d3b6db4aa0	2026-11-27 05:10:46.866667+00
178	3	\\x01000188db3e33a5628bbfa21e33dc6137b4a0892d6919d1fc8897847c5f4471102112723aa392aa6b3513c77813e6edaab8cd1fff128204c3f644b5a5aadd3a4ba789752c	2026-11-27 05:10:46.866667+00
179	3	\\x010001ca17940e7c9ff2255bfb3978a4e254d5e4bd52186878e32098c418cd84380875b4caf0b0c387bee7d88bf294ce2b509ed5dd6bf46622aa9c3da24d501d33de169b4f44416c1b8760b2f0	2026-11-27 05:10:46.866667+00
180	3	\\x010001399760bf435a112f3f0709c76b3f2c112e3de8afdf71be9d8b432124be89b7dc0883c694e83aff9752646aaef70ab25cf53be4634f119e983aaefc66c455ed144ff99e1028d7bdc0ac785c96	2026-11-27 05:10:46.866667+00
181	3	\\x0100019029e0d416d0a9a8d772c992bcc58a8bdabc8f1efe9e58e336f685b46a22007ef35fe5467ca5d2165217c7f2a67d4fa40db01876d5379bef9725ce1064f07fd52a03c9f5b023663c5f33	2026-11-27 05:10:46.866667+00
182	3	\\x01000141b066c936ccc9e66c494db5fe4f5d4ed48810a1b84208b1f3e490d3d053501e7f22bcbecb515299f15eaccb2df2e233a04f4dbc2f0c2b24e35dd7a07ea1d0b28f9041a3d63ccacf29a0	2026-11-27 05:10:46.866667+00
183	3	\\x0100019bd2bc4567ecbcba216aba698fd3e9bc5e88e23a0c624e5bbbee7135ae0fa4eabd61dae7589aef7c1668a31ca2b7852bcc36329851cf994a1bce5e8eb0aeecd714906d7f97c8af7ce72ed1316a22605d82f93540	2026-11-27 05:10:46.866667+00
188	4	\\x010001a6287b1635436509c039139c3d1084a84c012a5f77db30e75e6329b38f0ca8c981f95c10aa8b23bae9d94916abb10339aa88155953c58cbdf35a18c00a0dd2f130d8f6461107148f8678	2026-11-27 05:10:46.881499+00
189	4	\\x0100019b628cb17e22c5474972b0925c179eee11e3949a3e2d3d3be98e92eb3481ace169c61745dc055ae33679be80d13c32211ec58a5a1a525dafb590811a	2026-11-27 05:10:46.881499+00
138	2	\\x010001eb536f924d274edcc3b9306ee970c61897fea0966d8f16e2d852b30847b8c29e9038f399ef8cb306e07e0cae432cc16197c15afe79d5ac3ec253d341	2026-11-27 05:10:46.812257+00
139	2	\\x010001984374b8e55a1db1d42331ee0da772a5bc84e49a5c1eb268526cf9df094e22e486d7290d5a3b3a780e8531bd37f12ec50ca9bd46628dad98fb675be0f7fca383a5af1b31785f5b	2026-11-27 05:10:46.812257+00
140	2	\\x0100012725f9af634c0260249aaf21c245d3d36a952fbeceb45683cfdb3650b64b0d37dee5084b62ac3489bdc630a5c1bd77361a0ef88c7c50d27b353fafc7a1780c0639959e29541ef377be6f7d9b6d0fd4a40149e17c92eedca4e894a2ffd3690a177ca66dd50ac7	2026-11-27 05:10:46.812257+00
141	2	\\x01000105f1ce7a703792cebff6b681edce9d0128fe19fcdf8e13a9ac4b50070ac5ea3f178045e9f96c9ee949a11848a958e023e1c56cc7acfe0f3b266186554361cf1ae8b136e960d56ba8f6a51ef3724eb743ab57c1b8f0	2026-11-27 05:10:46.812257+00
142	2	\\x010001dff1b7888d0a821146ac75ce0fe677be6867d50de8677c0d17d9dee006a1d598077cde9ea77eb09a216ad610aff4ebd2c4bfb4dc392eb53014699c62a259f487513703b32abaa43371bad1829c4b2e15a3ef6e07f3f61df7	2026-11-27 05:10:46.812257+00
143	2	\\x010001b5d20815ff6af86d801506d66ece26563ea0da25917c6be3aba791ffcd730bda37db5d5b5eef393c29672e792c557d1f267e12bf02df751094fa768908c90c0f6ed8e6d89ec75dff91967b59bba2f180cba129f2df47c10adb38268326b6ed21de00e636	2026-11-27 05:10:46.812257+00
144	2	\\x01000116c8bafc63541eb59f682e51c9a14b4f332ab1bd76acedc628e00af57fa86cc79f82c881e0719d3efdfefeb87d31f0ef90a14c85c586f95fca58a35b76c2d6cf733071175af6ff1b539f65ca426f6a2ee972ec5cf6315f284371aeae5642cd	2026-11-27 05:10:46.812257+00
145	2	\\x010001b09fa58851f479a971048cff44dbc5337bce8fdc0a7af87905227317484e5c00dd63945de9df72d7aeb913c4f17fdd10f6e3ac83cba19a7b017c1ce1fe26bd7653be3cb2fdc72f999f64	2026-11-27 05:10:46.812257+00
146	2	\\x0100015ec57d0cb5192a0e57db83c7d97ce573a6294804c744b602068998a31ec5c86f90bf9823bf4e73d74cd793dda02ab358303e32c04317c9712a74dedf433db85c25559dbe199062f07fc4f29c06068239cca1202c633aa9d8b985	2026-11-27 05:10:46.812257+00
161	2	\\x010001287830453d9cd7f9e3f7cc52aa40a0b4d4a45b0a2a98553780413de60f740dfc4918525935778f64efd26994da5aaeead28a84568b0555889cf6b71d91de85c2b9c81f67b416c4903a0814d3b58e23a2e24eedae	2026-11-27 05:10:46.848147+00
162	2	\\x01000184ad518e5288f4949d6604ed632a86d783d42c763b9e8e4661edf9bec3a0fb168940c5ae1be9d513aebd5c6b9bd93bc9a4e4b1c48850a7962c39816f6d0e537d8aa139d3116df1d0e8397129a9cb57649b2bf9bc99ec6fbd	2026-11-27 05:10:46.848147+00
163	2	\\x0100018587a458faea47dc94379729115967b7afa05ce9a39ccb8c99616cf3e7553786ce2262fa613c3f89b9e0917cc9a741dd02715b3721660b4d7961d114e1ae6a2c839cd76579e1bc30e374ccc17cf562c83229d69e3efa6a75b5	2026-11-27 05:10:46.848147+00
164	2	\\x0100015a98877f1718002183049ef02656b04a532c0cf55dcc3a0a45f891c3ac80b398ce9e95caec7ae34053414b2377a484b08edacebf2f95e3d990ad7808e9335b86c4db0f5e413f4109a3aa	2026-11-27 05:10:46.848147+00
165	2	\\x0100018f6509423a1af5ae6c9f448fda39fff4a77ec779cafaf1d7d4141dff9a7b9092c16773292c353a954dc3446bd1bb6103820829a88a70dba3d0df6bbffa02443f6f196e90f73cf3b764272507634a5b9420e240e3fb659331e1bc6cdd08057bfe2c2ab92147a84500	2026-11-27 05:10:46.848147+00
166	2	\\x0100010f9401438fa15fff301c5c778ef3d8ab812247ead82f4fc3ae848b0718bc3e503cfcedd35b7c7533fadbd3b407f4e9881147f22ed45791c13b7497965ce56f88bf33b2ad6383e9d490cfebea06611b870ac5e9d7e04ac70a	2026-11-27 05:10:46.848147+00
167	2	\\x010001ef9e1436ca0ee03d79b0f05d75ad270a71e16493727415de4ff3496091f82e740d67ed5499fd39fe2952ec6446933d5c1358bff951d642c1c17141b98ad2db02723b06e595af4c65baeace1bcffd80528b143ac3a43b10ef8ea6653808	2026-11-27 05:10:46.848147+00
168	2	\\x0100015cdb632eefa74f10ae102a637cc295e7cbf0ccbb63a036acc9d46c958262459552207b637fb9345a18aaa133247bdf4100a1c0277d7716c9b4210a540901f05193a96673b7dc0618fabc	2026-11-27 05:10:46.848147+00
\.
-- Data for Name: person_name; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.person_name (name_id, person_id, kind, script, language, source_id, sealed, entered_at) FROM stdin;
1	1	3	1	ru	sample-internment	\\x01000127e76a06dc845b549e4dcfad98108801c161b3b76418b23cf98fc7bfd0c3742e4a9246d3caae38e6a44cae4d7c6382cb1c566095b70c4f26dd241f64482d9b561db71d629d15d306de9d16b54ca4c542f8570ce03594199f2639d31f3c2714	2026-11-27 05:10:46.676601+00
2	2	3	1	ru	sample-internment	\\x01000173375e39cad48457b330cd93cc558d681dace0e7093c5734fb59295d3fbad5a02ef7799fd9f930198928dc831cebd5afc93074db89635c241d61ff6b0885ddccdbad96be59316ccfed6b07ebde537f05a9b3cce3832c629f7c27ad678076eb8b35	2026-11-27 05:10:46.676601+00
3	3	3	1	ru	sample-internment	\\x0100015e9d0cbc9bd093211cdaf50679a730607057893a7ce197e275478bf10574533229592e25ac260a5b668b4ad0ffe09d6c448c52acc227c2eca1ac57f5ac202e6faab530fd397a74f5849f757e2ee6ecc81c993eab3d368acb5f5246fa387aeb7cafa502a0d4	2026-11-27 05:10:46.676601+00
4	4	3	1	ru	sample-internment	\\x010001a358325d601b3cc576c83004872c9bddc616a47820cb9f5f5dfd2e6c82dbd9e22e34ffb13500bec5c78b4895bfcf5e69426bb15e4411f0bd0326ac9d14df6f16f876e5da2ecdaf01d0148e4c1f66e643ae7877edee0a7445fab7b2e25c9e26fc2c238feef5fa35	2026-11-27 05:10:46.676601+00
5	5	3	1	ru	sample-internment	\\x01000110af1a78be4e747622a542b93a49e10ce6d5bd6881b9b0f31e3d582061d318e40f9488f4244fe5228c96133b21d11daff261e46bcf8841ac7aae561c46c7c47bd2bb3f50b999d43bb78c4fdf5558484a894635d4db72fddb0c4568190f34d1de94	2026-11-27 05:10:46.676601+00
6	6	2	1	ru	sample-internment	\\x010001cc7af055c623094c695dc3fee7fa4cc59a83abd6c28708d13a1c10dc774bedf46e5583061898d1bbc0c3399884f5c375af1ddcb52bd2e9abc829e61eebfc276dc87af97ad4959aaf92af7e2823e5fe7989c86411a3ee457c735a4b8e056dc7904fac34	2026-11-27 05:10:46.676601+00
7	7	2	1	ru	sample-internment	\\x010001331614de6bafe286cb4aa4029019e7335101cc05fa092e73b8e8949e4f88270688d40fdfb3eb9bf26616aca9e43afc1e6dd46a557aa83bed50ff7f4c26f3ef50ca33624ad9c2caa85c87bc	2026-11-27 05:10:46.676601+00
8	8	2	1	uk	sample-internment	\\x01000122d76d796dfe96a45812f8ba0c17e96e768db3bdc0c5521b859cab3970ebc4caaf205777045e8f8f8cd4a96b6351c7759db0cdb640e609552abed17eecd07b15819d80d21e350c98a1892b4f8ae53a28b07b42	2026-11-27 05:10:46.676601+00
9	9	2	1	ru	sample-internment	\\x010001eea3138715f623263cbef19a62a0d640d1cce7592869eefea215ffac7f0699df53fcdb1531a8f8ed2a63c10420f5c011ea25de8e51d297ea40e2c90ef9ef15a783720dd8196cb7adf088786592dc615ad3a21bbbd8	2026-11-27 05:10:46.676601+00
10	10	2	1	ru	sample-internment	\\x01000181b19d964a189920803c84b47ab916c9b8538da9c7875b92ab283692feeb86fa6a53da787bc384b00be40e6d8a165d6b2f2d1331ce0089463fafa80d6c5d069394ebc703b2c79f	2026-11-27 05:10:46.676601+00
11	11	2	1	ru	sample-internment	\\x0100014d0b6ef99edccfbcc58d3d9eef8c2061a64b6d7afabeb57ac90fe4875f7ab4c9a91fd79a2687077f47d70da2c76d26bb23622a4bd5dfefe3b771401d108e2f3e169cd53cad825205192dc3a3f0fd040c788fe71f95b4f938ee	2026-11-27 05:10:46.676601+00
12	12	2	1	ru	sample-internment	\\x0100013b7e1b9b0dfd5b4ae61a297f3bf63120eae1407e1ca17d8a36f60fcfcddb520a022f9c78863bdb6691c7e555e47a66fbbd2aef33187227b91388fcc7f7271783e3664e09a3db3117bcfe645cdd5c772ceb4da132138d7c846e	2026-11-27 05:10:46.676601+00
13	13	2	1	uk	sample-internment	\\x01000178aaadf98190bd329ab15e3e043a1243612f70c5221bc8762c433fabdb6e1ce0e4cd3771fde0a92f3d1e65034769060695ca9b96758df34922a91d592d310d8c89154231f03e59f3099c47a906382f7435835a6f3f38907cc33c1baee764c7a783a624fe140b25a6	2026-11-27 05:10:46.676601+00
14	14	4	2	en	sample-internment	\\x0100013847c8c94de2c05f0d15d19cc610e0e889521d325e5fba1d789ec140bab614a316cdcc47c418ff3f229dc1fb807267b273465de82cfbcc8e8b5c9604b69752	2026-11-27 05:10:46.676601+00
15	15	2	1	uk	sample-internment	\\x0100013ab6420630a31b3f19ff4ae97a671e7e5b7746d4c710a8da5811ae6d28544ef42ba87efb2a930396290e53b3928ab56fc3080b3413f5b66bc68f8885fe9f458fd9907e983ea64ca881a14089784e937c5c732e7d81f7db3f5fdf24fbe42e3e	2026-11-27 05:10:46.676601+00
16	16	2	1	uk	sample-internment	\\x010001aa41733e1e1527efa8906337298b408dc34b845152979a73682105063240dd41130be06dbc6d22e86558a59ed3d24881f49e707f57cc46feefa24ce4d9b1112b29554495014f8d907a87f5127a4faa4d0c94ffa245d005eb4ab17af5f3	2026-11-27 05:10:46.676601+00
17	17	2	1	ru	sample-internment	\\x0100019994d720efc46a9a03c6257ed2825d8fc228ce6179df90240ef2356534b6caf14eb024021bc4e9bb03349771033b1cf195b649a09aa0d16e0aaaa981ba55b6	2026-11-27 05:10:46.676601+00
18	18	2	1	ru	sample-internment	\\x01000177075143672db08d7ce76c0ab6242321424e4721f8a993523991757cd58ffdebcceeced7bedae179b2f83da7e9c6f128bf82ef7839007c70841a6d77b1987f41414fe6c8876937e47566f7ddbfdccaa3b3c3b1acf6194243f2788a2889	2026-11-27 05:10:46.676601+00
19	19	2	1	ru	sample-internment	\\x01000177e08fcbb16b9a8418130fbd36698d6ee83802aab057d19e2714518b10fa6858bddae51c25bfaa37e7f491ef6b60c6d896dbd819a2613561188b55a6b7ec1553d6dd9413104811f1e14cd87e4d4deda4d88588342e36b7	2026-11-27 05:10:46.676601+00
20	20	2	1	uk	sample-internment	\\x0100015c0d6eaddffd5601c4443d440f2c9ff9b258c1fd1c06730511e72d806f884cc9a8f31ee8bdd4f35f162bbf93146a8006262e656c51bc6b338e1776ccec804b0c4cbcb2d51ff6dbaf0becf1c3dc1be16cef4724f171	2026-11-27 05:10:46.676601+00
21	21	2	1	uk	sample-internment	\\x0100013693fc1f9b76e5c02507b2f574955057154552be0a60c0db00a591302011316ab7199eef5de404d93107cb901c88c4e7050023fbe947ba95a67c4d5641c65dccb2f61e50eceea0211dfb6b7bbe6021add99a67	2026-11-27 05:10:46.676601+00
22	22	4	2	en	sample-internment	\\x01000138949f35374275c68197989ea41216cf73ce42e8448d30cf52e1788c2babd36adaf20c47dc4c9da3cd07995f13869d5aa01cfcb8a3a74fe6c3173801	2026-11-27 05:10:46.676601+00
23	23	2	1	ru	sample-internment	\\x010001e3975b63bc03ffd2e94150524e023c9e5e25e95ab0989711fb73c93c129981bfd3f0b2a9de4420805a774eaaba90cb94f9cbc32b78acbd13c12a1db6f3aca7600ef1ce0c4e9b55ce416100a614fb323fe64b3a5f2327c3c1c716e232705e71	2026-11-27 05:10:46.676601+00
24	24	2	1	uk	sample-internment	\\x0100010d1875f8b18a5ea00376619c98d437062f4749b6f2cc8f63952130a66dbbcebbac2bfe4d57ab1723be0a808fb0edc59121d8c19a8c939403e77734e30650f760a476c7bf2b08818a972b42895dbd0a574c083ce2acba257d31	2026-11-27 05:10:46.676601+00
25	25	2	1	uk	sample-internment	\\x010001235c2b31a8f89d83e94fc6bcb9b61c4da66eac3760990e55a1d753518dffda7a952e5dcc61bd0666017a6e06e718b4787e9532d241d75836037d7a53b20786a49715095442daed	2026-11-27 05:10:46.676601+00
26	26	2	1	uk	sample-internment	\\x01000162d59318821e62448932d103b952ccf1a21bbad3baf98e0730b154747d29aeb7f0ab8496e1eebaac2b497b4c1f8b4bd0843c45f027b50543c8cfc9c9f90463ed16baafbd2579ca1b61d62420fea1b1d778fa881874397e35bfbe4e	2026-11-27 05:10:46.676601+00
27	27	2	1	ru	sample-internment	\\x010001ea6b7a3b4f5ecba99a0d24d325f4cd6c2014cad70ceecb7005bfb3b761dc15602308dd1802fb228c11e5b315823fc3a8ff51f879fd8e271f4a8f46d82103b701536a2cb22c29cf52c0917c4ff2393270e010dbff65d3bb3f4302bff839ffc355fa	2026-11-27 05:10:46.676601+00
28	28	2	1	uk	sample-internment	\\x01000132976e106fc499af38d592f59a59b3ed202940d4fde0b5b5a1b0db922293bead238c39a298f523125821664105a5e9068a17b9a3c49a917f26235466abaff2cb0aa487f7a8b873886a29cc75a18fea5980e1fc19da2e43f9d1bf35c8cc0c4c7298b88d	2026-11-27 05:10:46.676601+00
29	29	2	1	ru	sample-internment	\\x010001468a34e9a412830eda65245773901ebab29a36c65d10e4653bcaae4f67f5f23613e1dc90a6a8d7b7f5e47d3a8fc8f46bb6a574a609474a78fb43239b082b11150f5dc0a5d4843884e2779a5e8869fd5bd4df6557000cc7aa55	2026-11-27 05:10:46.676601+00
30	30	2	1	ru	sample-internment	\\x010001a054fa54713463b8e42484fb9313919cc5496592134df56ac7f23fc82736413273416b82ea6ed53e3d7823c135f3a30902ebe96b0ce31cb5c63d058641814a6134d1c4beeaf33689e69e806ae256f6218c621c99e54a84	2026-11-27 05:10:46.676601+00
31	31	2	1	ru	sample-internment	\\x010001ea5f3bc3a4583ea96e62e34f9cdc3476e5e2a25d0d16333212c6c7f97c3f5ba271246a1ece7c24371b8e5d5224a73b0fd2d1757d456a9930655a346939dfb9d41b89023bb650b6e5e0b94f48327c7bb271d654870f5bfc	2026-11-27 05:10:46.676601+00
32	78	3	1	ru	sample-forensic	\\x010001938f19f20cacd47a6a25f60c60555dbb3abba9959d061147ca63a72bd3d2d5fd0d6f6a962f9d7e937413d102ff58a8c94331381bab7ab4058efe1d88e192d4038114c9277c4d9f277d68128b8e4bee54cda865e96afa4264cddd2992b3c20d7578a5d1178c393beb7c28c98f52	2026-11-27 05:10:46.710497+00
33	79	3	1	ru	sample-forensic	\\x0100011d46b2ab30bdabe07fb6a7c3b4209b71e855b87e8d81913b2dde7af653264563bc3b814670a8d4ef23228cfb5b3976df071f66cdfeecfb6211e24cddf3767464db44c4b1d466ba351fb82a7a7a43f4184435453d006b60d8f76d2f	2026-11-27 05:10:46.710497+00
34	80	3	1	uk	sample-forensic	\\x01000181147e1b5501843f6833a7a5cb235fb96e998648d42bda08631ec5eb2ccf8c73108cb906519638686060503bc44fe95a7e06dac1f1b96f06d11a06c2e49e1003215d8cedffa361c2450aa537ed18c61903448be3314d7a	2026-11-27 05:10:46.710497+00
35	81	3	1	ru	sample-forensic	\\x0100011580aea4c03ebea6ac12476155aea8cc0ffafd71453dcb5b5c421e3f3ea1190dc4e604c56091e763a1ecfb08bc8a075a2b8d8e08d63be83554f89873ff625c6c7e9401d0a56236	2026-11-27 05:10:46.710497+00
36	82	3	1	uk	sample-forensic	\\x01000196662903281713d7eb4e5b690e6cf1a7159911a9b324ce4894a20906fb171803fedf0c6336146fe234d67c2e5e406c6820702ce244ab6ab513f05933581d7ab100c413f740af091a8e7fe37454ab40315f1fd6256021d65e95dda6ebfb7c32	2026-11-27 05:10:46.710497+00
37	83	3	1	uk	sample-forensic	\\x010001f877bea1887917a9252f473454cd44b7bf0fda5fb568ae1f0807e053d169ded3af2d4327f995d1d13df578a0d383e73b6fbe484e918845db011343e4c3b94ff512152e87c46529812f17c2a24d725da3d99664c2e8deaa3b25	2026-11-27 05:10:46.710497+00
38	84	3	1	uk	sample-forensic	\\x010001e4da82d50949526ab66814490a89d919293bc30204e1c4969d4093141f9a95964af227d3ed16c47db985f9e4494de44d858edce931ad9e1e4faa6a146000835a20f207da3f24a19db013852a2ac83343860ec6ea39bf3a234382ab253e	2026-11-27 05:10:46.710497+00
39	85	3	1	ru	sample-forensic	\\x0100014c9d80a5d3df949a1bd1760f5fd91070d8a43ddd10b6bb2407f67f5572d5d2fae974f9caf225907c3ebff1262baac95240a32df45193067e97e29928a40a03873fd5b721c19722d6a31e63d487751213d57381116c	2026-11-27 05:10:46.710497+00
40	86	3	1	ru	sample-forensic	\\x01000183493e169c16654d39314dc00ed7efe7cf0fb657202366538a2c7a4bfa955b581ab5c2e911312f4830e79c274c8bd9379059983d5fe71c6234d12a15b65df02ebdbc175d1981a90bce2213e4739719b60b87514e6fa20d7f3f	2026-11-27 05:10:46.710497+00
41	87	3	1	ru	sample-forensic	\\x0100012ac95e42d358295c2666dc9095ca21c67ec7c929127b83853937f8e21b03a6b57502a57217ae736f4a580201b5e84d447e685418fae6e367e28fcc4c276abe98e5ec56fbef065d3c8a9f00dc66d238a6b52befdfc24732302ae6b50f2a	2026-11-27 05:10:46.710497+00
42	88	3	1	ru	sample-forensic	\\x01000120a3f6b22cc5f2e4e1fab7f149ad4f71f8f4b8ecc5799c51e30a287f1c12a51c80d8ba688ef42616d18c878efe38ba88f64eeebd39afe5e9bcf88e9c61edbf094ded97dc9225fa3131ff55a180465735b73c6e338e	2026-11-27 05:10:46.710497+00
43	97	3	1	ru	sample-front-reports	\\x010001a164cb76e20cb32bd22fc085c6ff492ba1dc91f2be9bf6225b93811ac59c2fb98fbe479c4fdbb1132f242f656b8aea9ff2bb540c7d93c51f10dd20f9cfa92f3abe2cb3251aca83e89490112e790400171fc749fd65c8e6b95c92cc	2026-11-27 05:10:46.730904+00
44	98	3	1	uk	sample-front-reports	\\x010001d3f7d6f92ef9790804745a22fdae2d8b2b52dcb805a78b307863be57af34523e0d0d78aed238530a72f251aade3caefd90fcced7278c859fa39bc82c2fad4c3bfd8c90	2026-11-27 05:10:46.730904+00
45	99	3	1	uk	sample-front-reports	\\x0100010d02b70c060d94dc273ee42e862479abca24eee739808a89d94d6f4d068f4cfd16f691371de41754b7e17ef8486d713a9ccdf56ef716dee674e7a23e8aaea2351b5563bac0311acb0f16d4cf9fdfe99d110f0d7ce17821b520cd6f73d2	2026-11-27 05:10:46.730904+00
46	100	3	1	ru	sample-front-reports	\\x0100011a69d10035a6c5374df134a5d27eefe5cdb942aaa4044ed056928aabde1cee0e6e96933bdddb6abc1c7bae32bdde9ec28ed3c71f397d375a7219e3d148218bad3fbf1b69164987fe7c14c7887137187e82d54e783f91d0b75ff4b1d8ed	2026-11-27 05:10:46.730904+00
47	101	3	1	ru	sample-front-reports	\\x0100015acf9246ba4d2e1d06db6910f61904ac65ebf23c0284be1fa8918c7db2d385b2063883d330e1439d54bbd81d22f8654780a128aa312e7c3b619c72fdb6da00c9cbde3bb747cec8d35c8c36617b9e91ae03063a74d8cf6ba326cfd3a50db1add76e8a71	2026-11-27 05:10:46.730904+00
48	102	3	1	uk	sample-front-reports	\\x0100016966a05a95612e69778e126ab68ca251250122e1cec0d496671337d53068511bb674cef2a81da5309d3a65f9ee31752dd6880d81aadf275e7472e90ae60880acec7665e5a2832fcaf9844b559c4d149cde	2026-11-27 05:10:46.730904+00
49	103	3	1	uk	sample-front-reports	\\x0100018aa6670bfe179479f74d7ecdf26db2158a208bceeb048bdb0d4fa30460f62790633bb6a0bbca075d17ed9b285ec09bd318edd885996ef39823174a43b43dcf93c66c6cf19542036c88e3e98270d968e458ac66d51e8ad031a3d98ee7690966c027fab316f63584	2026-11-27 05:10:46.730904+00
50	104	3	1	uk	sample-front-reports	\\x010001e4d5b5beac39f77b3875064e3fc204674c75cc503859560872d9ba4c8423701b02cd4ec5c26c5636ea6dc624d963627bf87a69943b2090c9ff6415df94b8ae6e9a2a6efa898d9400f636b6	2026-11-27 05:10:46.730904+00
51	105	3	1	ru	sample-front-reports	\\x01000162e92803f4caa316801c2407f68b94b890543252fa10eca25fa6f613783d6ba7c099658645892027b6f3a6e52360133c02f42eb6ae649374082607eddf74febd468ba1f9e574c6c9c0fccaa37ec676f23e01dbc2d06de45b5227eec449b4b85f0ab7d7	2026-11-27 05:10:46.730904+00
52	106	3	1	uk	sample-front-reports	\\x0100010de95794f047bd8575375d2b68b1f51afe3629956bf14866926a0149d39f32b11a27a38fcb3c9379934e34f1cb1984d8ffc83b4f5b26206224c5a82c6f6582eeccb575d0413b93de00e2c4f3e9e17e66edb95a1e4db178	2026-11-27 05:10:46.730904+00
53	107	3	1	uk	sample-front-reports	\\x0100019c98366ac69799be8e4b6d9df978ea85de0febca3dab539ac50b0c32af2585554389e9c8877fd6bf225b7a7eb0d459db803987aa870b6ff0840f321aa028e416eb5dbce1a4886c15599ba37f501854abdae175d3db036e8bf38464a8e71da0	2026-11-27 05:10:46.730904+00
54	108	3	1	uk	sample-front-reports	\\x010001dc5a5d15d849ab8b20d0db00773cb8712be2128b250b4a084e057269faa312ced0d9d7adb450a1791c6d486fa230ff3582bba96b5b844c17d7d0ee0f9c548bd5c0ae5f51dc829e3fa2b120566a9e597f718ea81dc8d0c65c3e096a8dba	2026-11-27 05:10:46.730904+00
55	109	3	1	uk	sample-front-reports	\\x01000114065fb0d53103ba926b39f61fcc4065003850dc2b63da35eec1524e02c57caa9ad435e3e5d7abd3673d7b630b1639e2641325dfb943287114934f2d040db4805fedb153bb1689	2026-11-27 05:10:46.730904+00
56	110	3	1	uk	sample-front-reports	\\x010001b701300fdbf8f9fca969dbdf478430986cdb6ac1c3de42892e6b12d601378150759eea458bc2cc0ff0c82b33237c0b75be313a10b6e834e4e7aa83931d33206b73a63a9cd91456e5bfdad43803	2026-11-27 05:10:46.730904+00
57	111	3	1	uk	sample-front-reports	\\x0100017f2703530fd2388a235793cedfe456604a90c39b5e9555eaedb3b4c8f376a3cfe968cb4342511963976982639517d951691ac04883274fb816ca4e0223dcaa4668bc3b662254c60112fe464a2879274d5367f69e471b04e7ad6d23ad598c26d7be17a0a109	2026-11-27 05:10:46.730904+00
58	113	3	1	ru	sample-open-sources	\\x0100012cebe94b4ee8a766e96cb0f0ef1f50a079170d916717c5cb9b8c28c45503881eff1f365038fe6c31b7e4b9d2c164db5d8044e894c8ee7c2c9d6e8bfe794f724d959ec00bcb69a636218098b4d705de1067f3c25a700b43	2026-11-27 05:10:46.759729+00
59	114	4	2	en	sample-open-sources	\\x01000155a8e23892f86e05a75cdbdde3b48d50fdd066ba62df95b29e3e55ce3fadd4c8b32cafa841d0e70913427804ed0f05e5b643e9249d5c249fbe2ec0981e	2026-11-27 05:10:46.759729+00
60	115	3	1	ru	sample-open-sources	\\x010001b8c59219e9f67fc334e0c751d842af33dd509cc5291cb8901cab7968ec252872669393d7818c0452bceb2d649fc9bab629ee156205b617dc17911b8709b8d7906b766632a63e90e40eeae80c5a33873828ac43c63accae9aa443f5a1c8bdb46168	2026-11-27 05:10:46.759729+00
61	116	3	1	uk	sample-own-units	\\x01000199e651163e27e9a11d3eb46af6b2ebc6e55ea6977597129213fb81c7eb7d47a38ffea26b996f717c7b1882d74308c57ea229697efb10f14cd0dfad784a744ea4dc495f5f4566e67b7913578c04375014c991940b16122fde7a2da2b695987de27d0efd	2026-11-27 05:10:46.780547+00
62	117	3	1	uk	sample-own-units	\\x010001354fb366db718909218bc2ed0e1ed08431856e373a00253f03d8d353df7b801654e04ba0330824e399622c7444ff4053e287bb3fbe8decbcc65e4d8b554ecbf87750e43b1c69894984902c4081e62293a2cdb59ed1ccbcd5a5b1fd40575d5848d37016	2026-11-27 05:10:46.780547+00
63	118	3	1	ru	sample-own-units	\\x010001fafc9cdc582e3a17becf96099ba335ad0df109675cedfd90bf15461b284dd9de6699bcd6c087015555be2699a4d8a8503974b07da54dcd25915a5d362fcdc3120711b65274ba5bf4c3fc462eea8135c8b17283e39bf6494002f7277e74	2026-11-27 05:10:46.780547+00
64	119	3	1	uk	sample-own-units	\\x010001f3c93665ff6108e4a9d7bc3e112847c4d48b31d75f2ac3c2b055d71d8c252279d244e4fd39020f7e6dcd49458ac25f2803a04010a35d3091e5cb8bfd08fb0b141b20d80c121527d399b46e0e64992e1caf1d9927780d6eb9c0e0aa7b	2026-11-27 05:10:46.780547+00
65	120	3	1	uk	sample-own-units	\\x0100017b1ed7ec41b788ca4b03de8e66510eeef2aaa19d2a208e01c0d7ef311f0730744cac7873beeff3bf4d96ebe529b277bb22652a4caada9f7c574bd14e53836e7bcf433dda3e0e70b27207b9863e1eab0665ef1f1ea49b98c4c51617e39e	2026-11-27 05:10:46.780547+00
66	121	3	1	uk	sample-own-units	\\x01000102cb57a9b5debdc1fecfb1a5b00bd57c26a548c1449a6c69145fc5926314835419fb3b990337c43d72144413b8887c0e5395246c0d7686abce21c1b8b305f534fe01a3	2026-11-27 05:10:46.780547+00
67	122	3	1	uk	sample-own-units	\\x010001f1099489cd271812acf6184b841b7118293abd0af5d24dc34d21a33ce36f6a0ca6133e003137083728122a47b48eacec8774df03b178a59e6d75abb95cb4875ff2c63454088fb54cbc30ee9f6323be86e3a4b4a9cc9d4be0f9	2026-11-27 05:10:46.780547+00
68	123	3	1	uk	sample-own-units	\\x010001a11fcb6aac17193ea17e27652b0b6e77054adce09b1fa675031644cc8ddf38b18c88faecb04edb928ba4fc604a4bf3f9ffc6c372954266dde8ac6ab263bdaadde209663dcf62d4b5a3a3b7a9b8f64851fcaa505e91ca5d9f7b	2026-11-27 05:10:46.780547+00
69	124	3	1	uk	sample-own-units	\\x010001729b4b5716f1eb6d51ca2ded592e98b80828ff2a89ed995f6a08a223023cf9692119e6349eb7953ea97025a82bf18ecea8a8574d4dcc9ef09bd9aa85d172b08000cf8a8d4fc49bc21a864a96c8d850489d846aae275694e592f61971bb	2026-11-27 05:10:46.780547+00
70	125	3	1	ru	sample-own-units	\\x0100014bf5366e2c422f9984e3bc760989f0517ea306fe5eedd7d526e0e21537b0e297f0521cd73c1ee27bf8e5014da4fb27c93cba0339f8334b998bfcd49b9c1c9eec47e8634bbc0a971361ff6c2cca84c4db0792ad056ec0c97ce28d0d	2026-11-27 05:10:46.780547+00
71	126	3	1	uk	sample-own-units	\\x010001930249f5995834f2fed3dd124e4a6e0cc33be1b1ba692e636a0ceff004d7615a125820d2280339d14f038f2c8b34fdc8ec88672f692198be62b2583933af82d93a04f00283f4e82af6dab70e6ad2a771506784ae73	2026-11-27 05:10:46.780547+00
72	127	3	1	ru	sample-own-units	\\x01000167b929bc5950bf852e09a082bbd4505eca86dd206d70fde25a26cc9cb590e95d451307b62d5077832e29d7dc0bdb03998745eee6c32a913951b46cd330a406fb5eb6f7d691be90	2026-11-27 05:10:46.780547+00
73	128	3	1	ru	sample-own-units	\\x0100018d58cc9e7980e3b15e7240a24eab7764bb78360c0799e1111ddbf630f0b9741141ccf46d38ca7034a0eea4962b13a72f48a3224f23f44289944b696bee1bdbb8118281e4b2aa486366b388948cff6880ba17bf5a0654b661e6757b6d8217b97a5c	2026-11-27 05:10:46.780547+00
74	129	3	1	uk	sample-own-units	\\x0100011ac8a88a72fd9add036f54f5960a8c97bf5ad38566c153663f5632dffd27901ad555a28d392ca13b427ab271c2a561fc97be0324291666cd59034274a8a9d6a6fdcc23e4ca100c979d04449685e1fe56a82eec0fa7d8aec4f9fc96178df5975743	2026-11-27 05:10:46.780547+00
75	130	3	1	ru	sample-own-units	\\x01000121ad2c646a35132e6da3a17187bd8e4cc92489e19b81734f855cf208474147c65b31c89e127ef00b4ff0d595011d3e5424268e0f303fdecb8b54ae3d865dbd288d6cf05b45ab02c7899f32283f6a3b4e50478b584da83d50751b3c185af4b065ee4d47	2026-11-27 05:10:46.780547+00
76	131	3	1	uk	sample-own-units	\\x010001c3edfee9e27b5360a83a175e549b29501ca08e3776c1821112fd588a048aa5aa90167497d5942afd44390cf6854f46e3c85a5e2084bdae94e0792d32ccd5addca5258b9702da0e004951db6594699511fa9775316e1e86df676af4c4738a85fa1c	2026-11-27 05:10:46.780547+00
77	132	3	1	uk	sample-own-units	\\x0100015ae55c716cc06cae0259cbf7f47b7ac6c4e4e755e3428502a194921ae8aa652717fd242771ec33a080b1923ee1743e8db3bbd32ff082685dac8bc091f2e3259ec1471fb8735bbc6458b3665510c23ca43704c128c2375dd7ecc2288901	2026-11-27 05:10:46.780547+00
78	133	3	1	uk	sample-own-units	\\x01000129bd2add1192344645aadf6ef66af53d2eedbba3d1ff8d990e2ff8e6d9fcc97fa71e43b5fee0ed627c382921ce1aefa91608547b6a027072c01fef1ccd9acd17b05a1d2150cfb80b9055ae56df92	2026-11-27 05:10:46.780547+00
79	138	3	1	uk	sample-red-cross	\\x01000172d5127414e544d3c20e8bc3f0dd581bffbaf33bb2456843f108c9ce59b78dba0bcb11173a3ca60c8361da88040def62b1d7964d2b705d56a983c78d1afdb919b9ea7a63786d1ad737a05a0a5b88c018d346d57b0e292998cce63ccd3d	2026-11-27 05:10:46.812257+00
80	139	3	1	ru	sample-red-cross	\\x010001bffccde73d25942ed506fcc794a8e469a21b080df76c167515c7a8af4f3f2d110d229a8d2bf72c0663857b207a0e1fef35de275322e4b31ae26dd52b105fa7036e1cdac3c5f16c6ec4a79224c41e8d871aaafa1a5aa5cbcabe	2026-11-27 05:10:46.812257+00
81	140	4	2	en	sample-red-cross	\\x0100010be2e68246b96af55ce7da0ca98d97012ce3469b329901400e0ca4df6ebecea5ef159e0451f9845469f038b3da1f1458e441b4067fe2a96816434b4b71b16323d05b07cf9c1452	2026-11-27 05:10:46.812257+00
82	141	4	2	en	sample-red-cross	\\x0100010dfa8cc0750abafbe302abcc185952070973940bee1807571b352443b5a30c080d9ca0fe114bcfbe1111b62a748b86edc97bd9761e13a9703c0e3647299358efc5f4b748e4	2026-11-27 05:10:46.812257+00
83	142	4	2	en	sample-red-cross	\\x010001c6ab5b913bb854dc7702d04cf376a063afd718d2acc59215505717da8e70f12a161d071c28ee9790f1da316f1bd222fd0e6ba1f044d802a05ae11feecc6d80f689048199f3	2026-11-27 05:10:46.812257+00
84	143	3	1	uk	sample-red-cross	\\x010001ea752652c8796b46299f5b5a0f712572d1a9a8b3af047aaeedb5c213565276ef2414725e1cac1c02b77aefbc9f0977e70fee36c063274caedac89479f89e03578f96abfd8cdd409f7778048c17b4cfc05d	2026-11-27 05:10:46.812257+00
85	144	3	1	uk	sample-red-cross	\\x0100017bb555e5ed7876d0a944109da4ae9e305d1f174391eca63c677811b9b2c8c93911d5e5d92554e021cd24b32538a8189fc0863d6ce7092886511ecbdc56f64146b9605443638eb646717f53b2035c353b47ab1cfddac99ffc2fbc0cabfa3241	2026-11-27 05:10:46.812257+00
86	145	4	2	en	sample-red-cross	\\x010001497c7f446c1306fca122289c06e4d80814a1e02ae90ea3f2bb8f3c3bdf42398651165cb91205664890b3ee9b0b9a8a74f5ac5b3efd3b09c2c3b7e681564b7c468ddabfb6a3bf4d4b	2026-11-27 05:10:46.812257+00
87	146	3	1	be	sample-red-cross	\\x010001ede0a237ca38121881efd23e4635ced2f230149e736d1bae3d75f6f87c4639399282df234ae16bce0f4cae892497b9d04adc8e478501fc62bca8fdafa3eda492076a041ae2fc28cd9866381581657bdaed9cd3786f8dd9ab44a6e04d03a360fa3c	2026-11-27 05:10:46.812257+00
88	157	3	1	uk	sample-returns	\\x01000106eb734293145bd0ec502a30b43de0d4810c048107f50647564ee42170684e06f7c372f11d65bd72310d9474770ebb5c27acb147509c1e7f3bd84a8a64ea494fe00e48065c1f7e68ed895dc3ab04c326db69b37c9c867cb140e4af7c54d2ba	2026-11-27 05:10:46.821291+00
89	158	3	1	uk	sample-returns	\\x0100011686519ef8f1180f2fbf0d523fb39c4aed62ee686a0cd4cf1a5d4911dd1fd34347379a5bdb64543cbddcb50e2d4cea685b2c0ec3b38e291c83b1f24be70b42c04b105f8f3ab75a1707379130e454da98814220ae20f42fe1b60d9bfdd897398831e3056c735d269815	2026-11-27 05:10:46.821291+00
90	161	3	1	uk	sample-own-forensic	\\x01000109f18ca3e6311979f35ac949a275248ce657c8610b1c33efecefceb1d119e34e292b48064c4e1f719f1b19db167c54ca95a2ab9a1db725ba37a4a0b044ae71d8afa001e4db16b53df70bb0d0463f2bf7bad49872f3f2badaa17e7d34c510457891	2026-11-27 05:10:46.848147+00
91	162	3	1	uk	sample-own-forensic	\\x01000165f7e5f5019439b799d138f89628b26ee7ced9a147e53298ceedc14b240dfe97324ee539baa4a772a87fd65421d00a2b797c50456405a5999591c730b38aa8667530f7d1e9a9d8b843026668d81c1b41287ee7a71d136e6a2e	2026-11-27 05:10:46.848147+00
92	163	3	1	uk	sample-own-forensic	\\x010001c353557fecd43ff70c56ca2bf3cac97a4bedefb967f619b127a582a7e6517a9a1dc88cf20f30e2fe65a7afd227822d644ac6bd04dfbc30c92a1de93870988e3ba262ef61f1b9cce1a212a7deafb25949dd349ac917	2026-11-27 05:10:46.848147+00
93	164	3	1	uk	sample-own-forensic	\\x010001ffcb64a9bd341e50d3a84902c1ce9e8318ae357a58cf907a078039fb2532795c6814786a8ac12f1f2bf599b767dc0e8f14f1cb961f433a45ca43db6ddfa2d3d64032aa34a906ab329bb8f0400802b865fd1375cb8a86bd3b56fad9046d	2026-11-27 05:10:46.848147+00
94	165	3	1	uk	sample-own-forensic	\\x010001a49361cf6935f7a9c40cbabf59c96d08a3426104056e1b1e46decffb6f9dc56f42caccaf40e5ac1b7e01fc30799a99ff7cb80683f3063cd519e01efdeceeed51160b13e1ec63300173955c8fc57b7f4feb83c1ecd3	2026-11-27 05:10:46.848147+00
95	166	3	1	uk	sample-own-forensic	\\x01000160488542847ec31cfc9615579cc76052ed06e14e7af4aef1507dceb832d822c5c32eebc428e7157183a18f227c7fd0608e47ff3c4282a41da66d73527f731b933f91c7b1f9e374c59e510171c7a49ae1ba33f0e078	2026-11-27 05:10:46.848147+00
96	167	3	1	ru	sample-own-forensic	\\x01000177a07fb8b1967d8f61aa4e008b7762d6b41c884189134ac8b022f6df0c32b11fa9ff413a90895d12739274bacf22ccf4613651580f1029610eeea2855b0e75a86610a74a575b1fe9b2a7b3d19de1592e57238bed1681d63276985869c8a6f685775ad1	2026-11-27 05:10:46.848147+00
97	168	3	1	uk	sample-own-forensic	\\x010001183d58b8494becb04c89bff68c72402b2f6738af9ad27689eb88f122e246d683ee9242b0118f9e2eaaebf1a28053f9bc2b6976de43d3181b8f37d931df9d96e591c45cb36e8bb6799169a7fec3a0494bd22b766055e93df54489b7088369dde58c	2026-11-27 05:10:46.848147+00
98	174	3	1	ru	sample-civilians	\\x010001e0643871cedc4bdcccaf21f513bf93ae0d43429104cfa6d3c595f0b178a7f8d7a4a6a3646b49ffd28e2b3bb29be602703c024cc453f755f619ce7176cd86f4d597690204304c1de119ea378cc1b62094b9fbcf2f316d520b5e3374324dec10	2026-11-27 05:10:46.866667+00
99	175	3	1	uk	sample-civilians	\\x010001357be42cec8c7bcb6258fd4a50db69429db4452df97359732f0633bd6067f529902ade8659b0229d1d23603d9561ca1be51e764c55c7a2b4d9f5e121bdc916b1c935ba54451e9188cbbcc04ec99eb55c6d9951c12e545febc1aacde539422d	2026-11-27 05:10:46.866667+00
100	176	3	1	uk	sample-civilians	\\x010001a1ef7637bcecaf57e0824ece54fa450030c83a4c3b67b230e74128497dfbaaeee8226feffba8ed774552b4ef70730be40005a8b96e0bc8a6ba6b7b14cd283657f13ea2ecab5ca4ea63cfd4627b0aefd5b19c4d3a85c1f85aa3dea3cf8d	2026-11-27 05:10:46.866667+00
101	177	3	1	ru	sample-civilians	\\x0100016f3a0894b00865d96a9a79712ced0ee902047d49b8ba2e370dc70826d885d855f1a2f1ee34ba6777d606e83950409363c29703652f0c3863cf31f0010fdcd79c6d985a473332e945bf95f2ae138ef0fbe0f6c33e0a1e8d0116ff008ad4	2026-11-27 05:10:46.866667+00
102	178	3	1	uk	sample-civilians	\\x0100014dd105ac52f883bc2494bb2918e77b6e379c513a020a4e32b359acff1b664780a84fdbd8632a6353603c8521567c5495442e42d29abff79bbadc30aecf73327f203566a53853fdccaf914c74dcb18365c04c4fa3c85bfd560a	2026-11-27 05:10:46.866667+00
103	179	3	1	uk	sample-civilians	\\x01000143e88f12fd50d0deafcdeb976e898a9cbf40ce8d7aa1c3ea29e95780b33282935593d5fd7b5881edebfd7d1f6a32fb0579552af969821ce968ec92316a2424f0cf9f4bc28c6ed99ba7207c974adf74463374edf043	2026-11-27 05:10:46.866667+00
104	180	3	1	ru	sample-civilians	\\x0100019e2ca6d0cbbb9d168b7f4c4e11a2e3e0b0e9915ef9cfb0458b9562209917e6a46b9975f72c0ef2c38f6a4ffdfd8dd82efa19cd550e96bd79609cc99aa769ee576f7a711e335e9a6cc49c176932013f50a926171951a32f4161ab9a	2026-11-27 05:10:46.866667+00
105	181	3	1	uk	sample-civilians	\\x010001d471a127b4b565a81a325d3d62ff23e303af5c035eafcb9d661b177a7f0516dbe0018a473dea12582c8d72f67a9a94f1d5b69002571a3da9c94a8259be703d68d53ab1ceeb0726d43dab1573be1c3c67e4d29cfdf6a3bf3cc0	2026-11-27 05:10:46.866667+00
106	182	3	1	uk	sample-civilians	\\x010001d0acb9a2dfe347c37637bd9d5740a00f61c1346207c305ed7b8ef5b1a78cb9d3f25c31cbb8f6fce2103f79015d716a97c4514bf82628697bf652454fc6c1fad96088f211545c4d302106a941048f7a9c21fd870fd5	2026-11-27 05:10:46.866667+00
107	183	3	1	uk	sample-civilians	\\x010001fe5366056306b02b8187bf8d7971d921dc4570e0a8e273709bf2283a753623e9efa75b3948b7d5dc12c4eb3fff508346393061562db66a9755644373b6ade885c7519f24df4874d65bc0da5a176fe4acd2b0f430352709	2026-11-27 05:10:46.866667+00
108	188	3	1	uk	sample-children	\\x01000122c8e6960e017a077d0fa5d00af6bc1de235bf1eb7fdfb1b9f20a92906ccb266b4160efd72f7b3994b2d8f047a6224161d6a81e1c0deee6e4b6a02775063ee16bc690a5939f12af0030318a7651236	2026-11-27 05:10:46.881499+00
109	189	3	1	uk	sample-children	\\x010001cc7f7363c078167257a9aae2df7e99f0fd808d327bda3b871052808be89c2221584adc4f10156c0c9cf15781a061b54d9a32b6028159ed4f5d36ecaf6e8a56640da557f0e74d0d9e61481180331f83a5416b4bc64056ee74ed497bebb8beb6	2026-11-27 05:10:46.881499+00
\.
-- Data for Name: person_state; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.person_state (person_id, cluster_id, version, status, rung, flags, inform_kin, status_day, last_alive_day, hold_until_day, region, changed_at, lock_only) FROM stdin;
1	1	1	5	5	1	0	20487	20495	0	50	2026-11-27 05:10:46.676601+00	\N
2	2	1	5	5	1	0	20581	20581	0	50	2026-11-27 05:10:46.676601+00	\N
3	3	1	8	6	1	1	20561	20561	0	50	2026-11-27 05:10:46.676601+00	\N
4	4	1	4	4	0	0	20759	20761	0	50	2026-11-27 05:10:46.676601+00	\N
5	5	1	5	5	1	3	20630	20630	0	50	2026-11-27 05:10:46.676601+00	\N
6	6	1	4	4	0	0	19476	19479	0	15	2026-11-27 05:10:46.676601+00	\N
7	7	1	5	5	1	1	19885	19885	0	43	2026-11-27 05:10:46.676601+00	\N
8	8	1	4	4	0	0	19356	19359	0	36	2026-11-27 05:10:46.676601+00	\N
9	9	1	4	4	0	0	20294	20297	0	42	2026-11-27 05:10:46.676601+00	\N
10	10	1	7	6	0	1	20618	20618	0	81	2026-11-27 05:10:46.676601+00	\N
11	11	1	5	5	1	0	19183	19183	0	94	2026-11-27 05:10:46.676601+00	\N
12	12	1	4	4	0	0	20504	20507	0	51	2026-11-27 05:10:46.676601+00	\N
13	13	1	4	4	1	1	19916	19916	0	26	2026-11-27 05:10:46.676601+00	\N
14	14	1	5	5	1	0	19241	19241	0	15	2026-11-27 05:10:46.676601+00	\N
15	15	1	4	4	1	0	20370	20370	0	32	2026-11-27 05:10:46.676601+00	\N
16	16	1	5	5	1	1	19470	19470	0	50	2026-11-27 05:10:46.676601+00	\N
17	17	1	4	4	0	1	19195	19198	0	41	2026-11-27 05:10:46.676601+00	\N
18	18	1	4	4	1	0	20602	20602	0	97	2026-11-27 05:10:46.676601+00	\N
19	19	1	5	5	1	2	19574	19574	0	89	2026-11-27 05:10:46.676601+00	\N
20	20	1	4	4	0	1	19979	19982	0	28	2026-11-27 05:10:46.676601+00	\N
21	21	1	8	6	1	1	20074	20074	0	1	2026-11-27 05:10:46.676601+00	\N
22	22	1	7	6	0	0	19724	19724	0	77	2026-11-27 05:10:46.676601+00	\N
23	23	1	5	5	1	0	20496	20536	0	16	2026-11-27 05:10:46.676601+00	\N
24	24	1	8	6	1	1	19417	19417	0	56	2026-11-27 05:10:46.676601+00	\N
25	25	1	4	4	0	0	19577	19580	0	51	2026-11-27 05:10:46.676601+00	\N
26	26	1	5	5	1	1	20608	20608	0	63	2026-11-27 05:10:46.676601+00	\N
27	27	1	5	5	1	1	19873	19873	0	11	2026-11-27 05:10:46.676601+00	\N
28	28	1	4	4	0	0	20118	20121	0	63	2026-11-27 05:10:46.676601+00	\N
29	29	1	4	4	0	3	19478	19481	0	9	2026-11-27 05:10:46.676601+00	\N
30	30	1	4	4	0	0	20203	20203	0	17	2026-11-27 05:10:46.676601+00	\N
31	31	1	8	6	1	1	20321	20321	0	17	2026-11-27 05:10:46.676601+00	\N
78	78	2	15	6	8	0	20465	0	0	50	2026-11-27 05:10:46.716418+00	\N
79	79	2	15	6	8	0	19140	0	0	54	2026-11-27 05:10:46.716418+00	\N
80	80	2	15	6	8	0	19484	0	0	47	2026-11-27 05:10:46.716418+00	\N
81	81	2	13	4	0	0	0	0	0	6	2026-11-27 05:10:46.716418+00	\N
82	82	2	15	6	8	0	20015	0	0	3	2026-11-27 05:10:46.716418+00	\N
83	83	2	15	6	8	0	19491	0	0	60	2026-11-27 05:10:46.716418+00	\N
84	84	2	15	6	8	0	20085	0	0	3	2026-11-27 05:10:46.716418+00	\N
85	85	2	13	4	0	0	19353	0	0	9	2026-11-27 05:10:46.716418+00	\N
86	86	2	13	4	0	0	19442	0	0	30	2026-11-27 05:10:46.716418+00	\N
87	87	2	15	6	8	0	19077	0	0	31	2026-11-27 05:10:46.716418+00	\N
88	88	2	15	6	8	0	19485	0	0	57	2026-11-27 05:10:46.716418+00	\N
97	97	1	3	3	0	0	20695	20695	0	50	2026-11-27 05:10:46.730904+00	\N
98	98	1	3	2	0	0	20045	20045	0	4	2026-11-27 05:10:46.730904+00	\N
99	99	1	2	2	0	0	20217	0	0	47	2026-11-27 05:10:46.730904+00	\N
101	101	1	3	2	0	0	20392	20392	0	24	2026-11-27 05:10:46.730904+00	\N
102	102	1	3	2	0	0	20258	20258	0	96	2026-11-27 05:10:46.730904+00	\N
103	103	1	3	2	0	0	19466	19466	0	93	2026-11-27 05:10:46.730904+00	\N
104	104	1	3	3	0	0	20521	20521	0	1	2026-11-27 05:10:46.730904+00	\N
105	105	1	3	2	0	0	20486	20486	0	11	2026-11-27 05:10:46.730904+00	\N
107	107	1	12	2	16	0	19849	19849	0	54	2026-11-27 05:10:46.730904+00	\N
108	108	1	3	3	0	0	20091	20091	0	23	2026-11-27 05:10:46.730904+00	\N
109	109	1	12	2	16	0	19820	19820	0	44	2026-11-27 05:10:46.730904+00	\N
110	110	1	3	2	0	0	19531	19531	0	7	2026-11-27 05:10:46.730904+00	\N
111	111	1	16	3	0	0	20224	20224	0	43	2026-11-27 05:10:46.730904+00	\N
100	100	2	13	2	0	0	20497	0	0	61	2026-11-27 05:10:46.750545+00	\N
106	106	2	13	2	0	0	20340	0	0	52	2026-11-27 05:10:46.750545+00	\N
113	113	2	13	1	0	0	19459	0	0	25	2026-11-27 05:10:46.774521+00	\N
114	114	2	1	0	0	0	0	0	0	3	2026-11-27 05:10:46.774521+00	\N
115	115	2	1	0	0	0	20266	0	0	65	2026-11-27 05:10:46.774521+00	\N
138	138	1	5	5	1	0	20412	20437	0	50	2026-11-27 05:10:46.812257+00	\N
139	139	1	5	5	1	0	20304	20334	0	86	2026-11-27 05:10:46.812257+00	\N
140	140	1	6	4	0	0	19627	19629	0	59	2026-11-27 05:10:46.812257+00	\N
141	141	1	5	5	1	0	20499	20529	0	26	2026-11-27 05:10:46.812257+00	\N
142	142	1	5	5	1	0	20437	20467	0	65	2026-11-27 05:10:46.812257+00	\N
143	143	1	5	5	1	0	19167	19167	0	97	2026-11-27 05:10:46.812257+00	\N
144	144	1	5	5	1	0	19418	19448	0	31	2026-11-27 05:10:46.812257+00	\N
145	145	1	5	5	1	0	20560	20590	0	86	2026-11-27 05:10:46.812257+00	\N
146	146	1	5	5	1	0	20573	20603	0	30	2026-11-27 05:10:46.812257+00	\N
161	161	2	15	6	8	0	19423	0	0	49	2026-11-27 05:10:46.861701+00	\N
162	162	2	15	6	8	0	20461	0	0	83	2026-11-27 05:10:46.861701+00	\N
163	163	2	15	6	8	0	19721	0	0	94	2026-11-27 05:10:46.861701+00	\N
164	164	2	13	5	0	0	0	0	0	79	2026-11-27 05:10:46.861701+00	\N
165	165	2	13	5	0	0	0	0	0	85	2026-11-27 05:10:46.861701+00	\N
166	166	2	13	5	0	0	0	0	0	85	2026-11-27 05:10:46.861701+00	\N
167	167	2	15	6	8	0	20066	0	0	92	2026-11-27 05:10:46.861701+00	\N
168	168	2	15	6	8	0	20294	0	0	91	2026-11-27 05:10:46.861701+00	\N
116	116	1	2	2	0	0	20520	0	0	50	2026-11-27 05:10:46.780547+00	\N
117	117	1	2	2	0	0	19789	0	0	24	2026-11-27 05:10:46.780547+00	\N
118	118	1	3	3	0	0	20397	20397	0	76	2026-11-27 05:10:46.780547+00	\N
120	120	1	16	3	0	0	19089	19089	0	75	2026-11-27 05:10:46.780547+00	\N
121	121	1	16	3	0	0	20080	20080	0	87	2026-11-27 05:10:46.780547+00	\N
122	122	1	2	2	0	0	19375	0	0	9	2026-11-27 05:10:46.780547+00	\N
123	123	1	2	2	0	0	0	0	0	55	2026-11-27 05:10:46.780547+00	\N
124	124	1	2	2	0	0	20246	0	0	50	2026-11-27 05:10:46.780547+00	\N
126	126	1	2	2	0	0	20329	0	0	72	2026-11-27 05:10:46.780547+00	\N
127	127	1	16	3	0	0	19773	19773	0	98	2026-11-27 05:10:46.780547+00	\N
128	128	1	2	2	0	0	19773	0	0	63	2026-11-27 05:10:46.780547+00	\N
129	129	1	2	2	0	0	19360	0	0	13	2026-11-27 05:10:46.780547+00	\N
130	130	1	2	2	0	0	20073	0	0	90	2026-11-27 05:10:46.780547+00	\N
132	132	1	2	2	0	0	19541	0	0	12	2026-11-27 05:10:46.780547+00	\N
133	133	1	2	2	0	0	0	0	0	68	2026-11-27 05:10:46.780547+00	\N
119	119	2	18	2	6	0	0	20581	0	59	2026-11-27 05:10:46.803916+00	\N
125	125	2	13	2	0	0	20221	0	0	92	2026-11-27 05:10:46.803916+00	\N
131	131	2	13	2	0	0	19688	0	0	7	2026-11-27 05:10:46.803916+00	\N
157	157	1	8	6	0	0	19680	19680	0	77	2026-11-27 05:10:46.821291+00	\N
158	158	1	8	6	0	0	20417	20417	0	74	2026-11-27 05:10:46.821291+00	\N
174	174	1	16	2	0	0	19685	19685	0	88	2026-11-27 05:10:46.866667+00	\N
175	175	1	3	3	0	0	20370	20370	0	82	2026-11-27 05:10:46.866667+00	\N
176	176	1	3	3	0	0	19205	19205	0	36	2026-11-27 05:10:46.866667+00	\N
177	177	1	3	3	0	0	20061	20061	0	49	2026-11-27 05:10:46.866667+00	\N
178	178	1	5	5	1	0	19817	19857	0	23	2026-11-27 05:10:46.866667+00	\N
179	179	1	2	2	0	0	20573	0	0	44	2026-11-27 05:10:46.866667+00	\N
180	180	1	2	2	0	0	0	0	0	88	2026-11-27 05:10:46.866667+00	\N
181	181	1	2	2	0	0	20288	0	0	69	2026-11-27 05:10:46.866667+00	\N
182	182	1	2	2	0	0	20600	0	0	50	2026-11-27 05:10:46.866667+00	\N
183	183	1	16	2	0	0	20658	20658	0	96	2026-11-27 05:10:46.866667+00	\N
188	188	1	2	2	0	0	20614	0	0	17	2026-11-27 05:10:46.881499+00	\N
189	189	1	0	2	0	0	0	0	0	93	2026-11-27 05:10:46.881499+00	\N
\.
-- Data for Name: register_change; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.register_change (revision, changed_at, persons) FROM stdin;
1	2026-11-27 05:10:46.694599+00	{1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31}
2	2026-11-27 05:10:46.713545+00	{78,79,80,81,82,83,84,85,86,87,88}
3	2026-11-27 05:10:46.718971+00	{78,79,80,81,82,83,84,85,86,87,88}
4	2026-11-27 05:10:46.736418+00	{97,98,99,100,101,102,103,104,105,106,107,108,109,110,111}
5	2026-11-27 05:10:46.754501+00	{100,106}
6	2026-11-27 05:10:46.763772+00	{113,114,115}
7	2026-11-27 05:10:46.775741+00	{113,114,115}
8	2026-11-27 05:10:46.789075+00	{116,117,118,119,120,121,122,123,124,125,126,127,128,129,130,131,132,133}
9	2026-11-27 05:10:46.805484+00	{119,125,131}
10	2026-11-27 05:10:46.814897+00	{138,139,140,141,142,143,144,145,146}
11	2026-11-27 05:10:46.822173+00	{157,158}
12	2026-11-27 05:10:46.849603+00	{161,162,163,164,165,166,167,168}
13	2026-11-27 05:10:46.863337+00	{161,162,163,164,165,166,167,168}
14	2026-11-27 05:10:46.868018+00	{174,175,176,177,178,179,180,181,182,183}
15	2026-11-27 05:10:46.882378+00	{188,189}
\.
-- Data for Name: register_revision; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.register_revision (only_row, revision, changed_at) FROM stdin;
t	15	2026-11-27 05:10:46.882378+00
\.
-- Data for Name: request_key; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.request_key (actor_id, request_id, digest, tree, log_index, answer_sealed, claimed_at) FROM stdin;
op-1	ab7ce163-9fc6-4436-a654-57d6f6f47c70	\\xc5ad9548a89f9da43ecac10792ddbc929774bf5e27be4cac69d6d8f8a4ebbfdc	1	0	\\x010001907bfb2bfc85256f00615aa1a42b08b5710f9c89e5f407380f3289a37487202dcf136f013fb813895fb6f37fa8e0e4e87e99c3243e247dfa3201114cbb7901f6108556210aad44db6f158a4afa2b468dc7697b92f384143477477e331d61586e04e194e0bb353671cd58e70fc08701c86cd9673b02b1fa82ce7151b050581a782096bcf0671e96e15cd2f91c01a5f570d354bd3009844c93d3d5ec795e987b4a6e9f446c1bac741e2d769c96d4a3ba2fd07a7981242625af271c22c6d769da31e3b4e96603c5ec25ebe55058a69f7552b21fca4ef328df3d2bd001cc5484b84198853d8b4d8ec29c30fb7602f0ef9fc045ad31112fd3c63d091c55d68abb0048b1555141bc5ac6ec45518fb2652ed785230df5873b23a38d52af6b2d661027676a36e6448840c2d26b9729490254145a638ff0ad1366f5c9fd1846e85bdcd5ee6ea642e6b9c06b287a520e65f18458dac036768f1a24cf576bbaacfec6df270ca5bda891628a0bc849e9928b4c1e433bb12b2288701b7c7894b285496f9db28f8b04055a91eb3d7baa19b7a55692b6d771f49820ab0d8ad300505ecda5915818035ee6e31edfd470bd27ffd28114c40cc5b19102028656b760fc57256ccb65132952a673e161dfa0f557092f2ffd888ba21cdabefc6d60479c821cd0b5dcbb64dbd96cf17cbc4bec6c70797efb76e18c3a82e942c722d1a2964f4b02919eab4c8296c3cb565cf3b1132de727bb9f24829e71cc9ace2523b628a18211c43af6cfe88cf3e4acdb3563d77f7c67adedfffc3d93c70d403742f57f628e3f9ce546484485e806fdcbd68a59d1bc66f3845056ff254f2ae0247e3da7a97d02a9d6b55ff719065a7d7f54751056e4519fc592b633c0f9cec8b22bce9c6f374b808a1d7041517494d4d636f9b89d5935adceaf7dfdc78a98bc617878913f8e4b6b4ee5921489e657c374921e4f1d2ab443fcb964a9d21523f399e3423ef176e2cf9f14e864925f5dfd4f36ae0180c3925c56404b38da8178d21f0f2619c50d	2026-11-27 05:10:46.909418+00
op-1	0beb86c5-e706-458c-b440-fc2cee896540	\\xa89ac9beaeb1b32fb759b8ffcbcd68fc15e9c48af8b5ae3e953dbfcfbfae2521	1	1	\\x0100013b9a48f54284dca4f6c4ce5232a0bb5a6818feff0205b1ad258638d5398bdacb618e66dd6cfb7e378fb1dd5dbae0ed7213a7c7d0565c52cb2f2ed45e7a17062e4351b5b681a15f2195ec5a35caff1bb3ca4cf51c77e6789b2aae6b9000beb5e7cc9f7e75574422675fa47bbed5e7f1b262f5d36b2e686f11e88c70b82980cbf56fa4052d2a872f97c00425e6f03d9c2a3c5df175a6f79e1ee8ac8c02b5b22292e9adedd5c4b7387b23790d941f9967ba9f5e89ba3c9416e16d69fae6e5353f0a01a1fb658f78dd3c9db9b63436c6950a7d562b99c5c407c931963ea2cb5ae7704506e6555c9d42ccad8507acb55c554c7183e3428b3f4990cc47a3	2026-11-27 05:10:47.154668+00
op-1	a0480392-4948-408d-ac00-97d96fd0f99a	\\x83c4cac4928e4bf5b2d00dbd2757b0ff81f1d8f9265473dffd06bd51f37ba44c	1	2	\\x0100012d8abb6e8768f35858d427e9da33bf2b8ee0f475139814d86f8a58f881afac2f7825327a185a0fb50cee964ad957891842926c35bd549460f83aaff7cdee568ae3eecf3fd34ae0288c4b749fed990156d2f186393fc371ae72c53598ff9c4cd5c4adb004bc291c6fc89724cd7c68e70cfff144a0e04bc5fd419c1e0f34d6a44195d71f2261a6afe1f99dc2d9f0c540fc3bbc045d66e37bce47f773dbfc5dbc	2026-11-27 05:10:47.164282+00
op-1	28a27c17-9254-4c3c-8b61-50194f8a15a9	\\x2794949b9ff6e885bdc3d16affbee41b01c50c4f0d4d8f2078075ea2e290f6f6	1	3	\\x0100015f83ee93bcf0304681ed47be5795e1954cb12d12e64f59c4fe3097520c0bf80059032debb5a537e3f16a86e98fca91a3425c7c96cbaee30092462841ea830b1d106363e1eb28211770f4b6795382f9ea5b4dd42d23445c3f03353070b1b7781f7addbce55def9f2bd7fa1d5b723e67a14c1e870aa1a7f99a2c6b0a9390b4faac23cb9e042e983dae93ae1c4946c7c5a9dce3cfafd2acc917ddede1351e9bac3f5c71b708b59c42ca8eeb97b82cff13c7af2fff401fa95218c2a7e154d76dd6eedf83e29cbd8ebfcf18771a36c54d12fb65be9214bde6aa4c317e41f36675f48f87d6f449c91bea7bdec2	2026-11-27 05:10:47.174044+00
op-1	63e04635-3097-4cf3-b1ba-6c877580c779	\\xd846fa2a7429a5344f255f8a5dc51cb7b3cf92459476e047a102ef378c0a1420	1	4	\\x010001b3fbd39e687b701c3e9153cf98b42fa836323f1ddf8efdccb1b91b2de00952186ba8d396be6dd0c0a525ac4821b54d8a0d28fa536029d1c10e5cf83dd3bf25ae9ce4196ffd9f537b0d95b776b9a6daf65e496da17146ea08768ffa699b12be5071e182c63b030c40d22697fae2143257462de0789a9409273b724689f6c3f1d7572b27f30f7893f6519af08d9a26	2026-11-27 05:10:47.177418+00
op-1	8e7cdc65-55c3-4ce2-842f-cc8aee34f266	\\x9de71d7750c4fa5f73cfd74793a0fc6c1ddfebf6d66efff99fcd405240bbe1ef	1	5	\\x0100014f79c9137ff20b158d0708c300435e7ee3f4304054815371769e78afb52289ae7d69cdf22f0e4b69ef106e6f5e3aedb4bea01f22cd58e23e2328e584ffba768471145cfdc62416943d1802338054e751c2defb2cef485ba0f11f2fdfd3a7ae0f3a0ab008d101fcbba605ce6aee81ad37927c454d8ceecb939307e34a4482fefb6ef2f3138c2aa2f469841798bd4cca7fa554f0f131253d3d3a8e26f063550a8a26e94a77bdaf0f5e62af770266df92d30d845a14bf6c9df3c07d91f6b6cadc79e8439da2963e7189301cbba659ec5265f6659127fbf084ea9e	2026-11-27 05:10:47.186053+00
op-1	e1e687d9-d862-4d74-92fa-3b161f3c6a02	\\x90077459200a103c27d4f41c7d53d56d126159dbd8eac96932a4d7a0aa4863bc	1	6	\\x0100017d3db0d60155c1119bd2ab1255c99698beaf2044bf2c2b33065f1dd3796e3dacbe693a105136b894158549f6d471622bad75dbadfcf2559ad55b37a4782ca194284220c6906b276759e9f998b3ade77809e62559c769d645be83e26fad35e58c59982f1d155752a0da5607942956d5cdb98fc61d588e7b9f4a114f127da4c5048c7a39701e50b409f51ceff87e5378a52a6a9e87dc08ef2f9bb58ca238aebc52fc	2026-11-27 05:10:47.189769+00
op-1	ed408a95-ad5f-4f8a-80d4-6bfb66a3cd35	\\x411a4249fc7e82b706116cc1ce23fb6a7bb4a6c8c7e65375f443bbdda68afaf4	1	7	\\x0100019e63640dc7e36f0a03c8d67996c41cd2b3feadceadb70a870953bf487c4db5696faacf0c36d2d6a4e1117720cb4f7fd6033da7ee84496542f2c9ba073e04b3d1fc632416a4ec863613bfb8dba03a43bc55aecee0afd0d16ccd9c4d4122ead9134ba61d4e73ca6071b8668090cf2a8665c7ac41dff6027104fe67d2d2d89218eded882bc8301c48fa10bcf3142f814870e9acca3accfb08c025b89188a62b4830605a758db4759977b0437d9db6d81dc2e83aa2bf4f47f368d0e23666120b7230d90bc47a9591f3c356d2373d52b6820e617b73633f8b2a00cb830056d8e83fb9c2a3c8d32db54d7192b0f2062e976928762ca0f04f76e88d059f8a40a5754afbb994da9e26dc1497ad3256c2e83af3a593104fefd688f300498fcf611defbd3437d947da9d15f2f819ff71	2026-11-27 05:10:47.197575+00
op-1	bbd5d50f-e481-4fb9-8654-a8854769878e	\\xe2995523c3dc1136424485af7a5e92147d70eb329bbcafc3c353fe95b2b5f53f	1	8	\\x01000102d1b58f04c7d755a2fc7ef1b89e82d3b2c3018034d38daaa6e54259a527d6ac63b557526d22cb7dd24178995b5cc99831a697748c622b987fa4444aba51191077428deba0d28e1d354980607bd11b1137ee63118e8e4a4c68ef40906d08ce27e513dd98e99c76ffd9837f511039a371c104286c87415dfb09bf5c8f3f2116964d217b3f2d665e120b5371b0539bab307db514395a79d0a7a654bdf05ca5718453c23444d1963168d8ed8fbf2c33913ed5b6a27751e34dc9c46d074e9256a7ab94455aee3a59fcefb107f25d2ddc0e48a36b15efab3522b5b8a334521c89a7356770470e	2026-11-27 05:10:47.201446+00
op-1	46796915-ce80-4be6-9fed-545c2c2e9564	\\xdf702ef43cfcda091a3f8a7e3852d39cf79b7621b8bbd5c003cfaa056505b407	1	9	\\x010001802e5a34a1b3d55a67291ada5fb9c13428d6247231c2beccc56e589547526adc4c42a64ef607316e0e3621e40c01f04dc31d8a859228f9da7e579659ca00828acb2f352787e95d379c41fc3345b4f692d4d0019f6156c3bd9386af47a5ca7005be5efd55eec7e340daf4504b8b5c4d58331b2133e15f6cd97fe99a9a52a68fe7248916e097ccec5c247db1a979c3910c45618a662514294a4c222cddee0018779c0e8f1c36c063cb327beb0b77a505eec26ea0ca6bdfbb9edb73d882e7f86bea2a7b0e8cfa39f5dd663abf86c5fb1c93580b9bc631412e7577031297e0226be27468dfbf86cc815c03b89a2ec06852ee1f138487fa502b91b8faba5a63c60e3d7eed56be032ba8a1b7c2447829c915561e2986acf9b07d062322288fcd51b3ad004a73ce63cfbc9cbb2db8fa160d5478e4452e7c42	2026-11-27 05:10:47.206473+00
op-1	db1e3d91-9b74-4eea-96e7-e3b54f1a24ff	\\x7408bef05bc83a8ff5bb3540f0756524f6c9858fa4a6c4695e921c54aeaa41c4	1	10	\\x0100011493008bcd4469d92780ed63c11d5b3764e4cb07d725e649b3c8c795f0ba37d71e45e465c9af7666e9d3837d85e42202158c45b34fb28b2b0f70b02810846614679b307c1fb93cdb5f93435f3e20864b983b68c4425f31ae12a689cf9d638c0001c47d700bfecb34dd0f62595f40650f31d0b1b7ddce73c405520e237356ff9d9e02fd6c68ecf1db25db9358e7faaef490bb8f68e68d6ef92ff126cf4bed27cf82002f2da911a737bc9e56015e3147671bef1a3419c8987c047207998d79fbf662dd05cd	2026-11-27 05:10:47.22163+00
op-1	5e957116-5359-4652-8e24-dc2597fd7303	\\x44d74f3dde2f1e774eda9c1f038be4ca0cd85cac6bc14b188502bd3979e81771	1	11	\\x0100018092739e70be3ad7eb7cd3091779d44ca336f85dc7fdcfe1167a0c83d38a1a8d3887be8a605a22de043ecb7fb0065210d773fe00ddf6d3a5ce2c3eaf366a886531ed59cb42a823ca168b6019ce9789858afcbe05b80d85b2399d58e79bfc2d6c2f54641dcb25e5d970affcad3c4f95c79aa3755841a73c2e7afe734762ce92d9b451962bf6dd0fe484857a6ede427ed849c1c81ea1fd3dff4a93c7457051bc5d9e9d6b9b9ceb7e8fb103e1749ee2881cb2cadf049756831cff83f3338dd9780cdf0bdb50311ef429b3fc3609d47b31c3d8104a0d17db9d7b01a1c7eda7e647008ae919a5b8e73a30393251fd1361f8a84287ce441d14260babe8b1e9c2c86bd7d87d15951906a44727ec41e95a2bd0d86c248598d95e60b0201cca2b89e31e4903a4585072539d015abf6521a13562ecbf52f9c007e40ad369e4da7f1b3ba532582dcf8ce6a46e8fd18a7165d69b8eab1ca7c9b55a7e9724cc76ba15177c7f0b395bab943e314cacaac2de5ac10ad1e9cb0d54ada6716385dddc7c23177cd2aa3a63dce5f000fc78a6cbb3b87b2e6e78b1b835f0140023635f1e8a880594fb5e9a4441205fc20f1825d95a6d22ab1bcc14d59ed628bfe0abd6a7d50e110d544104b5813f0e2a9d0775e8a1aaf5f8215df975bc08e42e2e1e5152dfeebbace4d95195f4615e8416e0209233cc0d902a50e7915f197beebd7b05ffa4bea4f1f570e0356d5837	2026-11-27 05:10:47.225645+00
op-1	c54fbdba-e1c9-439a-9b0d-21f05ac8c41e	\\xee9df9b076e972599d0fd5d39249ec491dcba6e88c9f0a4a4c64b13408b64da5	1	12	\\x01000112d4110bbaf06a7699cd3d16b05556bbd7a3fa266ae95e1c9f3af22b0fff293f7a70161791288f7cdade9e0c98672f893129189b3a80253002fbc4e8018506658854fdb77919567807e0f485100e157a4d0d9fbb712c9c88c6ac65c73bf6c1593dfcaa1ccd753e90e3f3d60e1a39ac1f7692366634cef562fc0c77eff1a36944086e3fdb416be4817d78838b365808379bb7ef11a2fa3d2edd1882bfe9f2cc21eaa7a673772070d2e70b7d05d6421cda880f028ef4d50d77bd64106a1c90f4b0fa780d481604f7b23d1852bb218a4d54672233d19c34559e1d1bfed59e52e33200b399f813d7f3e07b5d90538c5f220fbc84fbcf2c0a5e9548072d5a51c149abdf2c16c9764963b6af137410f064461177de3fffd7159ad4986eb62c874c66d166a02e8444cf4849b45bd7efb2e86210be9fb5b4eab02c3626b12d746b67109071a676f571deca36b77a7d3479cf93d0bc91d52ecefb94255505f131195b8fb3040b879e2ee4146925d9f509cab676af96822f0ab607fd5c1294bc488dd6966b04d9046f39df40c466b3b120e84213dc5748ae62b84c06dea803cd2b553f25f2c4359306bfc3b44da46267dfb55682e987df55005368d662457437858116452cc7c70833f4f2186df2309ce7f926e8	2026-11-27 05:10:47.229378+00
op-1	bd783ebb-dade-400e-9c03-074d476be419	\\x9b7e79598ee0f2773b4484ebf2b38b91d05d1f29a2050b584f2f535249ba6d2f	1	13	\\x0100013ff5ff93747219adfbc9f3043b7d78dc14fddd8b6d1c41243505bab23bb2da6076d37bc04252f13c6237ba32871ae3d4457be08041c2e5fa6264ae1246cc5e6bf37c80809ba5051cbce50b48c0b7320474a0c5f7e0429fb5b63fde3af682baf93c6602d1b56e2ca25d409f8640ec5b25e1cb9aafbc1f2ea47452098b2e06b4be89c37f5c34052796816f37b1be659514b0ca74107c2bc4ecff73022d626f91c42f93911e752b2a00d27440d56c90e2cfef16c9d7b460fd3f528575e3a311bd3d7ce75da4d30649ade4d7300caf1f458abe65c52358ec98a8900715f30faae221ff4b6ef757384f4870dda7416d6ea89221000ca4f4fe463d74cfea875de1ad0d26400b8e11981d5e242dd7b69d2ab0cb21d2ab961b16eb62602276e11024fe39382cc3a71d5dd50df4ffa5e62dbc182fb393ead725f8dc79d822071e90af957e221cc149f11f6bf14233619de5a6ef2d2576165ca8c5	2026-11-27 05:10:47.23763+00
op-1	509ea71c-411c-4dae-b6f8-5547f55929b4	\\x19219be3ce6d252425ffd8ad5689c5c851e5272f2f24d2100365aac383861c81	1	14	\\x0100015b27bdc51ebb507ebcaf552f7c90c67bc56cf880204770208661482682dec387817b728c4bac388d33c050dd915c694b7628db2a7c0330652cfab8341a743a45e123e7f24a64d80a29f92823db032f96b58025c5070ed0eb5da1e8905a988d695e61a320ce21ddcdae9e5a57e18b2b0321c888d383ef77ea31dd0af8694bc59d7c6933418a30ff1a13402164f176ae5d3e4475bbb51112dd24e9a5043ff22696ffab522f0d507ea32454facf48011d22b8cb82d574e609ff9771fc98c9c8abe52eaa73217b0a1f25078630479bbd66196a0fca9b4bbf6dee3e7d3696f1dd748616ce64a7a84c1c51ea65bc6116f9b84704806622a63ee34720	2026-11-27 05:10:47.245552+00
op-2	efa419f4-50cb-4d0a-bb1f-ceefa06b4fb8	\\xbcf05f7e2edae0542f09858c70b834d13119fbaf846fb003877291a2be2406af	1	15	\\x010001f992b3a49a317ecc2062455be9d0beb6969100bb045aa78d91ab7102b9362ac0c58e24618f074eed0323d5f91ab3503f4a29d56f9985a6eaa34a8fd2b31efe237ce0ca212159362ee1bc44ef66b69d3628abd73f78381fc5982e23b4b1828bd94ec7a36f930bd1d15f46ddaf04ffab073e4b8240e6a5f66c062378194cddebd8fd3c056c3cb99b74f82c2c884e215d3e948e1d66f0c1a15ea8ecd17599be1c48c7e7ff8b35e7d9b5b8b028a4f0be74ba333973f87cbf6784a9a83e9de61318234ff486dc4e47129f6c6d328c446dff619c648cac201e87227ccc90e549fd54e01dbfa8bfae89ae0285529919facd6e1d09df1cc2ca13d26f715a5ba66f857181e922766779d6f54c650bc4ba68555b318b2daeb8d33ee7639c4c02fd526f4852d74f059cd046a0	2026-11-27 05:10:47.249658+00
op-2	ae93707e-7232-4d51-8a37-255a9d00c8c9	\\xd7eab73889fb5ac2ff6ad15e2504916f7cdd229a5a40ba5ee0296bfac5fd82d6	1	16	\\x010001d458f97c48fa93209c40b152c84c64e791b3b08dd7a1f1e0a61d69bcd6c25e4898a0587666d2c9043eea0f6a0f7c8683553b6d76d7b4144a4e15825da0f3dc70ded372da9f1a2f4967da263d9b983ee1f053729e340de1d24fe06ad43d2bf3bc78d461133da7cd75341d1bc94300e3ec65fcbd9b0e9930156ee70a9f9146daaeee66b21179f11fa31d91c89991d39759b7ea60478db481f4acead095ef58d8d1742f088aecbf185287dbf2cdca225c1a4e57cb2c8819ae121b6a65d3b2b60705729a3aca483f80d1d8a51e7368d9ebd282d4da551fcd51e6fb23289bd8964d2d849fea6aad75115716c4dec5392fca362e1403ce759a29e7c13fe62c4392850a9ffc16	2026-11-27 05:10:47.255791+00
op-1	bf02d3fc-5b29-4b8a-9dfd-b27ebca4022b	\\x63d88fb2f96265e1bbb138f9fba7f02dacde28495908035521b0af0281967f6b	1	17	\\x010001432adad4ad20a06543d8c3a158bdfcc9c7ad2113817817042bd0b2b4c3276b8b3364e7c545466413fe4b2745d87429432cfe776d4c561f4acf32798c382d433ffd056798a00765776c2c8cfa18c19e422ceade515127d31fb2f20d3d4e2f3bf245ed1289c642122a8a76083ec193cf712f636293ff36edc1a12af7c63c16c0cb1f1b33d81f69b459167fad161c2d3b149f6d1cc1425a478bf63b9ee9c37c2e9d9a99dd664706cda714d4458658287fe9279b6bddec027413c1a82c190b0e71d23a49fb98665329086451481ffa050e70433253ad400d29d1228b8f1855d10c7467fe524bd2	2026-11-27 05:10:47.257367+00
op-1	9b7e816a-d24a-46f1-ab16-26e33e7258a7	\\x1c0e5f3f9662771e9764a2772f2038e3b0c54764c3183eb17e9d67aa18fee4c8	1	18	\\x010001dd1c68f9866dc772072e388ce880b38189869a69e58882137a26c6b4dcafe6d4cdb0e89863e743a2b005f444761a500fb779bdb3213177494ceb48d77dab0d18c6a4d5ebd0a02c66cb17eaf512023cfe6bf465afa5dd1e35e5b06d5339ce0f63f8e9788f9d994e0fe5b8030114f2abd52f5b52ae6516baf3ebe9c64fae96e075f50c1b03e6896ca4655181b7c406bff59d9470f208b9fb47efbc717146d01916f57031f4c6b6b9134efd8f	2026-11-27 05:10:47.265664+00
op-1	ebb0e319-5408-489d-af40-c9b35d78bdb2	\\xaff8b4a0bebb805303bd254195c0aefdd59a776d802256e0e8e95c4f2ced4057	1	19	\\x01000133340c26bb6ca5cf16a33f5029bb7e6a52e4205fc70bc66bf89e5ac8a196904aa2d7c6f3ea0412faa4eceb63d31432eeb8dc890a5c5861d72b879bf941e24ee953b0352c15dfc9ca1a665bc39915265cde926444286d1b6752eb712b4b779648e9f5cad1f8a50a24d9b05a1c77d6c1e2ab2f1011ff5f5d80d228a9e97e3b44f79b635a817d9961cc21cac11a70e815a0e1788d46d0f1e4cfcdda928c69e7feac954d1c8d5bdb83dbd306475ddf908b8016e60061a34e22d26dd01160e4211fd013287bd5718dfb9a6e1eb4d1a2d0bf4f3ab9db307852f03f8257c51060e3a24da5e8bb4fd9450ec4a7636c3a11306fc81701860dc8528c97d6f50f401b7144acfc8c012259596d	2026-11-27 05:10:47.269552+00
op-1	44964501-80d9-42d2-802b-98096f186971	\\xa7aea9755966e0c121d2b1267733dbd5748c04d5b250ee7f4392506babc9f4d9	1	20	\\x010001cc4e2782d4fd43e5d6a4014a7a27845ee499d136c64a311ebdbb67830e3249d796ac487304da55c8d2a637422e022d004fdeba32179acd2f25bc1bb1c14ce0234149977ad94d1cf6cf62546213d9a811474f3d42042a9554f243891ecde750de1ff692510e0049c714cc57d7f9951c029afa5adc423c53b38827ec12be5068aa6b5cd514e3c7a1ef6a60ae18c91440a1178119b1891e79a8d2c9f021f16e791ebf9e8cfbc32af8	2026-11-27 05:10:47.277754+00
op-1	34c016a2-1eb2-49fe-a370-1d08c659a33d	\\x3a9e1b5ce0a38323229087ce3481aa14b38dda7a886d45bbddaa9491270aa8d8	1	21	\\x0100016493694e0e7dab536bccc5680c7d3c0bf922ccf615b9983f072b5dc27e1af936d28ef4ddee621d549edc358b616f2d3930b3c528885f51a13cd8eadb1e26d910099cc439357c4c8798adbcb3a8e8898b1c674e7534b9d06bac66c29fcc9b5ec415cc3b4d82590308d83361649073751db125163773d3a7e2c0ad20b1de0999657ac8e0d68acfff086c4370b58b9e76490a44df7d18accb9e160cc7738bf98877f70bf059710cdb6e4cde223c94e2b25a3732b6210eeb75deac0cfeef16d31ebe975b50f125f5e96cfd7e1d0c44be3a08185f00ecab738521d6a2b451595c433651c3fe21a9e717	2026-11-27 05:10:47.353938+00
\.
-- Data for Name: row_key; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.row_key (source_id, person_key, content_hash, person_id) FROM stdin;
sample-internment	\\xf251f5f5ac5d0ddeb55e2ac9cb07f825	\\x6006692f85327fe5924827573f1c3e6b	1
sample-internment	\\xf251f5f5ac5d0ddeb55e2ac9cb07f825	\\x012e7d23b4dba7b1d8ca11dc9c996736	1
sample-internment	\\xf251f5f5ac5d0ddeb55e2ac9cb07f825	\\x44298b6cbe36bf97d83f2312a76bbb3c	1
sample-internment	\\xe511c7802889f8f0ee3720cd9da43144	\\xb7c325cfd826e74b25380e363ac00f41	2
sample-internment	\\xe511c7802889f8f0ee3720cd9da43144	\\xa749a2c8ee4d872ee104f790a944d066	2
sample-internment	\\xe511c7802889f8f0ee3720cd9da43144	\\xad7ae6746d63acdb8ed1229d7b1e999f	2
sample-internment	\\xdbd07de2ee8f27ac13267847ca10a4e7	\\x21699f3eba04e9dd5152396f9ae540d3	3
sample-internment	\\xdbd07de2ee8f27ac13267847ca10a4e7	\\xbcbe546850dc4bd7a2589e8a6b536ab7	3
sample-internment	\\xdbd07de2ee8f27ac13267847ca10a4e7	\\x3164eb859d76f2f7747882de3e6c0916	3
sample-internment	\\x711ebcfa84194e91178c2aae238d88e4	\\x62b1300b8b80714a81635cbb433617c8	4
sample-internment	\\x711ebcfa84194e91178c2aae238d88e4	\\x1d115e2dba658b6ef88e8af0b4808d26	4
sample-internment	\\x6d2abea4345c9bd3a32e7af7716df4d1	\\x20973cf9db89106af7c71ed602043488	5
sample-internment	\\x6d2abea4345c9bd3a32e7af7716df4d1	\\xa586391cc981898c733c58df85a540ea	5
sample-internment	\\x2501434d91cfb591b7967cbf93f06941	\\x9b971bc4019d25c4aeeddb82142ba4b7	6
sample-internment	\\x2501434d91cfb591b7967cbf93f06941	\\x179d2402d039b1ba9c316c10bfa38275	6
sample-internment	\\x2101a2413b13c39ef7b05a52d0fc38a4	\\x417aae4027992b7a435816d531d2868e	7
sample-internment	\\x2101a2413b13c39ef7b05a52d0fc38a4	\\xeb5d52d8f94d674d481b229f0ca9cdff	7
sample-internment	\\x2101a2413b13c39ef7b05a52d0fc38a4	\\x1c19e26461fe4ee7a6306ac3fa692ed1	7
sample-internment	\\x23e66447cd260802e4167b7433e3ead3	\\xe30736e9715673ed6866fee6548e719c	8
sample-internment	\\x23e66447cd260802e4167b7433e3ead3	\\xfa70b8072412b2aa05cdd72d39a1bd21	8
sample-internment	\\xe4edf10a0f73dc7b3fa5bf7e4b4a8342	\\xf69c927fd2fa5a8d2919cab4dadc5cdc	9
sample-internment	\\xe4edf10a0f73dc7b3fa5bf7e4b4a8342	\\x6ebf0f64c61d1b7b22a5519f7bbf44a2	9
sample-internment	\\x2111df0fdd9ada4b75079c9ad2249627	\\xd5deae622e1beb2dd9836d29d3c35d34	10
sample-internment	\\x2111df0fdd9ada4b75079c9ad2249627	\\x2648704d3707f95448b6b2f7dce757e5	10
sample-internment	\\xbd23dde885795a463b7c3f52dcf38675	\\x4e63eacd441c0d5d0dd15cb38de0b95c	11
sample-internment	\\xbd23dde885795a463b7c3f52dcf38675	\\x427844eeebf5422039a4ec6b6722b825	11
sample-internment	\\xbd23dde885795a463b7c3f52dcf38675	\\x8e4920ff7268a4c10f6a31ae3c3956ae	11
sample-internment	\\x84a920b0b35751a8212345370d91ed4f	\\xf4c7e602441f135c7fd9ace6997097d6	12
sample-internment	\\x84a920b0b35751a8212345370d91ed4f	\\xb0dfe3da018f777aab259b2c7730dbfc	12
sample-internment	\\x14e8d0ffad6f644955ce2a4be08fea12	\\xded5dd572cb2af68537d70b6b1237d04	13
sample-internment	\\x14e8d0ffad6f644955ce2a4be08fea12	\\xd27bc3fe40d0f98ab9ee4053ea01e7a4	13
sample-internment	\\x13427f4c8046bcbb18907f020a38cb44	\\x0270399b4e32200104cb9adc2b16d5d3	14
sample-internment	\\x13427f4c8046bcbb18907f020a38cb44	\\xd441f3898957b0d7830d0fda2088e045	14
sample-internment	\\x13427f4c8046bcbb18907f020a38cb44	\\xe90788f02054c579a6e2f7a0953f0310	14
sample-internment	\\x58f5d36e268b2fddcfe172abcb4ceaab	\\xf5e6213df703d81af8d75f4a6fa0f15e	15
sample-internment	\\x58f5d36e268b2fddcfe172abcb4ceaab	\\x1c5628471ec2805c64dd05a3481b0065	15
sample-internment	\\x0b3bc55377cbc98bceeed8c1aad66ed6	\\xa697502b11c19ddb1292bc4846567412	16
sample-internment	\\x0b3bc55377cbc98bceeed8c1aad66ed6	\\x46bec04ffef9d29fb1e41bf4863a10d2	16
sample-internment	\\x0b3bc55377cbc98bceeed8c1aad66ed6	\\x94118ba4566176fa3f37b12f1b2b238d	16
sample-internment	\\x5a519b566ec865e39e3fb2b83f210e7e	\\x3f8a9ac22972808f4729394bf78675e5	17
sample-internment	\\x5a519b566ec865e39e3fb2b83f210e7e	\\xa596a708d717c16f15b4b9a43a1f3c50	17
sample-internment	\\x488942d818aecc02936e3ecd164a6839	\\x5b586373bf034f0d1877536695412d95	18
sample-internment	\\x488942d818aecc02936e3ecd164a6839	\\xa2f844ede3f2db61e26d3e6c53f3d475	18
sample-internment	\\x99b02c4fc52470403aa67815fd8d2e7e	\\x732dd664221a00bd351545ec7e977e7c	19
sample-internment	\\x99b02c4fc52470403aa67815fd8d2e7e	\\xd0162cc869c35e7d3d54f25cde0b90c3	19
sample-internment	\\x99b02c4fc52470403aa67815fd8d2e7e	\\xd4a2a6ebb97646ef448d2665f9567b5e	19
sample-internment	\\x9a08b54611eea9573c892d34196b1537	\\xffdd0270b12cb8ef1a5ae7b63802043b	20
sample-internment	\\x9a08b54611eea9573c892d34196b1537	\\x333951f91d3ec0d0a88144cf5ccfaaf1	20
sample-internment	\\x11d2a09c2a58964638d2e8d47531c8d9	\\x9f7504b27a09971c15f19bf69fde2a0f	21
sample-internment	\\x11d2a09c2a58964638d2e8d47531c8d9	\\x10a18f9bd43fb960f2ab4d161041068f	21
sample-internment	\\x11d2a09c2a58964638d2e8d47531c8d9	\\xc27d5446b9d024a4ce870013322ee4db	21
sample-internment	\\x2abd013a83daa7d69943768d749ba9de	\\x846cbc8d65906d39a5cee2570e360482	22
sample-internment	\\x2abd013a83daa7d69943768d749ba9de	\\x088b1b161b7d511261b9ce7848bb1644	22
sample-internment	\\xeeb2a196630ef4259c7989679799345a	\\xbef7b59dbdfdd6c86b63693f838cb403	23
sample-internment	\\xeeb2a196630ef4259c7989679799345a	\\x03dd08f94dd055ba36b1a4a3ea5ccfa5	23
sample-internment	\\xeeb2a196630ef4259c7989679799345a	\\x6417116858bad9ad9b2711cc3771e6c0	23
sample-internment	\\x83340c5a76c7cf6c31fb59ff60fe0dfb	\\xc6777a3c87a6d03427587e3745dc6299	24
sample-internment	\\x83340c5a76c7cf6c31fb59ff60fe0dfb	\\xe147b26536e5c72e1c05fc01d640e4c6	24
sample-internment	\\x83340c5a76c7cf6c31fb59ff60fe0dfb	\\xbe4ddad3e1718391df6563da2ff381dc	24
sample-internment	\\xfaad9d486ad5d30654b9a1b083248bef	\\x8fe39a741e5b9fea372dd5f3d3080fba	25
sample-internment	\\xfaad9d486ad5d30654b9a1b083248bef	\\x62d9a410a9559649ed8e4b437fcec032	25
sample-internment	\\x2375a9e30472822c804f5e0d0273e498	\\x85273772f8000486d2d3e25da3445a84	26
sample-internment	\\x2375a9e30472822c804f5e0d0273e498	\\x8408d3e29f47884f0f4728ccb243ec37	26
sample-internment	\\x2375a9e30472822c804f5e0d0273e498	\\xeee8984a50a15b456e258939f65cab71	26
sample-internment	\\x2159ae51c3b0ca549ad111c2ee74db9d	\\x3bcfc2c2bbb3b2b7069d2acc13e93280	27
sample-internment	\\x2159ae51c3b0ca549ad111c2ee74db9d	\\xd3f090407c4a03e4266680b537fbea8b	27
sample-internment	\\x2159ae51c3b0ca549ad111c2ee74db9d	\\xe9c08c165f264e48a3dd996c432819ce	27
sample-internment	\\x41f694b0290aac6210e84ca780819aa6	\\x9bb039f90aac078332e926ba42819450	28
sample-internment	\\x41f694b0290aac6210e84ca780819aa6	\\x6385fcac342b2d753fc4f28329a69146	28
sample-internment	\\x6f99d010e378c01cde5c5221eef86a14	\\xdfbd182c1916690f8ef9dade7ac7db54	29
sample-internment	\\x6f99d010e378c01cde5c5221eef86a14	\\x24fd77c63b9b7ea530af2ebd703925c2	29
sample-internment	\\x27bc3fdb21c6c5e9df78f46ca7c45e0e	\\x9d742d67a9cab74dd5e20d7163de1d33	30
sample-internment	\\x27bc3fdb21c6c5e9df78f46ca7c45e0e	\\xe5777d417cbd65dcf22c61e484f6e001	30
sample-internment	\\x27bc3fdb21c6c5e9df78f46ca7c45e0e	\\x075343c4b20ecdea9f426e8839496211	30
sample-internment	\\x637306d4bf1999735ce898463626e8c5	\\xae87088f5d813c71dd6934a1c4856865	31
sample-internment	\\x637306d4bf1999735ce898463626e8c5	\\x3d6f1474679038739d59221d9b774136	31
sample-internment	\\x637306d4bf1999735ce898463626e8c5	\\x8bea5905e229b847b6ce512efd8cf566	31
sample-forensic	\\x8a757a6a4c810037c905e5f54050a6bf	\\x22870f9cc4a75867147b83a25679ebd9	78
sample-forensic	\\x8a757a6a4c810037c905e5f54050a6bf	\\xe778896a15ae5642a68f751b7d2640c4	78
sample-forensic	\\x1e666426d78a869207a5e76143b64c53	\\x503160d8785d5f54fb9af308e502297c	79
sample-forensic	\\x1e666426d78a869207a5e76143b64c53	\\x79f7e1004cbf12bf8db8aa19269e9dce	79
sample-forensic	\\xbdf86a055c95aa3482015f4887230ff1	\\x83e74a5ee4ac7d1d9a6d19630d2f239e	80
sample-forensic	\\xbdf86a055c95aa3482015f4887230ff1	\\x57d7d81bb195b3efa458d34efa0805c8	80
sample-forensic	\\x802d8cf7713411dae190abe86724404f	\\x02119e925dc8d0f119f1cf9eb2183aa3	81
sample-forensic	\\x6ddc2fc61a86346af95f31a58877c1b3	\\x00c8ec9ec9b8ab56a94f503139d779c9	82
sample-forensic	\\x6ddc2fc61a86346af95f31a58877c1b3	\\x759bb9a15a4df6b489180600f2525cb2	82
sample-forensic	\\xa543832a71fb28b1a6c1f2b26fb95e12	\\x90f909573dde2be139c6aedd6c2b9769	83
sample-forensic	\\xa543832a71fb28b1a6c1f2b26fb95e12	\\xdd8a51de65f2ca5d3e9889155130679b	83
sample-forensic	\\x741276212e622629bac061501fc40d22	\\xa4720cf917526c148fdc63a0aadcb6eb	84
sample-forensic	\\x741276212e622629bac061501fc40d22	\\xe1e659ec08526b5ec9064e13c29cb78a	84
sample-forensic	\\x05607f3aaed3bd918e23937f5d21fe50	\\xfe07247796df6a7fd851cc2b1efa47bf	85
sample-forensic	\\xc13727f3facb9c263bc1d312e63977f8	\\xbe783ff656a6a7f0e41f32e00a494e47	86
sample-forensic	\\x09aed12c6785d769a126dce3f667c89a	\\x48821cf198a6cafe344032c25ff7fa4b	87
sample-forensic	\\x09aed12c6785d769a126dce3f667c89a	\\x8e0bc29fc27a980267e4d7a42b97c50f	87
sample-forensic	\\x962d110c2ec87bbe05e01342f0080979	\\xdec0872f16bad4efcde40637e2abd709	88
sample-forensic	\\x962d110c2ec87bbe05e01342f0080979	\\x8057ed6a3f48b0eade91665bf5325eb9	88
sample-front-reports	\\xd617c3e079a1e6983298b672bbf94b95	\\xf1d30aceec6100680dbb273631c18724	97
sample-front-reports	\\xbc1325aa6adc2a318462def9c338d131	\\xadede6b62556f383865c1002f1c26ed0	98
sample-front-reports	\\x67d821c6115bc05bfbb6afc605a8ae8f	\\x2e7619abf3998037426f1431d0538866	99
sample-front-reports	\\x86b16af4ed04d036f9789b87f917a090	\\x54baac232e57e1af963b7afd93908938	100
sample-front-reports	\\x669c99978129579e1ea9d8e4274dafa1	\\x57dc33f392173a07167732f8de302163	101
sample-front-reports	\\xe29514c5a23fb96d0779d4f1bb56f587	\\x12c3ad70aae6a7e994259b75aef0a271	102
sample-front-reports	\\x7e924c7690ecd9050fb88f42ec079ad3	\\x85c68b2effa4b839067bab8160be299e	103
sample-front-reports	\\xb709546df2c3ed803f8ae8dd4357f262	\\x278ef1290badeccd0495efa347b01cc9	104
sample-front-reports	\\xc1e5778a1e6820e9004c1f98c8353b85	\\xb9eb35f61c5d9b91007491945290eb9e	105
sample-front-reports	\\xa86a5863d7c2427b35d411127d6a4887	\\x1c0e56caab61c7bd8d58a10dd67fdd72	106
sample-front-reports	\\x69bd6d1c98990db5fb3fa27cff913e54	\\xce9688d48bd0f7a3e82647f461af7ad3	107
sample-front-reports	\\x33d98456cc0f050f27921364496b5684	\\x259108f0059598a6ecd075f30e1c2873	108
sample-front-reports	\\xb58f5a82dcfe761501f2dca48b76e18a	\\x377716837ddec24f79cc35f01c3a84b6	109
sample-front-reports	\\xe849b5dbe5ca750b22d4660e5ea95820	\\xa6ceda8e0b1b70ac41956da5895b0ed6	110
sample-front-reports	\\xeccf67a691ee5a93946221f11a6ea7a9	\\x0d1c249a6cb0a68003ee633a648c9c85	111
sample-front-reports	\\xeccf67a691ee5a93946221f11a6ea7a9	\\x2ca35004dea9c4f398faf93d387edd78	111
sample-open-sources	\\x6e8d0e1cb4397d457ae98417763b5728	\\xfad01c807d8b811ed4e9e8ea75ddbc9d	113
sample-open-sources	\\x2bf04ca8ddb8d81089c852cc0cf68f2a	\\x920547595ff4c3f6d1a8a0da64ef939b	114
sample-open-sources	\\x69b16e4a9548a3490589b349a8795dc6	\\x9a0e8a47140178b6af33e8c17202fd13	115
sample-own-units	\\x200fceb998eddd479466406ae3034009	\\x8d0747b8c7743e9dd1493bef01402850	116
sample-own-units	\\x7f23188f0949bfc25fc0a7052fdb63a6	\\x0cfc270f728173f680e6b765e39e62dc	117
sample-own-units	\\xcc09bdf8f4aca9c7f80c1e81437deb3c	\\x55c78902f23615aa063a9c9446224b5f	118
sample-own-units	\\xda85987de96122f438826a0c06ad86e8	\\xcd8f28b4cab29a907cd9baff3293a416	119
sample-own-units	\\xda85987de96122f438826a0c06ad86e8	\\x1c2a6fe55b1a187810dad9dd39ad9999	119
sample-own-units	\\x4c9e48cf696189b89baaad94e097b622	\\x1e364240b5d868cdbdd924bd254976aa	120
sample-own-units	\\x4c9e48cf696189b89baaad94e097b622	\\x50585352033daad4179a1bda2104e827	120
sample-own-units	\\xe5cf3a8f2a04627ba6fe4c1724b4bce7	\\xa39ce102e72ef46e15dc9583788162d3	121
sample-own-units	\\xe5cf3a8f2a04627ba6fe4c1724b4bce7	\\x0afe8b30678431bf39a3f8a0b7680c82	121
sample-own-units	\\x5d57a3d1e45e41be32564de6ee257d86	\\x3c2208598f7642b535e535b64df1a2a7	122
sample-own-units	\\x47002114392ca968757eceae0324b60f	\\x2ddb628886cddeaf9d9a87a7ac707a1b	123
sample-own-units	\\x1e199f45711b31030b078c94bad72650	\\xfb87033884c4f39839858467910da8c8	124
sample-own-units	\\x3a8ff187b66a3967de033399a51408eb	\\x0f9eac11b06a58fb2fcf337f5b022f98	125
sample-own-units	\\x1576e58b96f123bfbe392936175fa217	\\xdfb07473510ff488393ea3cb12117d56	126
sample-own-units	\\xd455f0af18e8d39d1895f0c565413a96	\\x3da66fc59ac8e087610dad7ed4633f19	127
sample-own-units	\\xd455f0af18e8d39d1895f0c565413a96	\\xffbf00b261eb4b70f8bd9e8c968497be	127
sample-own-units	\\x1c26c9000ed1144ea1c82d4faa7241f8	\\x91e3f751b222be8a6d53764c8e6e51b1	128
sample-own-units	\\x89faf9f5b25b322675835d939e72b9d5	\\x3eb99f4663c6b7c656052e36d112f8da	129
sample-own-units	\\xf70687a61e8e8c302da7e7b8569395a1	\\x2ba1ca0c86745c992158d1c55d1e50da	130
sample-own-units	\\xd01ad9ce2bfe3a94a60f2239e1e9a991	\\x4b50957d9ee3ce434fe20d066c88675b	131
sample-own-units	\\x545dd48b70b851db3ff229a3249787bc	\\x3136a08114edc84d77451cd52e39ad3a	132
sample-own-units	\\x2f25e21765e9eee748a50a8df85e473e	\\x31c2db80063277cd6b8a040ce4c3f924	133
sample-red-cross	\\x78165de5d22287daa783f913ebeae844	\\x06ed69f1c8287f088c565c3d3702124e	138
sample-red-cross	\\x78165de5d22287daa783f913ebeae844	\\xca76717e9ea6f3489eda31138b42ed41	138
sample-red-cross	\\xd38155bf0e15162ffd93231cbe6ff6c0	\\xeb9fde29fa30027cb34276ea05d4405e	139
sample-red-cross	\\xd38155bf0e15162ffd93231cbe6ff6c0	\\x1ad2c2ec08c53fc4f2b329c7f84d17d0	139
sample-red-cross	\\x8c0d294bb5a91d7d2b640b3dd660b775	\\x2d1c0eb56b43a6c12e2d8828ba71416c	140
sample-red-cross	\\x8c0d294bb5a91d7d2b640b3dd660b775	\\xd0ab0c856c48ede711a8eb8567a6c034	140
sample-red-cross	\\xade41852d9c0833b515a410a9d8b7dad	\\xe267be7b58fbdd921d9a5dcfaa15048d	141
sample-red-cross	\\xade41852d9c0833b515a410a9d8b7dad	\\x257670b817e5bcde3b2379210fc3602f	141
sample-red-cross	\\xfd4dcc067ea8ed763fbfb37dbc11db75	\\xb0ba6c8db745f6e43b7dd3a30bd31c19	142
sample-red-cross	\\xfd4dcc067ea8ed763fbfb37dbc11db75	\\xe697ba8cc41c37df9e546ef4ef2b1d89	142
sample-red-cross	\\xf9172b207c02f48ad0d539bbd44f8865	\\x7ac330738df0cf841c9efff7616ab4d4	143
sample-red-cross	\\xf9172b207c02f48ad0d539bbd44f8865	\\xfd761b1bbf8d1378bb3542f6cd12dd71	143
sample-red-cross	\\xf9172b207c02f48ad0d539bbd44f8865	\\x7e7e59c658d4da924b612d8ca819f145	143
sample-red-cross	\\x39df23565cdc1983707f3a4a5f54a6ba	\\x68d162c08fe50c13c62403df30d76f40	144
sample-red-cross	\\x39df23565cdc1983707f3a4a5f54a6ba	\\x572d3b6eaef7622d49192081e623127e	144
sample-red-cross	\\xb6821e5254943eaed4e5886ebbd977ae	\\x764e2cf9d9ec94028bce4a34d038da11	145
sample-red-cross	\\xb6821e5254943eaed4e5886ebbd977ae	\\x334ff263362a72cb040afe45dd6b7121	145
sample-red-cross	\\xceb0d882f90727e765122de7d1cf2bc8	\\x7a6728de8eca0252458151ac2883f306	146
sample-red-cross	\\xceb0d882f90727e765122de7d1cf2bc8	\\x720fe986071477b03cb94d7a8b7d84e4	146
sample-returns	\\xbfacc83a17742f47aae4a2b005bf083e	\\xadeb979b49867f62ae591c449c76534e	157
sample-returns	\\xbfacc83a17742f47aae4a2b005bf083e	\\xb85a945660368c5f426b7f6017a4334d	157
sample-returns	\\x4dca78b1a95213ffb24099ecebf2149c	\\xd812c6792ee0d6f7c1256d930ab865c7	158
sample-returns	\\x4dca78b1a95213ffb24099ecebf2149c	\\xf80ef868eb6474ff0705f1aee9923d8a	158
sample-own-forensic	\\x521a4b576d21683ac1f00e56e604bd92	\\x4a6004795e6aabf0506b7cbdffdefa82	161
sample-own-forensic	\\x521a4b576d21683ac1f00e56e604bd92	\\x2466e8a00954df2d9bde41147c945825	161
sample-own-forensic	\\xca98f20bd1d3ad241f264bc4c782398b	\\xbda8cb818e14837d4f8033a1c01c51e9	162
sample-own-forensic	\\xca98f20bd1d3ad241f264bc4c782398b	\\xf0eff6d7ae96dbd959597599c35281f8	162
sample-own-forensic	\\x735531499b49bf692185b41564050981	\\x6c4d1e339a950dc40e74bca8b2448424	163
sample-own-forensic	\\x735531499b49bf692185b41564050981	\\x34123f823c79a311a9ed80c791a517d1	163
sample-own-forensic	\\x7e3356a5d00465edab9fbf65033c09cd	\\x4114fa4ba56475c2631e377f621dda4a	164
sample-own-forensic	\\xd4d014ec04d43e9255db21915d3fc6a0	\\x5653278042d75c358702d1d7107b1e73	165
sample-own-forensic	\\x857af95c80ddc3a7b39a1cccb4c9993d	\\x1c5f6fca4292c89411fc53f7a001156a	166
sample-own-forensic	\\x8670d426547028979e2b72b1faf1cc9e	\\x9cae00b0be9ae7df7210a5391c906452	167
sample-own-forensic	\\x8670d426547028979e2b72b1faf1cc9e	\\x2ca6d26385f60fa617d7ef9691d0e73f	167
sample-own-forensic	\\x3434f51b3e96e2d73a7478bd8f87a7b8	\\xed17f206f9e34223ded7ba7bb1b1f739	168
sample-own-forensic	\\x3434f51b3e96e2d73a7478bd8f87a7b8	\\x7332b0dd0ee9d3caf44758828e429c98	168
sample-civilians	\\xd7eee7227d90c661226c8ea9be8deb07	\\x9e5e12388c12ea0fc1b83c1985cded26	174
sample-civilians	\\xd7eee7227d90c661226c8ea9be8deb07	\\x9e08e1a703491ed03023d79143e09ce0	174
sample-civilians	\\x912c3bfcec979c0acabe0b6850cc9a3d	\\x141de84388808ba8365e4fba5450bb4f	175
sample-civilians	\\xa7b7429fcca0b5a8fcad9d4df9c36e74	\\x1f4d92167636857e3960e54f20df7c93	176
sample-civilians	\\x80e16ce58a89945192b39ce5a12140d6	\\x3cc598c5b29eb80d2af474141b49c88b	177
sample-civilians	\\x4c9bfe9060e714e21ac548e75be05cbb	\\xefd3e13a6c3d5e49a719d6caad46e710	178
sample-civilians	\\x4c9bfe9060e714e21ac548e75be05cbb	\\xb7948f12e67ff8da4b15851ef2789bcb	178
sample-civilians	\\x4c9bfe9060e714e21ac548e75be05cbb	\\x51f6514f1a429ca266ed1420bb3b2be7	178
sample-civilians	\\x2d65bb6b59cdf861b3b7fde970314fc6	\\x6795d89fffbb633fa37a201f549b387d	179
sample-civilians	\\xe0f52a51bedc445a841f92d4cc941a55	\\x150351e18f4c1714d9321b7f9a417bf0	180
sample-civilians	\\xa75750208138a19a3e17c2c775156db7	\\xe968dec5378de00de46d19c2463a8948	181
sample-civilians	\\x7dbabe028a0eb869aa5913d49e17188e	\\xf7e14a08d20b454ded71428c96362cd3	182
sample-civilians	\\x7160b7fff248776c60aa722a3b0d9a7f	\\xe4bde469289914dbe7115a6a6ba451fb	183
sample-civilians	\\x7160b7fff248776c60aa722a3b0d9a7f	\\xa8b581180f34369d6ca8ff68766fad39	183
sample-children	\\xba6e37a8408455a69d7a998f6fc5cc1b	\\x2d91f3b2a37557448b4680039b11f0cc	188
sample-children	\\x85e005591158f769470511fae18ddc84	\\x7127f1f45cd6c4e6c4c95312e1e3eb9e	189
\.
-- Data for Name: schema_migration; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.schema_migration (number, name, sha256, applied_at) FROM stdin;
1	people	\\x5b86240e532ea5d618b24e09df41a17edd9191cb0b651c7e48375c58920f0b6d	2026-11-27 05:10:45.906984+00
2	inquiries	\\x284364388f5a3d402fbcdac3aa95fb7e4e30e4acf1b1536773576b566a6ebc20	2026-11-27 05:10:46.070757+00
3	log	\\xfab8e9d13f49291e72547a819b0d225e67032bc4826bc18932d53aabfa43d22b	2026-11-27 05:10:46.157593+00
4	sources	\\x7829c948ee2fef0d53a297ac21adfb733eb9aa0a7320e0cb9fc90397b7171155	2026-11-27 05:10:46.329085+00
\.
-- Data for Name: source; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.source (source_id, description, ceiling, sides, statement_kinds, invented, created_at) FROM stdin;
own-internment	Our places of internment: registration and capture cards	5	{1}	{}	f	2026-11-27 05:10:46.329085+00
own-hospitals	Our hospitals: registration of wounded prisoners	4	{1}	{1,2,4,5,6,7,8,9,10,13,23}	f	2026-11-27 05:10:46.329085+00
own-forensic	Our forensic service: certificates of death and identification	6	{1,2,3,4}	{12,13,14,15}	f	2026-11-27 05:10:46.329085+00
own-authenticated-lists	Authenticated lists of exchanges, releases and repatriations	6	{1,2,3,4}	{16,17,18,19,20}	f	2026-11-27 05:10:46.329085+00
own-units	Reports of units and brigades	2	{1,2,3}	{}	f	2026-11-27 05:10:46.329085+00
own-documents	Papers, devices and discs found, with the report of who found them	3	{1,2,3}	{}	f	2026-11-27 05:10:46.329085+00
bureau-notices	Notices that this bureau forwarded, and receipts of them	5	{1}	{3,21,22}	f	2026-11-27 05:10:46.329085+00
missing-persons-register	The state register of persons missing under special circumstances	3	{2,3,4}	{}	f	2026-11-27 05:10:46.329085+00
returned-people	Word of those who came back, taken down at their return	2	{2,3,4}	{}	f	2026-11-27 05:10:46.329085+00
adversary-notices	Notices of the other power	4	{2,3,4}	{}	f	2026-11-27 05:10:46.329085+00
red-cross	The Central Tracing Agency of the Red Cross	5	{1,2,3,4}	{}	f	2026-11-27 05:10:46.329085+00
child-return	The desk for deported children: proved whereabouts and returns	6	{4}	{}	f	2026-11-27 05:10:46.329085+00
open-sources	Published lists, photographs and recordings	1	{1,2,3,4}	{}	f	2026-11-27 05:10:46.329085+00
callers	What families and friends say	0	{1,2,3,4}	{}	f	2026-11-27 05:10:46.329085+00
sample-internment	Sample: our places of internment	6	{1}	{}	t	2026-11-27 05:10:46.340612+00
sample-forensic	Sample: our forensic service	6	{1}	{}	t	2026-11-27 05:10:46.340612+00
sample-front-reports	Sample: reports of our units	3	{1}	{}	t	2026-11-27 05:10:46.340612+00
sample-open-sources	Sample: open sources	1	{1}	{}	t	2026-11-27 05:10:46.340612+00
sample-own-units	Sample: loss reports of our units	3	{2}	{}	t	2026-11-27 05:10:46.340612+00
sample-red-cross	Sample: notices through the Red Cross	5	{2}	{}	t	2026-11-27 05:10:46.340612+00
sample-returns	Sample: those who came back	6	{2}	{}	t	2026-11-27 05:10:46.340612+00
sample-own-forensic	Sample: forensic service, our own dead	6	{2}	{}	t	2026-11-27 05:10:46.340612+00
sample-civilians	Sample: civilians	6	{3}	{}	t	2026-11-27 05:10:46.340612+00
sample-children	Sample: children	6	{4}	{}	t	2026-11-27 05:10:46.340612+00
\.
-- Data for Name: statement; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.statement (statement_id, person_id, kind, rung, source_id, list_no, fact_day, fact_precision, received_at, entered_at, forwarded_at, entered_by, sealed) FROM stdin;
1	1	1	3	sample-internment	1	2026-02-03	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x0100013d13559fa9bf6689e61c6b1759ff1225b6d3731093681a7ce0967475eb2a5d76b220776472bc569bda369a7aae75756a72
2	1	2	4	sample-internment	1	2026-02-06	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x0100017870f09b03f7bb3dccf45cf9cd488cee5c4bf7658f605c7e58a644691fbd5bb186c9d9dfc9e388168b712cc826e2c71b33
3	1	3	5	sample-internment	1	2026-02-11	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x0100018068303466bd44f357ca4cca383404b7199400c935cbf30ebc9f7188a061fbbab1dc4706b1cf5fdb2eb1a22572d836afcf
4	2	2	4	sample-internment	1	2026-05-02	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x01000154b3052ea84f9252e59e9cdab695eeef631931166ffce14e7379e2d930201c44b81a4f0006e52335d478b147aeed8f246e
5	2	3	5	sample-internment	1	2026-05-08	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x0100014ad1ab2e904bef33af1feca0223fc2cfaa0255efb9ef52468dbdfae78d8e296b711343306e058c237fc010d84a6aaec0a8
6	2	21	5	sample-internment	1	2026-05-09	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x0100017ab4e75c618539a93e94942d817423ab028c5fe84ed97eb0603883f3da22398075ffb9529c089cfa1d5af8489ecb7a840f
7	3	2	4	sample-internment	1	2025-09-01	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001dafbe0127b2159c4a02e9145e3f49cf49c7da38c1458b55af6c012a25a846103f669b8d4936ebc871eaee86bfe4505ce3b
8	3	3	5	sample-internment	1	2025-09-07	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001550298c92e8f8ecededb0289943ff93a6c9068a79ca71d109d99b3609d2fc50302f7e29daa1b77ac2ed7d824b823e35113
9	3	17	6	sample-internment	1	2026-04-18	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001af7590f472687c13c4be73fe561391f7b5ea92313ce20675f7fd818b35deb7dd203f8472879adf1399ef4ebbd990bd0333
10	4	1	3	sample-internment	1	2026-11-02	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001306d44f69619506f88f7f71c0bf876da7189944214ef23332416fb13fe61f579a0d2c2dc9b8f02d2029671bb5da7f39879
11	4	2	4	sample-internment	1	2026-11-04	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001af341a8f453a68bd62938d2339bd6d7afc31aeecbf39c4e8b1e2e612159e60315972e8f4786c93587f24ed115c087fd9d6
12	5	2	4	sample-internment	1	2026-06-21	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001908620663991534fbdabf7cba4fe7689188a4def78463e28ad05d964cfda6f9e89dcfe75e62a53e1e2f251d21ae5dd9df0
13	5	3	5	sample-internment	1	2026-06-26	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001f2fe177ab0c6cefcaef1b37471a6de9e4749e0241fd310e210d31db848ba6cc3d6c0888372c8e6a221af5487e2cba03248
14	6	1	3	sample-internment	1	2023-04-29	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001bcbf60c7df1cbec1230db0c7b910b134008f1a5d902a55ab67f0f486f9db510aa24989998512acc33931f6291e19391906f98f
15	6	2	4	sample-internment	1	2023-05-02	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001f03ab8f46e81173a79e6c9dc45e871243dcaa7aa8dc2520b2f0a8e912c24fc7b87e2cf7f59e08e3ed0c1dc1226c402878e9fbfeb88a53d1c6b64fff97d4e3b5cc4fb
16	7	2	4	sample-internment	1	2024-06-05	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x0100016f33d80067516c386bc4ace1804878c7d83a1f93df4b43d5ca9f740c11b1e702e97475c274d7ec9597b90e9f54d446eb990739
17	7	3	5	sample-internment	1	2024-06-11	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001f6edadac07d98b10a19b5788daee95dfc842d7e8f8aa2f67baa0efb29f180f48ff8c70c6b9a23aa37d5d869e659d3047535bf7ae2b7047087431420f043048765f36
18	7	21	5	sample-internment	1	2024-06-12	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001778e8c49e30ba7f71ba42a922f8c0fb552969fb05a61bbe36c46829690b0da941fcae85443c6d66b814b5c2f4e3096bba93b0862793e323850ed7661eec7334f1780
19	8	1	3	sample-internment	1	2022-12-30	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001350993897551ff9ea46e22276d33b136923af94129d48c771a364f26234296f8aa3ba44da3879795949cd73fb0bd3a795e316e
20	8	2	4	sample-internment	1	2023-01-02	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x0100011ec3632de8674c31688155dc85b1b8ad48b86b6a613d7a5078e163e2a7816d53b859aa62df90480e5fa464e0d539e4d67125dab120a75bd03a088c57a12783ab53
21	9	1	3	sample-internment	1	2025-07-25	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001be84d65730c850ea615fa1877ea0c4a3319431db531e6f41ea15d704a0a484e984a8e3ba213909632dde3bb90d6981c6ed6a7a
22	9	2	4	sample-internment	1	2025-07-28	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001dbbb0cb5b4352ba91be02e0a8b470b8a3c52cf98df39903cfb616047b47fac8c92e997af3a4a1257c5763725084a34d17e9a681d1e62c4f6108443cf142a020f04f8
23	10	2	4	sample-internment	1	2026-04-30	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x0100012d92eb8da5284d61faefdfb873613d52f2b9cf5c684940eb208832df4db8ce334b0053044d51959924cc97eb7201a87491ffb5d9b9d97b005b49b2b002b391431adcb7bc4eca526c9cc316d9feef222770af
24	10	16	6	sample-internment	1	2026-06-14	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x01000180fd5869143376c957078024d6f44549ef22c055c2dfa36e9c92bb916103ab0f0650df416af962243109feb226afc8a516306c9684e561ab5470a67bd7b0b7b8c29e
25	11	2	4	sample-internment	1	2022-07-04	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001278ba29b44e48ed6c50812e02acedc1b4dbe1f4cba0079af7b23210bb00a06810508dc629ef0ed8c4338e53b614e9cacdeaa10
26	11	3	5	sample-internment	1	2022-07-10	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x01000164470fd8013422ef7b6ad171788fd8a4c2d79f42d062dacd3f6b44817cb7d0b2bf801eab22c98a871d2d95526734a955bd4999
27	11	21	5	sample-internment	1	2022-07-11	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001043eeb8d6b3a8a0da2c754472574d7295aa558389fd685580f1e8432bb13699a12838df3b0bea776b352947c24f62626b35091
28	12	1	3	sample-internment	1	2026-02-20	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x01000154cfc7877d5a134d2b4d5c6d17d596770c78c427654c823cd0b431daef2fa70a4884ad26e1dab481685a7352d7a1c5a65d008f
29	12	2	4	sample-internment	1	2026-02-23	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x0100017a7d08ccdd1fb36c9273f4c4339a5437d3695cc60211d1490bfe5207fe596cccfa471109411c7189464bebe7f395327e6f41a2b0cbd6bbe0deeef58c04ade37d68e2cf6961ae3426507b738766c87be8cb8176
30	13	2	4	sample-internment	1	2024-07-12	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x0100015655cb36e887b2708343d3a759344f73bf6dd94ad17660b34cbd2453ac52312f4e5991a06c84e54a362708872334355340b09f
31	13	21	4	sample-internment	1	2024-07-16	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001099fe945b20a54c708db9adb3967e2bdd65f5c5685f4d8f2645eb70e90a6dc8a403f630f1eac5951f93734d901e4d6cf7733fa
32	14	2	4	sample-internment	1	2022-08-31	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001300bbf94337a4e8a64cdab067227f558e32a15da9649bfe332d36bd213c0a946352697d4bc996b6f44e092dcc9df9ae3020f608e300812c1b4080ac5864c55a7ca6a67aa8ca37b9364af558b283de73ec99e
33	14	3	5	sample-internment	1	2022-09-06	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x01000192984ada6f995ae7750d46dbafe1a04dc81a8d63540aa3cafb88d5ab5b1583fd3d3f3dd859b32c9004cd93651a2afe994ea8bb
34	14	21	5	sample-internment	1	2022-09-07	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x0100017b23651894c60b66f87bee76233deeeddb1c41b6347b274fed14b9d14d86808bc4f1faf97d1aa37846a1b07cad10db3a2172b5
35	15	2	4	sample-internment	1	2025-10-09	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001ca9d29df1933526f416eac5067eff74735a4c5ce4e98e35a3db7e05b04d59338ef5374f4d3bf4b4dce074db4302f89cb81f323
36	15	21	4	sample-internment	1	2025-10-13	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x0100013fb2d52f50d090e3ac7d114a8a70d9ed5b28edee53b897e501f2ae75b13ad915bf6029cc642084adaf5acb5f047efb9fdeb61a
37	16	2	4	sample-internment	1	2023-04-17	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x0100015e41afdcedcd291d8457cf02b41bb91ca96a391e54e99060bc9de3d66ba3cbcb9eb3142051e78ef0e41454296c11d91c6ee4b6
38	16	3	5	sample-internment	1	2023-04-23	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001880fa250126e5ed6601b9c7ab63994605c0335ed7eaa033821a2af67a29f45e3cc39eb2af519ceb869dfe24496749192cac0849a5484cb55d790bee2379057eb0fa2
39	16	21	5	sample-internment	1	2023-04-24	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001358955135f1bd047de4e1fc1591c68f02dcf28899a947ba536cf5f05db3c4b4a7c9469c044b5c60997c20da82a8d6908bd2463
40	17	1	3	sample-internment	1	2022-07-22	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001ee6a45e529541e621231eead948d56153e0bbd04bc8afe301430263ec4adecc1b36976dbfb5cf4c474319b967701a5c0030da3
41	17	2	4	sample-internment	1	2022-07-25	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x0100011b9329a9b2c7256030c9c95ebc10574f9b04f7fe1979e6a02556f49a73c49096ecccaa608b68ea57d1ee47cb113306dfb3d57c79d5563707dc2040be0a0956537cd7
42	18	2	4	sample-internment	1	2026-05-29	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x01000169b889f3920c7654dd423c8c68c0490428933e04706746171fc2e1f967bc2bd2c58dfe3b4ff415081117311d30f0f5e36c69bd
43	18	21	4	sample-internment	1	2026-06-02	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001cc97f1c72235f9749f43736a992e317a274ef547694d24933582480306bf5551e6aec905b66bd86cd86995958f2c5098d7ad05
44	19	2	4	sample-internment	1	2023-07-30	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x01000151d5499ff133e42b938047e66fa6ab8f8a820b56816030319d65fd02dd8c4471859c37897783150982a484183379f21536e604
45	19	3	5	sample-internment	1	2023-08-05	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001027b8fa61963f4bbd9b1901588f8b527768969eb028c39dd74ded21f6dc403e4a8cb6e254ab467dea5fece00825fd02224f1a6
46	19	21	5	sample-internment	1	2023-08-06	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001a1638804028dd89010cd5bea0c2ffa740f1f848123290794553b14910dc7648f814a9653b0c2a1371b1c3af641693871fa33ded1936addee81a29d0a09967aaf14
47	20	1	3	sample-internment	1	2024-09-13	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x0100013b8a9cdb1c6429127e1b784e365c374e427f4db97cde7888c8a9512d012e382725af5f71bd776977ab964b4b24fdf8823468ed
48	20	2	4	sample-internment	1	2024-09-16	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x01000175b17e2d8d4747db1f9997be4cda0f1dc1b2926c49c15779d5f5b860379fc5927bc25804acb72aeff957b1be19f18f91f6ca8ee786382014cabbd651152c577f9e50
49	21	2	4	sample-internment	1	2024-10-12	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x0100017a45cf428699ec15fd6f899d3a04986d4371f4e6b7109433c3f1ec3777e4ad6c070a473ecf191f1bdc0b0f6c522c4aa92ab7354410ec48e1d071f5ac1aa1c2406756
50	21	3	5	sample-internment	1	2024-10-18	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001cb2160e7e4cf8299450ecb16a840ccaeffe14d618089fe2b5347af95c27f1f5d96723a49e2afc7b08e32e997545c9b07b3d0bd
51	21	17	6	sample-internment	1	2024-12-17	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001d11a572bc361896e83f4500966c23c4e837f5c57a25d3d537d20a9336d4f7ec074fd92e2f55d1287772fcd4e80dc5925ea26f9a2477766d835a858639c9fceb75419
52	22	2	4	sample-internment	1	2023-11-18	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x01000153d452f9e921cbcf0835c42406db8225d03123cb83e2b9192b2008f64db2adf8c46a90ac267e5a537003ecaf2ceaecf51bbbfd779b3936c6b66c6bb314013643cd
53	22	16	6	sample-internment	1	2024-01-02	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x01000104a9cf617c877adc95cdd5c1e78984f4600b80fb70f325391a87356a96c620efb8e7f82e59fedd65f66726022982934c1045b8
54	23	2	4	sample-internment	1	2026-02-07	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001c9a9e5400e29a9d30733e0e6fb889d53ad5b2a9433a5ed5267b6ee9bd86e95cde75c386ce73b1f39b32ed459a656a421af73c3cd1d6140e3fe479b0b3ffb3e98cbb4
55	23	3	5	sample-internment	1	2026-02-12	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001f5070b7a6c04363b75ce404ac0dbdeb41db1ed63f1c1bd32b809d2bd468b7c96d046f2e3ab352e8ca29ac1ea7d57775ad2d789
56	23	9	4	sample-internment	1	2026-03-24	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001c0360331faf4e280647b6e6812062ab12dbf7b7084d396c6536ed06dcbb3eade3b24f491bec9b1ead7462e137331de109eef60
57	24	2	4	sample-internment	1	2022-12-25	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x0100014b2dee058aab44e7a164d39fa97dee3aa2bc7c688ccece4cd79b18fc0f0655fb3bc06f2ee3546fd90a5b77fbd10b4112988361ead710b4c28a792f0aef93a3ee93ab
58	24	3	5	sample-internment	1	2022-12-31	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x0100012999e0850e918e93265a243e841ce95ec906f1dd5a939f0885f40dd84e72f874e3c40ddc67cecadb8dfb9b9d7d6b97361e0ec153d89898d0e014719d7f389fb78315
59	24	17	6	sample-internment	1	2023-03-01	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001b323db0a8bad59179c24d8d588479773e113191bfac8860a386bdfac2e62468fb5824197d453b9a7b9b521ba371fa30a51ea06
60	25	1	3	sample-internment	1	2023-08-08	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001d96fddfaf9842eb2407275ea055a7e723ed76e811448469066a98f88124dcb163b38c6f68fc408e488d3f97fedab5bd5e3ace2
61	25	2	4	sample-internment	1	2023-08-11	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001f21fb68f986d7eeaf5fe9c0ddf187bdc75e186b912275c5b273e8acc1f75373f4b7d03ae084c58dacc1e8d7855daa3c727bf27
62	26	2	4	sample-internment	1	2026-05-29	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001cb86ba433a60e95f2d068cd6cb5bd8cbfc7c8d77f5d040da44db24848302d3794a0f10b04c280a3917f0caee637508f429b3cd
63	26	3	5	sample-internment	1	2026-06-04	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001eda2917fd47f6902afa7c67077abc80bb38ba860918a50e0e790d94c4051e54df79991e59d8893c03329b2ba209f5b6cc9a22c6f616dcc8a1f45641f560997c7c1eb
64	26	21	5	sample-internment	1	2026-06-05	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001eaf94738d57fe424309b35ec45ff24700a9a32bb905b877f860ffea8106e54151e49ac9a590509ee2eb23d0900eb9902935e08
65	27	2	4	sample-internment	1	2024-05-24	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x0100017ee86459eff0481c7f74164a27f2b08ad24d1108470d56cc960f020c2d2859b92808c52250bd76a21ea8ca31867c6903c26984
66	27	3	5	sample-internment	1	2024-05-30	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001273b06d125597b45e99e6374f1afb2b6ed74580dc0e6a228b642ef82653e638b0fd426282d7fae043512cd0005a0b9cdf15420edd8d0d389e7dac31891d5b0b61390
67	27	21	5	sample-internment	1	2024-05-31	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x0100018681f5dd1129a9e50c8c4ea8b453086b7597ec0f84d27ab1005705ffb42d265413ae3a76a57f825708c4afee7b80910bf07c58
68	28	1	3	sample-internment	1	2025-01-30	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x0100014da128ec5d4cbc5b5bbea30eafaa2d719941bc3f7031f2dd72811d1dd3eda6928394bf663a84bb81d75d0fe5340954e728b703
69	28	2	4	sample-internment	1	2025-02-02	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001a0477d1e2be4ee28d0befd3ead11baaa19a02b7e419713fbe75dd288a3d0338c65b52f8fa06ef7737f176680759c6599ab9127
70	29	1	3	sample-internment	1	2023-05-01	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x01000180d30645eedb8dc45e3caef9c62982c110160c2dae3e211aac25fad7a08ea4b947bb9a25d8d479f33806cfcbd6c66e2d50c134
71	29	2	4	sample-internment	1	2023-05-04	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001a1b1366da772ad7266151da940498121a30fc667ae31c49db887e2ef4836f8158a660ad4ada2e49563587dcf808d2f6803efb1ea2afda6034bdc75ffb98823864ff7
72	30	2	4	sample-internment	1	2025-03-29	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x0100013d4bb6093c15361ca63f0ccb5c1617f9cf5e262f9b37d2d2b15ef7508a09528656f2ed0cbea465ebe0564b423bae6fa65a49b9
73	30	6	4	sample-internment	1	2025-04-18	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x0100014f6bd604d959bcb261fc9a43c4f2a570f582b64f29d33382378f71b5b778ba4dcfef967e508f12aa49bccbfae8cc27da89e545
74	30	7	4	sample-internment	1	2025-04-25	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001bee3681403cd00e185f8d48ad95c6fde8b910148c01d44f30071c0aaac51cb6f3cb1c38cf6557eb3b2a2e8c18ab70bf92add7d
75	31	2	4	sample-internment	1	2025-06-16	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001effdc0870cb55b70511215c414d5b46a5c81e06f983810adcb1d6828b299d947e5c0389f2723bd2ba3360af24774c2145be69a
76	31	3	5	sample-internment	1	2025-06-22	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x01000104cf6832afe9ff97be255d924033a14ae1f813e8b502b3f32fe57bf62f2782f5ca49436a27267858bbca67f2d6c06486375b76
77	31	17	6	sample-internment	1	2025-08-21	3	2026-11-27 05:10:46.654936+00	2026-11-27 05:10:46.676601+00	\N	reg-1	\\x010001ac490414b1c24eeec129445866d1acc1835f0e386746d93a60dc8abcc56318f69367af31ff11b9ad1f91d5afb9d5f8936173611ca6b4d53d7b8f9579d9adfccfaa
78	78	12	6	sample-forensic	2	2026-01-12	3	2026-11-27 05:10:46.708096+00	2026-11-27 05:10:46.710497+00	\N	reg-1	\\x01000198d544ea869a4d39383dcc1cb4f5bf6d0968d3288ab1f4ab357abe3edff3d8e5295103cde72639cff9c21c0aac3887beb7
79	78	14	6	sample-forensic	2	2026-02-20	3	2026-11-27 05:10:46.708096+00	2026-11-27 05:10:46.710497+00	\N	reg-1	\\x01000167de0ace0f8c36a2e9ac5e0bc57dcb7d6a0da87f99ded67ebf254b0a74339dde74afabc52bf7467373a95183a25ec41737
80	79	12	6	sample-forensic	2	2022-05-28	3	2026-11-27 05:10:46.708096+00	2026-11-27 05:10:46.710497+00	\N	reg-1	\\x010001fcf444fd9bc33821eed721f7e95ad0dc29a351e643ff4a02236904e8aa6b1d9bb96cd2d6da50da66da8881a445de971a02fa88
81	79	14	6	sample-forensic	2	2022-07-07	3	2026-11-27 05:10:46.708096+00	2026-11-27 05:10:46.710497+00	\N	reg-1	\\x0100014c7bd4ea22f025d5c76e8922eefb14a4403d14f4fe7acaf6db0dca17e315f2571297a14056caeaaacaab71115f087d462ce4aa80c7f7af5320b0d48a2a31f9680258
82	80	12	6	sample-forensic	2	2023-05-07	3	2026-11-27 05:10:46.708096+00	2026-11-27 05:10:46.710497+00	\N	reg-1	\\x010001f63296e45de5b22b64531244c603c116f551e36b0646eb9dcc3ee3b4f87ef208edab6ec9e05b6280ae48ebaa90ac2936ce6c53b89fc91b6b06ab707f0e319bdc13
83	80	14	6	sample-forensic	2	2023-06-16	3	2026-11-27 05:10:46.708096+00	2026-11-27 05:10:46.710497+00	\N	reg-1	\\x010001371af55e0f2f9b6b03266f19ce664f2a58862af6013a5344f411a96d68ca603e0e51ba75552e95caf4c479e22570d6a405d5c6
84	81	14	4	sample-forensic	2	2022-12-25	3	2026-11-27 05:10:46.708096+00	2026-11-27 05:10:46.710497+00	\N	reg-1	\\x010001d464e46a55a0e48f023d56da9e8f8c4f7815cc27da2faf290410e207aeeb374c05e7db67d5c702b18117884ccdeed700a629e2
85	82	12	6	sample-forensic	2	2024-10-19	3	2026-11-27 05:10:46.708096+00	2026-11-27 05:10:46.710497+00	\N	reg-1	\\x010001fc2b8ec4ba38105e5b77849c7f0f50f01f8f1770b582717e79d186c8a0f052edf695285f9bbc366a618f73efddb8fd7859c290a69f93090c400de9125c55a3f93a4a
86	82	14	6	sample-forensic	2	2024-11-28	3	2026-11-27 05:10:46.708096+00	2026-11-27 05:10:46.710497+00	\N	reg-1	\\x010001e40dc1901b64f9aabeacaf7e12ddfbcae0175d2e85e810118b63aa3724ec547efc724c69aba0151681784c4e6978db59ed6684
87	83	12	6	sample-forensic	2	2023-05-14	3	2026-11-27 05:10:46.708096+00	2026-11-27 05:10:46.710497+00	\N	reg-1	\\x010001402aece7b142d272769da159d473ba4717f7949594f31ed5eb54eed4bfc3b266bc81a14415de5aae212ad76006e3f0d98d6dd796db047860632a523fda9fec21b002
88	83	14	6	sample-forensic	2	2023-06-23	3	2026-11-27 05:10:46.708096+00	2026-11-27 05:10:46.710497+00	\N	reg-1	\\x0100012a9f2e72f4c1bc824285146481272cd8176bd272319b8dabf3265f3774a9c31c68b5bef870353f5b4a9a130931c5743359f98a6397f23abd3295c6e6c1504920da64
89	84	12	6	sample-forensic	2	2024-12-28	3	2026-11-27 05:10:46.708096+00	2026-11-27 05:10:46.710497+00	\N	reg-1	\\x0100017bfc4823e91cbc464ec32d498172443512ad76626539c83db7cd4f11053ab8712503e4e0dedcf4bb92a84ede9cc31880cc4856
90	84	14	6	sample-forensic	2	2025-02-06	3	2026-11-27 05:10:46.708096+00	2026-11-27 05:10:46.710497+00	\N	reg-1	\\x01000178f8bf74e15f1bc907cd06bfbf4d7541363615c747a98817c018e07a4ac0027e4e824de573730ec0079051a30e0ada1391effc
91	85	13	4	sample-forensic	2	2022-12-27	3	2026-11-27 05:10:46.708096+00	2026-11-27 05:10:46.710497+00	\N	reg-1	\\x0100012ce7ab843875f258ceb9996e095e652fb2330d2c6fe75ef8187bfbb3b3337c6cdb83a79c256978adddfae0c03b711ee9335da3
92	86	13	4	sample-forensic	2	2023-03-26	3	2026-11-27 05:10:46.708096+00	2026-11-27 05:10:46.710497+00	\N	reg-1	\\x010001e456532875896f64b38ce6a8f4aad2718c98570d27dc9cc178ae6d2d6d9286b4a1f3c5e769251c0dd401b3558922bdcb79bf1e
93	87	12	6	sample-forensic	2	2022-03-26	3	2026-11-27 05:10:46.708096+00	2026-11-27 05:10:46.710497+00	\N	reg-1	\\x010001fc5941d797814e8e130b832302b8c08f86bd874ab94358810211d51396aae81441646ff2036de978a5bd1e3b749de36131aa056a1a3eb46d7c6e1028d683c19e7223
94	87	14	6	sample-forensic	2	2022-05-05	3	2026-11-27 05:10:46.708096+00	2026-11-27 05:10:46.710497+00	\N	reg-1	\\x0100019609193230744453272d342d1f1ddec4ff60d0b1472dc9071f837c7ffe4a88d6b796c444c44735d03a8f2c2e1e5af06467612d
95	88	12	6	sample-forensic	2	2023-05-08	3	2026-11-27 05:10:46.708096+00	2026-11-27 05:10:46.710497+00	\N	reg-1	\\x010001b4cf06fb07175aa06ed5fb92e268fd4b43fb8ee95f0be22227ea586ed858f889abb798825173d3d78a9f9f10078de031332183
96	88	14	6	sample-forensic	2	2023-06-17	3	2026-11-27 05:10:46.708096+00	2026-11-27 05:10:46.710497+00	\N	reg-1	\\x010001c72d98ac2bfee9c0321fb59acd62c0acc3ab8a8c76bfe2fb943a99d02eb6b6239b56a0612b752e9a3c86ed8805dcd544cfe665
97	97	1	3	sample-front-reports	3	2026-08-30	3	2026-11-27 05:10:46.728155+00	2026-11-27 05:10:46.730904+00	\N	reg-1	\\x010001154f92d12a7ca839a141d6b45820e7bb598d832c59bf812874745815f5fa2fcad2515640fa0fd7eebd752cd242d94897e1
98	98	1	2	sample-front-reports	3	2024-11-18	3	2026-11-27 05:10:46.728155+00	2026-11-27 05:10:46.730904+00	\N	reg-1	\\x010001e208efaa2775816d395ed1adc0c934daa84765642665f8f5379cd18605f4ce7d3d357a116bf487bf7fc548eba3fb8b011d5676
99	99	11	2	sample-front-reports	3	2025-05-09	3	2026-11-27 05:10:46.728155+00	2026-11-27 05:10:46.730904+00	\N	reg-1	\\x0100011851440a8097f2814a984b3846dcfa21fba2c93385b887c61b1aa587ab8cfed6a2f6d0366cf6a53a7376221d20900931eb8caf
100	100	12	2	sample-front-reports	3	2026-02-13	3	2026-11-27 05:10:46.728155+00	2026-11-27 05:10:46.730904+00	\N	reg-1	\\x010001a66f7b94bf23d718d1a7a7b4ef52ac129080a57461c6ff5a215e7f0b9e3d58580e6b0b557d4d97e2be480c9e7750c1c1869f96
101	101	1	2	sample-front-reports	3	2025-10-31	3	2026-11-27 05:10:46.728155+00	2026-11-27 05:10:46.730904+00	\N	reg-1	\\x010001bf1028cb1b018c2608953d6a7759e59732c9835a6688278d96322053abaaf335e5fd6381527997a4545147194b8bba537fd50931656e4d344cb2b0f5542fce115b7d
102	102	1	2	sample-front-reports	3	2025-06-19	3	2026-11-27 05:10:46.728155+00	2026-11-27 05:10:46.730904+00	\N	reg-1	\\x0100018781942a72dba9c2b4f21ce363883ebe968c809d79dba048369e791fa0458095bdf118cf85021dbac2f1848c4d67615811a708
103	103	1	2	sample-front-reports	3	2023-04-19	3	2026-11-27 05:10:46.728155+00	2026-11-27 05:10:46.730904+00	\N	reg-1	\\x0100017bb48f10dcc3592be89bb188351f7bc84ef17814be3b6f1f0f55dff1bcb2b7ccd54dd93e4fa0818a769be3e26ade50f226e54243f9ad73419fa56549c2f1cf3e7e5d
104	104	1	3	sample-front-reports	3	2026-03-09	3	2026-11-27 05:10:46.728155+00	2026-11-27 05:10:46.730904+00	\N	reg-1	\\x010001de45f90d9b6295e1ff469090b0bce0e1c50c7e6f06488f6fb86a222c5d57ab5886b29d4cc7c178184f3608fff8af342b6ae5b2
105	105	1	2	sample-front-reports	3	2026-02-02	3	2026-11-27 05:10:46.728155+00	2026-11-27 05:10:46.730904+00	\N	reg-1	\\x0100012c849177c75154ca31c8b59051c15982427edb512f6c378b9e318e79806b5b1d6925440090bff2de7c8f2895445d5291997d75cf994fc5c8c58712ca4266c22098791e8a59f6197d6afbc6067b7c1c70a57280
106	106	12	2	sample-front-reports	3	2025-09-09	3	2026-11-27 05:10:46.728155+00	2026-11-27 05:10:46.730904+00	\N	reg-1	\\x010001eb8d24375f703fd16738cb1e4155efe3b5ba84ebfdcd8318bb44462b613261404fe765a0d9b66589b6733491dfab5ad5222689
107	107	8	2	sample-front-reports	3	2024-05-06	3	2026-11-27 05:10:46.728155+00	2026-11-27 05:10:46.730904+00	\N	reg-1	\\x010001461ddd65113d0483f836656c098e12055c81b93b173563371cb80260e508e0449d9bea4d54d88c8fd0fdc0f2e5cf08cfe017104ac5042a327bc6638a31910cfc5af5
108	108	1	3	sample-front-reports	3	2025-01-03	3	2026-11-27 05:10:46.728155+00	2026-11-27 05:10:46.730904+00	\N	reg-1	\\x0100010457e211191075883aaae13157dfb983366c2bc048824e6fc3cc9d87db0ff54d18de4e34be95f452d063e6a76e61a7df582a888cf4a683094dc3683b7fc99351c473
109	109	8	2	sample-front-reports	3	2024-04-07	3	2026-11-27 05:10:46.728155+00	2026-11-27 05:10:46.730904+00	\N	reg-1	\\x010001663bc60e7285cb66176ce400a30e164c1ed860438c9deda92371dc80d6c66490a4a1524002d63ac7ed2aab8b8772ea8a9a568380be1d76c6b060368e234703fc8203
110	110	1	2	sample-front-reports	3	2023-06-23	3	2026-11-27 05:10:46.728155+00	2026-11-27 05:10:46.730904+00	\N	reg-1	\\x010001c175a3f6f494bbfddab60b834aae941a5101fb21193fddd095280de0a05110bfa280c7ba1c02b0738766a1b43984ecdfef8600
111	111	11	2	sample-front-reports	3	2025-05-01	3	2026-11-27 05:10:46.728155+00	2026-11-27 05:10:46.730904+00	\N	reg-1	\\x0100014ad5545378336171df7ae0c625e1d330466ef617780416b7282b8beddcfe0f36b94c3badb98a5f82f60969c677b78b330c3ac69539837162f65adfb17d4de27dfb00415e0fcf6faa5c46943e5e53f8d96768d2
112	111	10	3	sample-front-reports	3	2025-05-16	3	2026-11-27 05:10:46.728155+00	2026-11-27 05:10:46.730904+00	\N	reg-1	\\x0100015c3d0d64d1b60f7a4898a1c62d91378c72f3823141ac739c7d2e73f6048578be3b15e54be36adb0ad62c3e51ed916b2afc0785e40b3a4adc756e0ee8cf903b79be028f7123ac1748c035a0c80adfee912833de
113	113	12	1	sample-open-sources	4	2023-04-12	3	2026-11-27 05:10:46.757829+00	2026-11-27 05:10:46.759729+00	\N	reg-1	\\x010001573e43db1bd81780c75da5e3c1d5158582b4a5fd9c8855aead4f7c2f9b511ace292d230d63d656bb88c53f666f7c68caf709d91137b50337c25cdb4689e220d0a3e9
114	114	12	0	sample-open-sources	4	\N	0	2026-11-27 05:10:46.757829+00	2026-11-27 05:10:46.759729+00	\N	reg-1	\\x0100013c8683f989f3590cbbb8439beb1c754670c26af0919c2bc8a6665478283c15c82bc29bcd0f48abeaaa2326db798441ae99defa254983f6511336dc457630e7d04488
115	115	12	0	sample-open-sources	4	2025-06-27	3	2026-11-27 05:10:46.757829+00	2026-11-27 05:10:46.759729+00	\N	reg-1	\\x010001b4d20cbfc23cf64f087709308bf9004704013024908fb22183f86dffdf85d7d8b0bb7d0a9c1e8806d6d5830a2a59d3de062966
116	116	11	2	sample-own-units	5	2026-03-08	3	2026-11-27 05:10:46.778216+00	2026-11-27 05:10:46.780547+00	\N	reg-1	\\x010001ba218620cb80a4f0d0d6b1deff64fd7097accb4c3928f241eb18e400de56dbb3f9ebc424937cfe3be35d5050e11127b85a
117	117	11	2	sample-own-units	5	2024-03-07	3	2026-11-27 05:10:46.778216+00	2026-11-27 05:10:46.780547+00	\N	reg-1	\\x010001e9a2f8a10f351e831da8d105e367b1e7c788961f54abf97af712caa260c987cabbec5c071e91110952880bd227966726d36479
118	118	1	3	sample-own-units	5	2025-11-05	3	2026-11-27 05:10:46.778216+00	2026-11-27 05:10:46.780547+00	\N	reg-1	\\x010001ba44e166e6cde0445489f23900081e1f9b7b6e540a8effcf60b90ba39ac146c89090adc448cb54cad15b09a87508210f1ccddf
119	119	12	2	sample-own-units	5	2026-04-20	3	2026-11-27 05:10:46.778216+00	2026-11-27 05:10:46.780547+00	\N	reg-1	\\x0100015249891fb15ec2d447c8907d022565edc3023be655180dfa2f71992d7275947ec768d4fa826074b3054894605653678ce4d8b21ef3f9fd39a29df7a72d5160fdc33c8138c8930d930bc1551e3c41a2d18d1b11
120	119	10	2	sample-own-units	5	2026-05-08	3	2026-11-27 05:10:46.778216+00	2026-11-27 05:10:46.780547+00	\N	reg-1	\\x01000171f2e703ada23ccb0482bc323a8aae1fe0bb3c8afc60c1218158fdd40465c7aec05bae9d1b1e48943dc11e290c47d4493fcefd
121	120	11	2	sample-own-units	5	2022-03-26	3	2026-11-27 05:10:46.778216+00	2026-11-27 05:10:46.780547+00	\N	reg-1	\\x010001f0917eb5114dec2ff754e4736aec353b314d6ef053762b522bac27d120958793ec8184870bd075f8670f0933b14d3e86b26303
122	120	10	3	sample-own-units	5	2022-04-07	3	2026-11-27 05:10:46.778216+00	2026-11-27 05:10:46.780547+00	\N	reg-1	\\x0100014a7eda93765d683af2f7edca7be15dd75d625671e6709c5efcda85d82e5ce6c4abfb095410fe6c5d00e5ab0b86d67494482898c96062c28dffa6169d864c28e8d7
123	121	11	2	sample-own-units	5	2024-12-11	3	2026-11-27 05:10:46.778216+00	2026-11-27 05:10:46.780547+00	\N	reg-1	\\x0100011ea10543cff7844bfe190f8d10285b77801176977c6414d551aade364addc0dac33e2d5bb6395812bdb6ea9a31d67dd3774ca55330fc3d4adb6714ae4aead229f430
124	121	10	3	sample-own-units	5	2024-12-23	3	2026-11-27 05:10:46.778216+00	2026-11-27 05:10:46.780547+00	\N	reg-1	\\x010001a7efe68c0d0e2749d046aa186d91778031112de83c4e0ae51c58e4e5aeefe6d6eb04ed17de662308eea4df96fc870bd62a7ca7
125	122	11	2	sample-own-units	5	2023-01-18	3	2026-11-27 05:10:46.778216+00	2026-11-27 05:10:46.780547+00	\N	reg-1	\\x010001183cb9b48324adedeb0793972ab90160a2bc3bc4ddc5c8f31e0a876092ffb53d42340f954d889ca394b6ff49ef9d348d6dca466c8d06e80498eda8403e6fe629f0d7
126	123	11	2	sample-own-units	5	\N	0	2026-11-27 05:10:46.778216+00	2026-11-27 05:10:46.780547+00	\N	reg-1	\\x010001fe3ae86dc8c145fff6276061a22226eb20f3db8cf00954493f46a62338a6bfff42c90e91e43c6b91de28c26f51bc6bd83d2845
127	124	11	2	sample-own-units	5	2025-06-07	3	2026-11-27 05:10:46.778216+00	2026-11-27 05:10:46.780547+00	\N	reg-1	\\x010001c0a33ffa6b659bbfd0264dd3fcd171ded9e2e51357eada7c97cb7156d41bf80dc31f3c770fffe7a249c3e89476116babdb3bf6
128	125	12	2	sample-own-units	5	2025-05-13	3	2026-11-27 05:10:46.778216+00	2026-11-27 05:10:46.780547+00	\N	reg-1	\\x010001f60c4b8ce0e5cf3cfed363b315983c0dcd533393c2f6b8e31522884719bdd75295da041ea394e0c94eaffc524ada87789679fa
129	126	11	2	sample-own-units	5	2025-08-29	3	2026-11-27 05:10:46.778216+00	2026-11-27 05:10:46.780547+00	\N	reg-1	\\x01000125af317657dafa31bfead6cbb7e19e83a1dff77795b734934fa9511188d475cb1134a125ebc6fed02eb43dd0cc512b32a1bf7e22aecc24903e91c3759fbb925e27
130	127	11	2	sample-own-units	5	2024-02-08	3	2026-11-27 05:10:46.778216+00	2026-11-27 05:10:46.780547+00	\N	reg-1	\\x0100010e46511a5a775306502e390543194292e7f379fec0b0db4b90904698355478325e7353e4d780d2c4b542f72ded5a53130aa227
131	127	10	3	sample-own-units	5	2024-02-20	3	2026-11-27 05:10:46.778216+00	2026-11-27 05:10:46.780547+00	\N	reg-1	\\x010001e791f77a611f72881cadbdd9938cd61f642b639ba6cdd12e4e4b3de3fe4d56adb3ccebcf05ec21cd2657f56d9aaf9d3bd20bfa
132	128	11	2	sample-own-units	5	2024-02-20	3	2026-11-27 05:10:46.778216+00	2026-11-27 05:10:46.780547+00	\N	reg-1	\\x0100014cf3216853e3fcd6277908f2787a226fc9ee210518e77972aad726019ea5468d767fb4dff302992cde03dcb9484d670ab4db9a
133	129	11	2	sample-own-units	5	2023-01-03	3	2026-11-27 05:10:46.778216+00	2026-11-27 05:10:46.780547+00	\N	reg-1	\\x01000158dbfda072e2c753ff920697ce0d7cf62f985dab004b434b8fdcf7315fb3543128e1075e5da4295aaf90f8e1bfc1da1848181beb59b9cf4bfa46a8cd989a859731
134	130	11	2	sample-own-units	5	2024-12-16	3	2026-11-27 05:10:46.778216+00	2026-11-27 05:10:46.780547+00	\N	reg-1	\\x010001b2ab8245c4149d2b61a4242c2e39aa141bdcc5328a6404d030319a57ea9726ecffcbc778ab511991d631944a3bd292e30ac5174148ee01f09ce3d0cf53de708466b5504412832dbfc2793764b61440f25ffefc
135	131	12	2	sample-own-units	5	2023-11-27	3	2026-11-27 05:10:46.778216+00	2026-11-27 05:10:46.780547+00	\N	reg-1	\\x0100010a6e574d4dd4d1f6de11ba76c24043981df167aee7627bd72596debec865607c06dea090aaa5f6ddd8bf74e5eae5522c99749e3bb7beb320e54ef4e83de7b1b34cc2
136	132	11	2	sample-own-units	5	2023-07-03	3	2026-11-27 05:10:46.778216+00	2026-11-27 05:10:46.780547+00	\N	reg-1	\\x010001a88d1bae704fd5ed9405efc0bca02f5f8de1ad09c30e6da2518db44b002cf607461507e1323f3223cd50863a30da98f285d0c867594b70cc06e39b83c3cc0c9ed7ab
137	133	11	2	sample-own-units	5	\N	0	2026-11-27 05:10:46.778216+00	2026-11-27 05:10:46.780547+00	\N	reg-1	\\x0100012d87b91c26fdc7b5715e59cc2735707b4ee0698a4977048419980322ae75ff9d9ce208d87fb67b29ed92a147da4690e7bfb218
157	157	1	3	sample-returns	7	2023-08-21	3	2026-11-27 05:10:46.819883+00	2026-11-27 05:10:46.821291+00	\N	reg-1	\\x01000185e1314a505a0d992307e20c15493ed5e855e373e14eafcbbc097a19213c0c6b0a3db14794a694a08a53fe53cbf018589e7c2a70388211b4836d0407e32d677de1a1
158	157	17	6	sample-returns	7	2023-11-19	3	2026-11-27 05:10:46.819883+00	2026-11-27 05:10:46.821291+00	\N	reg-1	\\x0100012a2d2bf9974d94aa9f0e35ccdc1f2594d77cfc7d332b7be24f56e52b42393e80dd62288cf8f4c1cebf4bf27eea6cf1450da7d4
159	158	1	3	sample-returns	7	2025-08-27	3	2026-11-27 05:10:46.819883+00	2026-11-27 05:10:46.821291+00	\N	reg-1	\\x010001971856806c81357752e950b6723e05bc3b1cce3e0928b87ba6cfb206e6baffa2f38ca29b53383cbf7b7e55f2e832ae20454fcb
160	158	17	6	sample-returns	7	2025-11-25	3	2026-11-27 05:10:46.819883+00	2026-11-27 05:10:46.821291+00	\N	reg-1	\\x010001b11796051425fce7eeff59984004ec241de22fff237e2a9cbc0ebc74390676b3125835ecacb5338b9ce5c384ec4a9e52251ac6dd58f5dd0f95558b1cc6d83ccba2b2
174	174	11	2	sample-civilians	9	2023-11-15	3	2026-11-27 05:10:46.865364+00	2026-11-27 05:10:46.866667+00	\N	reg-1	\\x0100018c49a55057e270de357d732e1d83c107dd9f73e0c57a0fd2260bcabc8dcb832456dae729130b7b6a3fbfa047cdde3431bbcb5647e6af33ea383ec43f71e9322f1f
175	174	10	2	sample-civilians	9	2023-11-24	3	2026-11-27 05:10:46.865364+00	2026-11-27 05:10:46.866667+00	\N	reg-1	\\x010001c15dee6894f55ac9c1d2bb9ad5d3f526245fdba86a5e335f9f2895a0075bf4d9fc09578351a94c8ac10a4b51fce84d68cfe4b1
176	175	1	3	sample-civilians	9	2025-10-09	3	2026-11-27 05:10:46.865364+00	2026-11-27 05:10:46.866667+00	\N	reg-1	\\x010001b21bed607f4fd7ef0fa73707aa6de7c67d2d5b096baf3e3227522eaaabdc2081a8ccfe58c8c72edd0e5dcda100c5ea8f08143aa0b44661adf032034fa98680ca662b
177	176	1	3	sample-civilians	9	2022-08-01	3	2026-11-27 05:10:46.865364+00	2026-11-27 05:10:46.866667+00	\N	reg-1	\\x010001287c62a5534ec6cef5f2ee8bf30c0b7856d184ecc4ac8af3ed4b66f75eb8e77e3dde4062e43f63e016efc535793c413ce8ed63bc23b49f4b5f902a11e1541c64f8cc
178	177	1	3	sample-civilians	9	2024-12-04	3	2026-11-27 05:10:46.865364+00	2026-11-27 05:10:46.866667+00	\N	reg-1	\\x010001a1949ca6e4d6e9d3bb4efbb847e6eef58e6ca1a7ba9592ef527ecc04022de03e810dab6d01ab13d4402c20523c37da3e64f6a7e6d1a45b390bb656f199f45ee2655e
179	178	1	4	sample-civilians	9	2024-04-04	3	2026-11-27 05:10:46.865364+00	2026-11-27 05:10:46.866667+00	\N	reg-1	\\x0100010f83227bcfbd3e7ca336d0c6ef150a96442b69f1f0b0a88b0916b14f7962593fd46f21706723fcc844ca8d8b5406f0a742a192
180	178	9	4	sample-civilians	9	2024-04-24	3	2026-11-27 05:10:46.865364+00	2026-11-27 05:10:46.866667+00	\N	reg-1	\\x010001646e873f3ab3f9583a0a3780c40418277556f6ab7f62a0020f44c43b2cd7fd25a4893e3a8555fed2eae9cba9e4c0140bc9de91ea4f36a8059d8f9048f5b077156cf0
181	178	3	5	sample-civilians	9	2024-05-14	3	2026-11-27 05:10:46.865364+00	2026-11-27 05:10:46.866667+00	\N	reg-1	\\x010001d0a82fa8301f83e1a4c100d8b74dbe694635cca79feaf104cd3c793dc337048217accb0626cdcb7f3809939342b59aa300dc41a23c7f57f5f544583ccbf5078306fdc31a1b90fb9553a71ebb59739fab57c2e2
182	179	11	2	sample-civilians	9	2026-04-30	3	2026-11-27 05:10:46.865364+00	2026-11-27 05:10:46.866667+00	\N	reg-1	\\x0100015d0cc1ec69bc894a3bcf0fbd711fd5501e4aa16f15973becc19b429305fa11f77db5927db222449eff32286f5fea0d278854fe
183	180	11	2	sample-civilians	9	\N	0	2026-11-27 05:10:46.865364+00	2026-11-27 05:10:46.866667+00	\N	reg-1	\\x010001f39f311fa19e7ed5c6d00ebf4e0aa58c2cd57c913fdd6332afb5061354c4960c850270f08e572de9c0c9ac696dfc295f6d2611
184	181	11	2	sample-civilians	9	2025-07-19	3	2026-11-27 05:10:46.865364+00	2026-11-27 05:10:46.866667+00	\N	reg-1	\\x01000118702b924c31b578335c6762f89906d75d15ddfc7ce46d1cfa017498ba9c4f37d47fb143377b8779297aca689aac8bfb0f330c
185	182	11	2	sample-civilians	9	2026-05-27	3	2026-11-27 05:10:46.865364+00	2026-11-27 05:10:46.866667+00	\N	reg-1	\\x0100017f8564df26f7e46b4689c842194d250c6ed385b82b8736e693b134997a0ea86293abe7b021f7aa4b97d452bf99f43baa60a170
186	183	11	2	sample-civilians	9	2026-07-15	3	2026-11-27 05:10:46.865364+00	2026-11-27 05:10:46.866667+00	\N	reg-1	\\x0100014a0b7111cc93ce4703639ad9e29c56969b68c070d1cd3ee393b7e08e9f6be5d78dc1ee6bb4de8048ba624bb91f5028c46f582020ee7c6e2b9774916ecce5fbfd32289f1d884455dcf5cac19d226b87ae8f2348
187	183	10	2	sample-civilians	9	2026-07-24	3	2026-11-27 05:10:46.865364+00	2026-11-27 05:10:46.866667+00	\N	reg-1	\\x010001271d41e27820c9c75b816b4dc207b9d215a346c9df58466e68c24758058ca04c625e468ac52826bebab44db46ecf4c1009201e253a340ba7fdec91c0c257543138
188	188	11	2	sample-children	10	2026-06-10	3	2026-11-27 05:10:46.877288+00	2026-11-27 05:10:46.881499+00	\N	reg-1	\\x0100012674be40a6ff5f38ce08f2706d93cc8c38cd50ce30e8dd5a968afa5ae7c2df7dfb7ae966d962e634ccab8ab0627bcab45f0083
189	189	23	2	sample-children	10	2025-08-15	3	2026-11-27 05:10:46.877288+00	2026-11-27 05:10:46.881499+00	\N	reg-1	\\x010001bf3a2c826938ec0f6a3717a0f2d4c3fd7d8200a498010fb524ed1eacef8248c75b7efd37ae403a31619b3dbc4aaf1272ba8084ced914c3406491048b975cf1f1abf6
138	138	1	4	sample-red-cross	6	2025-11-20	3	2026-11-27 05:10:46.810432+00	2026-11-27 05:10:46.812257+00	\N	reg-1	\\x0100012249c9e7fd587ee2de2d8d4219ea74f9770b624c59e2e4bfbb8174a0e8b6488d1e03960502199de2c2364ccb4a49c9536e
139	138	3	5	sample-red-cross	6	2025-12-15	3	2026-11-27 05:10:46.810432+00	2026-11-27 05:10:46.812257+00	\N	reg-1	\\x0100013ed38cb0cdd985db2856395a59bd29211f0a37498afdbbf7551d49adf9c6816ea9d1891a6b9d8e1891f97940aee1315d12
140	139	1	4	sample-red-cross	6	2025-08-04	3	2026-11-27 05:10:46.810432+00	2026-11-27 05:10:46.812257+00	\N	reg-1	\\x010001d1537f9f04fe2fc37fca9ac60d3adabfc12475ba884d75bbc5fd36834a91c81771844e4f480e428884b23ff7b49778c892116e
141	139	3	5	sample-red-cross	6	2025-09-03	3	2026-11-27 05:10:46.810432+00	2026-11-27 05:10:46.812257+00	\N	reg-1	\\x010001b52c98f92059ff7ff4448681a0a3e272b9453021b00128117b07bd005fda7fae4ebb972d96e5ce0f00cd04c1a0f95eaceb0b202239de3c3bb2a1dd0de4ba8127a724
142	140	1	4	sample-red-cross	6	2023-09-27	3	2026-11-27 05:10:46.810432+00	2026-11-27 05:10:46.812257+00	\N	reg-1	\\x010001aa476d4614040e381d258c7e9b12a4066786d9e2b12da1b5bd4454e24caf1836a27bc5f3371cf0e868b516f4595964b32d2913
143	140	4	4	sample-red-cross	6	2023-09-29	3	2026-11-27 05:10:46.810432+00	2026-11-27 05:10:46.812257+00	\N	reg-1	\\x010001fe5c5095cf6ce9b10299b237820969a440ddc859022ca5512db8954742e30474a07a9feff2723a3e57abe82ebf6220ecf75ac5
144	141	1	4	sample-red-cross	6	2026-02-15	3	2026-11-27 05:10:46.810432+00	2026-11-27 05:10:46.812257+00	\N	reg-1	\\x0100010cf744e259bec000279ee4f4b0a71fd901ffd753439aebd9ed8ae4eea634b9608aaf7c75aa2aecd67b39927cef846b1e2a7660
145	141	3	5	sample-red-cross	6	2026-03-17	3	2026-11-27 05:10:46.810432+00	2026-11-27 05:10:46.812257+00	\N	reg-1	\\x01000153fa14a939b27a8d5e2ea29cdb202da5b5ba6ccc2d58ddf6e86298c348e323a0801dc08b1717cdee669a008f1e583914b25887c281fd8aac9b07720b90af54b44c02
146	142	1	4	sample-red-cross	6	2025-12-15	3	2026-11-27 05:10:46.810432+00	2026-11-27 05:10:46.812257+00	\N	reg-1	\\x010001684f013631764cf1e53e9c800c8211b30af9366917ef6ec63669fe9efe1da327264dfeb4e4ba07cd0125287b1c505a089fd0a0
147	142	3	5	sample-red-cross	6	2026-01-14	3	2026-11-27 05:10:46.810432+00	2026-11-27 05:10:46.812257+00	\N	reg-1	\\x010001ea80e077725cbcdc0923db7f11e645a087ab99fc322f876d7404c8c1c2cd508f7161376772e171c2fde7107071d7a8aa638a53
148	143	2	4	sample-red-cross	6	2022-05-05	3	2026-11-27 05:10:46.810432+00	2026-11-27 05:10:46.812257+00	\N	reg-1	\\x010001f6c4eb6b7ef23f23c0009a9c589ef49a01259a5051f249e1c17657f970a77ec5796eefb67c609fb955710bde4de352e63732ee
149	143	3	5	sample-red-cross	6	2022-05-25	3	2026-11-27 05:10:46.810432+00	2026-11-27 05:10:46.812257+00	\N	reg-1	\\x010001e3bc44b32f88a799c450268d4092d1f1c7a115d35fed8bd71e44a6f772399186115f84e5dbd40a2d3f385c6dff9f535d32b290
150	143	7	5	sample-red-cross	6	2022-06-24	3	2026-11-27 05:10:46.810432+00	2026-11-27 05:10:46.812257+00	\N	reg-1	\\x010001b36f909b373c56c95705312382c903bbf2bd7928b8b42c74273a6e8d4d4098ab2d87a1bc281cacb4565e921daa38226b2451a4
151	144	1	4	sample-red-cross	6	2023-03-02	3	2026-11-27 05:10:46.810432+00	2026-11-27 05:10:46.812257+00	\N	reg-1	\\x010001ecc7fffc4cf7e7263ca7f5754c661897cb088264d320f6ebd4a356c93c8a770353b0719ef57e3b1fc30f6539ac827e5dc3c5d2
152	144	3	5	sample-red-cross	6	2023-04-01	3	2026-11-27 05:10:46.810432+00	2026-11-27 05:10:46.812257+00	\N	reg-1	\\x0100010fc2cca8b63b051beaeae68990ecc76acc7da919426b08d8c677a2a20d1fef606b75f4d535c7a418d45b59bb92229180b6c3e54946d8559e5850aca8237eeb006bbd
153	145	1	4	sample-red-cross	6	2026-04-17	3	2026-11-27 05:10:46.810432+00	2026-11-27 05:10:46.812257+00	\N	reg-1	\\x010001b40c2209450e5f3f8180e3acb344ac71076721f072ce4bb6d6d4f43fa5fb1c4346edab19f33515ed189ec0d9c010782d637ac3
154	145	3	5	sample-red-cross	6	2026-05-17	3	2026-11-27 05:10:46.810432+00	2026-11-27 05:10:46.812257+00	\N	reg-1	\\x010001b06ac519ffbf8745357b284ab049404394f07457f30f22016e78ca3ea484467fa9bb0a0de8937ee6bc707997f1615a172f3cb671380147fd7ede72212613094b98df70ba87d1e8b06951444413fc8574cf9b36
155	146	1	4	sample-red-cross	6	2026-04-30	3	2026-11-27 05:10:46.810432+00	2026-11-27 05:10:46.812257+00	\N	reg-1	\\x0100019cb0c1fad8dadd0ce1b96bec2c71513b917b469bda0b62524ca6d5434431be82a448c953fbab5d01ac7921aeb041e1705aed30f8aadb188524ab0a5f115c213a8f7c2a4c84ab6f3f3730ae334c323f8479b190
156	146	3	5	sample-red-cross	6	2026-05-30	3	2026-11-27 05:10:46.810432+00	2026-11-27 05:10:46.812257+00	\N	reg-1	\\x0100015ccf9c352d81df269c91daf32520032a67a6e93124d09352ce7d296d32c55eef478b87c81e97ef18660f057744de36767f0c0f
161	161	12	6	sample-own-forensic	8	2023-03-07	3	2026-11-27 05:10:46.842489+00	2026-11-27 05:10:46.848147+00	\N	reg-1	\\x010001c7eecaeb273bc3a7d5bbc912d26344b0fb96a405b8a95300efe0f6df654628c2d74cd8cadc4d801e1a98da43abefaf4811985228d9d036ae15537dac9b9be0f61232
162	161	15	6	sample-own-forensic	8	2023-03-17	3	2026-11-27 05:10:46.842489+00	2026-11-27 05:10:46.848147+00	\N	reg-1	\\x0100019f289ede5fd8193408bf7b3caa57093c6dae123d60c9899b98dc93b2d5fc5dac1418a3437de360dc6d50823fe98b2245963b3a
163	162	12	6	sample-own-forensic	8	2026-01-08	3	2026-11-27 05:10:46.842489+00	2026-11-27 05:10:46.848147+00	\N	reg-1	\\x0100019d64a190bcc661cc7123e2a56acd355dda6441ebb19de3d505ed783eb97aee3859df0e75e4fdcf1fc8fb530b2b1635c57f2264
164	162	14	6	sample-own-forensic	8	2026-03-09	3	2026-11-27 05:10:46.842489+00	2026-11-27 05:10:46.848147+00	\N	reg-1	\\x01000197e54b4ca22f4262cf6de919be921dc6bf57994888d46d8fea030783b4017d8b55f3e50c1447eaf55f39a1990e9241898fe9fcbac922d17a2f0f193cb52eba4f4009fe201a1b0c823babf3462c302baac0cd2f
165	163	12	6	sample-own-forensic	8	2023-12-30	3	2026-11-27 05:10:46.842489+00	2026-11-27 05:10:46.848147+00	\N	reg-1	\\x0100016b53a4ffb1f127a2d99d0cf0fdff3c39cf395675e08b709f9fa1da1da3bb9af56c72824a84617134cf3496dbc6e379b16174f0
166	163	14	6	sample-own-forensic	8	2024-02-28	3	2026-11-27 05:10:46.842489+00	2026-11-27 05:10:46.848147+00	\N	reg-1	\\x0100014d3e2c866d56f702dee95a742045ffea52107a6cb0a44ac3e119bfbf0321ee16fd5ba5881b5819a28505cfe112722446206314
167	164	14	5	sample-own-forensic	8	2023-07-27	3	2026-11-27 05:10:46.842489+00	2026-11-27 05:10:46.848147+00	\N	reg-1	\\x010001eb611564b7e465489e4788381b84fd0ce57d8ffc16a74e221dcf2c6583ab8c5485365ffee6723c5e841bbd0f7ec36a57e569e4
168	165	14	5	sample-own-forensic	8	2025-05-03	3	2026-11-27 05:10:46.842489+00	2026-11-27 05:10:46.848147+00	\N	reg-1	\\x010001e15b3f4f90c70612230ef53358887f7090c1b34bc3fda77b3d1d2e9f5a82979a626c8db3c2d0820fb4a3c2eb602dcb6dc09a0a
169	166	14	5	sample-own-forensic	8	2024-01-09	3	2026-11-27 05:10:46.842489+00	2026-11-27 05:10:46.848147+00	\N	reg-1	\\x010001efcf1e85010f4c5cd626e0a5c8811dc1fc4d47f52c8c323a54494871e41c96236fa6411ca8249309adb75adb43662eb31d4796ee822a407676400752a9a1f3f93a64
170	167	12	6	sample-own-forensic	8	2024-12-09	3	2026-11-27 05:10:46.842489+00	2026-11-27 05:10:46.848147+00	\N	reg-1	\\x010001a8312c7f40a0930f801ae67fc9dd10a08f0e2979452bb700659dd990090789d7507ecf9df819915b1258b532847fe9803d067a
171	167	14	6	sample-own-forensic	8	2025-02-07	3	2026-11-27 05:10:46.842489+00	2026-11-27 05:10:46.848147+00	\N	reg-1	\\x0100013e9033c8b5a0c7bb63efbc251e793c806791d9d746428c0fd4a3002d8142d733e3749c6bc64f14b8c9f438248991ceb32e39d8
172	168	12	6	sample-own-forensic	8	2025-07-25	3	2026-11-27 05:10:46.842489+00	2026-11-27 05:10:46.848147+00	\N	reg-1	\\x010001daaa4e05be1850141cfed21e4e07d5a6117d74a8306e11198bfc5a9be98183de5cf8c97e3bfd47f9295195ff9a750302e6dd0566bf95c7bcb80a0df386797d2e7042395ce6ff8b14e935260e0cee8374bf65b7
173	168	14	6	sample-own-forensic	8	2025-09-23	3	2026-11-27 05:10:46.842489+00	2026-11-27 05:10:46.848147+00	\N	reg-1	\\x010001f2b68e8fe1fd349680ce64aa090eefc30318a69b45f291613c7f23e0f988a36ed8d776ef8b4ca72f49dbddc4daaeca72514513
\.
-- Data for Name: statement_withdrawal; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.statement_withdrawal (statement_id, ground, asked_by, asked_at, effective_at, confirmed_by) FROM stdin;
\.
-- Data for Name: write_key; Type: TABLE DATA; Schema: public; Owner: hotline_owner
COPY public.write_key (actor_id, request_id, method, digest, answer_sealed, claimed_at) FROM stdin;
reg-2	370908d5-86ac-4b77-bc34-b29ec148b049	hotline.v1.RegistryService/CountersignList	\\xf67496bc686d39cf38b7b378ae3b18a2d13814e8de50259ef55b9135a6571c90	\\x010001fc010b07b4d504dc6021c98496b50abc0c2178b086ebdd8b9a5959b9cd908d32f062d99498117efc99914aeef018b907e4ebc9813921fdffcdbdcc4c8fc7708b0b5513f519ae685c9a8f1a68ce989a2fbaf86e	2026-11-27 05:10:46.716418+00
reg-2	d6315ac4-21d2-415d-8ee2-8d0704aae443	hotline.v1.RegistryService/CountersignList	\\x6a4e4c8d52d801e09256a6969d36a125f1af0f72b47b70cce7cbca6cd2324355	\\x0100014cf12897e0ab09d104b2a21b44d616042baf34ee2e5487b55a3f1d9512b65eed91ab907f0e10fc3cf18b82dbec6892f569d2aa453518113fefb112571f6a2ccced37bb1c3d006809223376f63a153962ab632c	2026-11-27 05:10:46.750545+00
reg-2	77a8b330-3504-46de-95a2-a54b47010f1a	hotline.v1.RegistryService/CountersignList	\\xca381ddbd3b8d4151cbb42f3a0065b08f060d16c1c8877601402c080f38c4424	\\x0100014c26d29cabc299d64d451725bec487ba85b4e5f869947e065c2d845014009830808d959c8d5957e3858fc86984d3ce203a6fc5563aaf1e94a2c110fd7593681f6e1ba0d65be68ba1d52de4a54a9aea193b1098	2026-11-27 05:10:46.774521+00
reg-2	281501dc-c9ad-408d-af96-8448312ae5b3	hotline.v1.RegistryService/CountersignList	\\xca8b49c575b3f5f54e36d0dd38030af407ece97abfed0efd0f4b4b529ef8ea9e	\\x0100013698b8663beec3aea84ee20f312448527cf33e29ea43c4dac81fb29fa4e90ca9492f0799a17a4fd4047158810146a526df2991a2bc69632bd07fe13adf73a90e1bc1ef7beed98f5149b0b3411f9ec8eb6517a4	2026-11-27 05:10:46.803916+00
reg-2	811b3913-4ee5-4041-9b4f-41fe5e513afd	hotline.v1.RegistryService/CountersignList	\\x1f355841c63d4384fa5ca0a0471ac130458b806fc658e849ce7b74b63826deeb	\\x010001ee353750b96bd5fa2f663927873a3f8a659107121d1fd018433bd451fa35e5c2499a68452471df2cb481ea83faa4cf84f73a5bbea6cf21ec525b28c2c9fea4615fa68fc1e95d26a80ad6725dd246276f7ce0f9	2026-11-27 05:10:46.861701+00
\.
SELECT pg_catalog.setval('public.call_outcome_outcome_id_seq', 1, false);
SELECT pg_catalog.setval('public.hold_hold_id_seq', 1, false);
SELECT pg_catalog.setval('public.identifier_identifier_id_seq', 66, true);
SELECT pg_catalog.setval('public.link_link_id_seq', 1, false);
SELECT pg_catalog.setval('public.list_list_no_seq', 10, true);
SELECT pg_catalog.setval('public.person_id_seq', 189, true);
SELECT pg_catalog.setval('public.person_name_name_id_seq', 109, true);
SELECT pg_catalog.setval('public.statement_statement_id_seq', 189, true);
ALTER TABLE ONLY public.call_outcome
    ADD CONSTRAINT call_outcome_pkey PRIMARY KEY (outcome_id);
ALTER TABLE ONLY public.database_kind
    ADD CONSTRAINT database_kind_pkey PRIMARY KEY (only_row);
ALTER TABLE ONLY public.hold
    ADD CONSTRAINT hold_pkey PRIMARY KEY (hold_id);
ALTER TABLE ONLY public.identifier
    ADD CONSTRAINT identifier_pkey PRIMARY KEY (identifier_id);
ALTER TABLE ONLY public.inquiry_facts
    ADD CONSTRAINT inquiry_facts_pkey PRIMARY KEY (reference, facts_version);
ALTER TABLE ONLY public.inquiry
    ADD CONSTRAINT inquiry_pkey PRIMARY KEY (reference);
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
ALTER TABLE ONLY public.person_name
    ADD CONSTRAINT person_name_pkey PRIMARY KEY (name_id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (person_id);
ALTER TABLE ONLY public.person_state
    ADD CONSTRAINT person_state_pkey PRIMARY KEY (person_id);
ALTER TABLE ONLY public.register_change
    ADD CONSTRAINT register_change_pkey PRIMARY KEY (revision);
ALTER TABLE ONLY public.register_revision
    ADD CONSTRAINT register_revision_pkey PRIMARY KEY (only_row);
ALTER TABLE ONLY public.request_key
    ADD CONSTRAINT request_key_pkey PRIMARY KEY (actor_id, request_id);
ALTER TABLE ONLY public.row_key
    ADD CONSTRAINT row_key_pkey PRIMARY KEY (source_id, person_key, content_hash);
ALTER TABLE ONLY public.schema_migration
    ADD CONSTRAINT schema_migration_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.source
    ADD CONSTRAINT source_pkey PRIMARY KEY (source_id);
ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_pkey PRIMARY KEY (statement_id);
ALTER TABLE ONLY public.statement_withdrawal
    ADD CONSTRAINT statement_withdrawal_pkey PRIMARY KEY (statement_id);
ALTER TABLE ONLY public.write_key
    ADD CONSTRAINT write_key_pkey PRIMARY KEY (actor_id, request_id);
CREATE INDEX call_outcome_call_idx ON public.call_outcome USING btree (exchange_call_id);
CREATE INDEX disclosed_person_idx ON ONLY public.disclosed USING btree (person_id);
CREATE INDEX disclosed_p0_person_id_idx ON public.disclosed_p0 USING btree (person_id);
CREATE INDEX disclosed_p1_person_id_idx ON public.disclosed_p1 USING btree (person_id);
CREATE INDEX disclosed_p2_person_id_idx ON public.disclosed_p2 USING btree (person_id);
CREATE INDEX hold_person_idx ON public.hold USING btree (person_id);
CREATE INDEX identifier_person_idx ON public.identifier USING btree (person_id);
CREATE INDEX inquiry_contact_idx ON public.inquiry USING btree (contact_key) WHERE (contact_key IS NOT NULL);
CREATE INDEX inquiry_opened_idx ON public.inquiry USING btree (opened_at, reference);
CREATE INDEX link_person_b_idx ON public.link USING btree (person_b);
CREATE INDEX log_entry_logged_idx ON ONLY public.log_entry USING brin (logged_at);
CREATE INDEX log_entry_p0_logged_at_idx ON public.log_entry_p0 USING brin (logged_at);
CREATE INDEX log_entry_p1_logged_at_idx ON public.log_entry_p1 USING brin (logged_at);
CREATE INDEX log_entry_p2_logged_at_idx ON public.log_entry_p2 USING brin (logged_at);
CREATE INDEX lookup_fact_index_idx ON ONLY public.lookup_fact USING brin (log_index);
CREATE INDEX lookup_fact_p0_log_index_idx ON public.lookup_fact_p0 USING brin (log_index);
CREATE INDEX lookup_fact_p1_log_index_idx ON public.lookup_fact_p1 USING brin (log_index);
CREATE INDEX lookup_fact_p2_log_index_idx ON public.lookup_fact_p2 USING brin (log_index);
CREATE INDEX person_name_person_idx ON public.person_name USING btree (person_id);
CREATE INDEX person_state_cluster_idx ON public.person_state USING btree (cluster_id);
CREATE INDEX request_key_claimed_idx ON public.request_key USING brin (claimed_at);
CREATE INDEX statement_list_deaths_idx ON public.statement USING btree (list_no) WHERE (kind = ANY (ARRAY[12, 13, 14, 15]));
CREATE INDEX statement_person_idx ON public.statement USING btree (person_id);
CREATE INDEX write_key_claimed_idx ON public.write_key USING btree (claimed_at);
ALTER INDEX public.disclosed_person_idx ATTACH PARTITION public.disclosed_p0_person_id_idx;
ALTER INDEX public.disclosed_person_idx ATTACH PARTITION public.disclosed_p1_person_id_idx;
ALTER INDEX public.disclosed_person_idx ATTACH PARTITION public.disclosed_p2_person_id_idx;
ALTER INDEX public.log_entry_logged_idx ATTACH PARTITION public.log_entry_p0_logged_at_idx;
ALTER INDEX public.log_entry_pkey ATTACH PARTITION public.log_entry_p0_pkey;
ALTER INDEX public.log_entry_logged_idx ATTACH PARTITION public.log_entry_p1_logged_at_idx;
ALTER INDEX public.log_entry_pkey ATTACH PARTITION public.log_entry_p1_pkey;
ALTER INDEX public.log_entry_logged_idx ATTACH PARTITION public.log_entry_p2_logged_at_idx;
ALTER INDEX public.log_entry_pkey ATTACH PARTITION public.log_entry_p2_pkey;
ALTER INDEX public.log_payload_pkey ATTACH PARTITION public.log_payload_p0_pkey;
ALTER INDEX public.log_payload_pkey ATTACH PARTITION public.log_payload_p1_pkey;
ALTER INDEX public.log_payload_pkey ATTACH PARTITION public.log_payload_p2_pkey;
ALTER INDEX public.lookup_fact_index_idx ATTACH PARTITION public.lookup_fact_p0_log_index_idx;
ALTER INDEX public.lookup_fact_index_idx ATTACH PARTITION public.lookup_fact_p1_log_index_idx;
ALTER INDEX public.lookup_fact_index_idx ATTACH PARTITION public.lookup_fact_p2_log_index_idx;
CREATE TRIGGER disclosed_append_only BEFORE DELETE OR UPDATE ON public.disclosed FOR EACH ROW EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER log_batch_append_only BEFORE DELETE OR UPDATE ON public.log_batch FOR EACH ROW EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER log_entry_append_only BEFORE DELETE OR UPDATE ON public.log_entry FOR EACH ROW EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER lookup_fact_append_only BEFORE DELETE OR UPDATE ON public.lookup_fact FOR EACH ROW EXECUTE FUNCTION public.refuse_change();
ALTER TABLE ONLY public.hold
    ADD CONSTRAINT hold_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(person_id);
ALTER TABLE ONLY public.identifier
    ADD CONSTRAINT identifier_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(person_id);
ALTER TABLE ONLY public.identifier
    ADD CONSTRAINT identifier_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.source(source_id);
ALTER TABLE ONLY public.inquiry_facts
    ADD CONSTRAINT inquiry_facts_reference_fkey FOREIGN KEY (reference) REFERENCES public.inquiry(reference);
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
ALTER TABLE ONLY public.person_name
    ADD CONSTRAINT person_name_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(person_id);
ALTER TABLE ONLY public.person_name
    ADD CONSTRAINT person_name_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.source(source_id);
ALTER TABLE ONLY public.person_state
    ADD CONSTRAINT person_state_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(person_id);
ALTER TABLE ONLY public.row_key
    ADD CONSTRAINT row_key_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(person_id);
ALTER TABLE ONLY public.row_key
    ADD CONSTRAINT row_key_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.source(source_id);
ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_list_no_fkey FOREIGN KEY (list_no) REFERENCES public.list(list_no);
ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(person_id);
ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.source(source_id);
ALTER TABLE ONLY public.statement_withdrawal
    ADD CONSTRAINT statement_withdrawal_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES public.statement(statement_id);
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO hotline_log;
GRANT USAGE ON SCHEMA public TO hotline_registry;
GRANT USAGE ON SCHEMA public TO hotline_inquiry;
GRANT USAGE ON SCHEMA public TO hotline_reporting;
GRANT USAGE ON SCHEMA public TO hotline_maintenance;
GRANT USAGE ON SCHEMA public TO hotline_auditor;
REVOKE ALL ON FUNCTION public.drop_old_keys() FROM PUBLIC;
GRANT ALL ON FUNCTION public.drop_old_keys() TO hotline_maintenance;
REVOKE ALL ON FUNCTION public.log_partitions_ahead() FROM PUBLIC;
GRANT ALL ON FUNCTION public.log_partitions_ahead() TO hotline_maintenance;
GRANT ALL ON FUNCTION public.log_partitions_ahead() TO hotline_log;
REVOKE ALL ON FUNCTION public.make_log_partitions(ahead integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.make_log_partitions(ahead integer) TO hotline_maintenance;
GRANT SELECT,INSERT ON TABLE public.call_outcome TO hotline_inquiry;
GRANT SELECT ON TABLE public.database_kind TO hotline_log;
GRANT SELECT ON TABLE public.database_kind TO hotline_registry;
GRANT SELECT ON TABLE public.database_kind TO hotline_inquiry;
GRANT SELECT ON TABLE public.database_kind TO hotline_reporting;
GRANT SELECT ON TABLE public.database_kind TO hotline_maintenance;
GRANT SELECT ON TABLE public.database_kind TO hotline_auditor;
GRANT SELECT,INSERT ON TABLE public.disclosed TO hotline_log;
GRANT SELECT,INSERT ON TABLE public.hold TO hotline_registry;
GRANT UPDATE(ended_by) ON TABLE public.hold TO hotline_registry;
GRANT UPDATE(ended_at) ON TABLE public.hold TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.identifier TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.inquiry TO hotline_inquiry;
GRANT SELECT,INSERT ON TABLE public.inquiry TO hotline_log;
GRANT UPDATE(state) ON TABLE public.inquiry TO hotline_inquiry;
GRANT UPDATE(state) ON TABLE public.inquiry TO hotline_log;
GRANT UPDATE(changed_at) ON TABLE public.inquiry TO hotline_inquiry;
GRANT UPDATE(changed_at) ON TABLE public.inquiry TO hotline_log;
GRANT UPDATE(facts_version) ON TABLE public.inquiry TO hotline_inquiry;
GRANT UPDATE(facts_version) ON TABLE public.inquiry TO hotline_log;
GRANT UPDATE(facts_sealed) ON TABLE public.inquiry TO hotline_inquiry;
GRANT UPDATE(facts_sealed) ON TABLE public.inquiry TO hotline_log;
GRANT UPDATE(passphrase_failures) ON TABLE public.inquiry TO hotline_inquiry;
GRANT SELECT,INSERT ON TABLE public.inquiry_facts TO hotline_inquiry;
GRANT INSERT ON TABLE public.inquiry_facts TO hotline_log;
GRANT SELECT,INSERT ON TABLE public.link TO hotline_registry;
GRANT UPDATE(state) ON TABLE public.link TO hotline_registry;
GRANT UPDATE(probability) ON TABLE public.link TO hotline_registry;
GRANT UPDATE(first_reviewer) ON TABLE public.link TO hotline_registry;
GRANT UPDATE(second_reviewer) ON TABLE public.link TO hotline_registry;
GRANT UPDATE(decided_at) ON TABLE public.link TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.list TO hotline_registry;
GRANT SELECT ON TABLE public.list TO hotline_reporting;
GRANT UPDATE(committed_row) ON TABLE public.list TO hotline_registry;
GRANT UPDATE(rows_new) ON TABLE public.list TO hotline_registry;
GRANT UPDATE(rows_unchanged) ON TABLE public.list TO hotline_registry;
GRANT UPDATE(rows_statement_added) ON TABLE public.list TO hotline_registry;
GRANT UPDATE(rows_refused) ON TABLE public.list TO hotline_registry;
GRANT UPDATE(deaths) ON TABLE public.list TO hotline_registry;
GRANT UPDATE(countersigned_by) ON TABLE public.list TO hotline_registry;
GRANT UPDATE(countersigned_at) ON TABLE public.list TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.list_row TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.log_batch TO hotline_log;
GRANT SELECT ON TABLE public.log_batch TO hotline_auditor;
GRANT SELECT ON TABLE public.log_batch TO hotline_maintenance;
GRANT SELECT,INSERT ON TABLE public.log_entry TO hotline_log;
GRANT SELECT ON TABLE public.log_entry TO hotline_auditor;
GRANT SELECT ON TABLE public.log_entry TO hotline_maintenance;
GRANT SELECT(tree) ON TABLE public.log_entry TO hotline_inquiry;
GRANT SELECT(log_index) ON TABLE public.log_entry TO hotline_inquiry;
GRANT SELECT(leaf) ON TABLE public.log_entry TO hotline_inquiry;
GRANT SELECT,INSERT ON TABLE public.log_payload TO hotline_log;
GRANT SELECT,INSERT ON TABLE public.log_tree TO hotline_log;
GRANT SELECT ON TABLE public.log_tree TO hotline_auditor;
GRANT SELECT ON TABLE public.log_tree TO hotline_maintenance;
GRANT UPDATE(epoch) ON TABLE public.log_tree TO hotline_log;
GRANT UPDATE(size) ON TABLE public.log_tree TO hotline_log;
GRANT UPDATE(root) ON TABLE public.log_tree TO hotline_log;
GRANT UPDATE(frontier) ON TABLE public.log_tree TO hotline_log;
GRANT UPDATE(closed_at) ON TABLE public.log_tree TO hotline_log;
GRANT SELECT,INSERT ON TABLE public.lookup_fact TO hotline_log;
GRANT SELECT ON TABLE public.lookup_fact TO hotline_reporting;
GRANT SELECT,INSERT ON TABLE public.person TO hotline_registry;
GRANT USAGE ON SEQUENCE public.person_id_seq TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.person_name TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.person_state TO hotline_registry;
GRANT SELECT ON TABLE public.person_state TO hotline_log;
GRANT SELECT ON TABLE public.person_state TO hotline_reporting;
GRANT UPDATE(cluster_id) ON TABLE public.person_state TO hotline_registry;
GRANT UPDATE(version) ON TABLE public.person_state TO hotline_registry;
GRANT UPDATE(status) ON TABLE public.person_state TO hotline_registry;
GRANT UPDATE(rung) ON TABLE public.person_state TO hotline_registry;
GRANT UPDATE(flags) ON TABLE public.person_state TO hotline_registry;
GRANT UPDATE(inform_kin) ON TABLE public.person_state TO hotline_registry;
GRANT UPDATE(status_day) ON TABLE public.person_state TO hotline_registry;
GRANT UPDATE(last_alive_day) ON TABLE public.person_state TO hotline_registry;
GRANT UPDATE(hold_until_day) ON TABLE public.person_state TO hotline_registry;
GRANT UPDATE(region) ON TABLE public.person_state TO hotline_registry;
GRANT UPDATE(changed_at) ON TABLE public.person_state TO hotline_registry;
GRANT UPDATE(lock_only) ON TABLE public.person_state TO hotline_log;
GRANT SELECT,INSERT ON TABLE public.register_change TO hotline_registry;
GRANT SELECT ON TABLE public.register_change TO hotline_log;
GRANT SELECT ON TABLE public.register_revision TO hotline_registry;
GRANT SELECT ON TABLE public.register_revision TO hotline_log;
GRANT SELECT ON TABLE public.register_revision TO hotline_reporting;
GRANT UPDATE(revision) ON TABLE public.register_revision TO hotline_registry;
GRANT UPDATE(changed_at) ON TABLE public.register_revision TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.request_key TO hotline_log;
GRANT SELECT ON TABLE public.request_key TO hotline_inquiry;
GRANT SELECT,INSERT ON TABLE public.row_key TO hotline_registry;
GRANT SELECT ON TABLE public.schema_migration TO PUBLIC;
GRANT SELECT,INSERT ON TABLE public.source TO hotline_registry;
GRANT SELECT ON TABLE public.source TO hotline_reporting;
GRANT SELECT,INSERT ON TABLE public.statement TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.statement_withdrawal TO hotline_registry;
GRANT UPDATE(effective_at) ON TABLE public.statement_withdrawal TO hotline_registry;
GRANT UPDATE(confirmed_by) ON TABLE public.statement_withdrawal TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.write_key TO hotline_registry;
GRANT SELECT,INSERT ON TABLE public.write_key TO hotline_inquiry;
GRANT UPDATE(answer_sealed) ON TABLE public.write_key TO hotline_registry;
GRANT UPDATE(answer_sealed) ON TABLE public.write_key TO hotline_inquiry;
-- PostgreSQL database dump complete
