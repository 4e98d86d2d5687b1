-- The register's revision and the database's time, with when each of these revisions was made (one row with NULLs when
-- none is there); then a row with the time NULL for each of these references that is in use.
-- $1 bigint[] revisions   $2 bigint[] references.   Uses register_change_pkey, inquiry_pkey.
SELECT r.revision, clock_timestamp() AS read_at, c.revision AS change_revision, c.changed_at
FROM register_revision AS r LEFT JOIN register_change AS c ON c.revision = ANY ($1::bigint[])
UNION ALL
SELECT i.reference, NULL, NULL, NULL FROM inquiry AS i WHERE i.reference = ANY ($2::bigint[])
