-- $1 timestamptz opened before   $2 bigint and, of those opened at that instant, below this reference
-- $3 smallint[] states   $4 int rows at most.   Uses inquiry_opened_idx.   Read by store::InquirySummary.
SELECT i.reference, i.state, i.opened_at, i.changed_at
FROM inquiry AS i
WHERE (i.opened_at, i.reference) < ($1, $2) AND i.state = ANY ($3::smallint[]) AND i.erased_at IS NULL
ORDER BY i.opened_at DESC, i.reference DESC
LIMIT $4
