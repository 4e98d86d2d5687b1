-- $1 bigint reference   $2 text actor   $3 timestamptz now.   Uses release_reference_idx. A row when he released what is
-- to be told.
SELECT r.release_id FROM release AS r
WHERE r.reference = $1 AND r.withdrawn_at IS NULL AND r.until_at > $3 AND r.released_by = $2 LIMIT 1
