-- Those that nobody has judged yet, and of these numbers the others too.   $1 bigint[] releases   $2 int limit.
-- Uses break_glass_waiting_idx, break_glass_pkey.   Read by store::BrokenGlass.
SELECT r.release_id, r.request_number, r.reference, r.person_id, r.released_by, r.released_at, b.review_due_at,
  b.review_due_at < now(), b.reviewed_by, b.justified, q.ground_sealed
FROM break_glass AS b JOIN release AS r ON r.release_id = b.release_id
JOIN release_request AS q ON q.request_number = r.request_number
WHERE (b.reviewed_at IS NULL OR b.release_id = ANY ($1::bigint[])) AND q.ground_sealed <> ''
ORDER BY r.release_id LIMIT $2
