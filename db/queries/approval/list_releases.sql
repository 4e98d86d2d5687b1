-- $1 bigint reference   $2 bigint below this release   $3 int limit.   Uses release_reference_idx, opening_release_idx.   Read by store::ListedRelease. The
-- latest first.
SELECT r.release_id, r.request_number, r.person_id, r.persons, r.versions, r.released_by, r.released_at, r.until_at,
  release_fault(r.*), (SELECT count(*) FROM opening AS o WHERE o.release_id = r.release_id),
  (SELECT max(o.opened_at) FROM opening AS o WHERE o.release_id = r.release_id), q.ground_sealed, r.ground_sealed,
  r.break_glass
FROM release AS r JOIN release_request AS q ON q.request_number = r.request_number WHERE r.reference = $1 AND r.release_id < $2
  AND NOT EXISTS (SELECT FROM inquiry AS i WHERE i.reference = r.reference AND i.erased_at IS NOT NULL)
ORDER BY r.release_id DESC LIMIT $3
