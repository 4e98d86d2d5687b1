-- $1 bigint reference.   Uses release_reference_idx.   Read by store::ReleaseRow. The last one that a supervisor gave for the inquiry.
SELECT r.release_id, r.request_number, r.person_id, r.persons, r.versions, r.released_by, r.released_at, r.until_at,
  release_fault(r.*)
FROM release AS r WHERE r.reference = $1 AND NOT r.break_glass
ORDER BY r.release_id DESC LIMIT 1 FOR UPDATE
