-- $1 bigint reference   $2 text teller.   Uses release_reference_idx, opening_release_idx.   Read by store::OpenedRelease.
SELECT o.opening_id, r.persons, r.versions, r.break_glass
FROM release AS r JOIN opening AS o ON o.release_id = r.release_id
WHERE r.reference = $1 AND o.teller = $2 AND o.ended_at IS NULL AND o.until_at > clock_timestamp()
  AND release_fault(r.*) = 0
ORDER BY o.opening_id DESC LIMIT 1
