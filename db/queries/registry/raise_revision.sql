-- $1 bigint[] persons that changed. The last statement of every transaction that changes the register: from here to the
-- commit no other register change can commit, so revisions have no gap.
WITH raised AS (
  UPDATE register_revision SET revision = revision + 1, changed_at = clock_timestamp() RETURNING revision, changed_at
)
INSERT INTO register_change (revision, changed_at, persons)
SELECT revision, changed_at, $1::bigint[] FROM raised
RETURNING revision, pg_notify('register_change', revision::text)::text
