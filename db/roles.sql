-- One login per kind of work with the least grants. Run by an administrator, connected to the database, before the first migration:
--   psql -d hotline -v ON_ERROR_STOP=1 -v database=hotline -f db/roles.sql
-- Safe to repeat. What each login may do with a table stands beside the table, in its migration.
DO $$
DECLARE
  login text;
BEGIN
  FOREACH login IN ARRAY ARRAY['hotline_owner', 'hotline_log', 'hotline_registry', 'hotline_inquiry',
                               'hotline_matching', 'hotline_reporting', 'hotline_maintenance',
                               'hotline_auditor', 'hotline_erasure', 'hotline_custodian', 'hotline_guard'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login) THEN
      EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOREPLICATION NOBYPASSRLS', login);
    END IF;
  END LOOP;
END
$$;

-- A server that hangs inside a transaction must not keep another one waiting for its request keys.
ALTER ROLE hotline_log SET idle_in_transaction_session_timeout = '5s';
ALTER ROLE hotline_log SET lock_timeout = '2s';
ALTER ROLE hotline_registry SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE hotline_inquiry SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE hotline_matching SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE hotline_erasure SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE hotline_custodian SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE hotline_guard SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE hotline_log SET synchronous_commit = on;
ALTER ROLE hotline_registry SET synchronous_commit = on;
ALTER ROLE hotline_inquiry SET synchronous_commit = on;
ALTER ROLE hotline_matching SET synchronous_commit = on;
ALTER ROLE hotline_erasure SET synchronous_commit = on;
ALTER ROLE hotline_guard SET synchronous_commit = on;

ALTER SCHEMA public OWNER TO hotline_owner;
ALTER DATABASE :"database" OWNER TO hotline_owner;
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database"
  TO hotline_log, hotline_registry, hotline_inquiry, hotline_matching, hotline_reporting, hotline_maintenance,
  hotline_auditor, hotline_erasure, hotline_custodian, hotline_guard;
