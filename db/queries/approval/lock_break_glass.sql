-- $1 bigint release.   Uses break_glass_pkey, release_pkey.
SELECT r.reference, r.released_by, b.reviewed_at IS NOT NULL, r.request_number
FROM break_glass AS b JOIN release AS r ON r.release_id = b.release_id
WHERE b.release_id = $1 FOR UPDATE OF b
