-- The register's revision, the database's time, and when each of these revisions was made (a row with NULLs when none
-- is there).   $1 bigint[] revisions.   Uses register_change_pkey.
SELECT r.revision, clock_timestamp() AS read_at, c.revision AS change_revision, c.changed_at
FROM register_revision AS r LEFT JOIN register_change AS c ON c.revision = ANY ($1::bigint[])
