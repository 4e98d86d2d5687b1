-- Revisions not applied yet, in order, and where the register stands: one row with NULLs when there are none.
-- $1 bigint last revision applied   $2 int rows at most.   Uses register_change_pkey.
SELECT r.revision AS register_revision, c.revision, c.persons
FROM register_revision AS r
LEFT JOIN (SELECT revision, persons FROM register_change WHERE revision > $1 ORDER BY revision LIMIT $2) AS c ON true
ORDER BY c.revision
