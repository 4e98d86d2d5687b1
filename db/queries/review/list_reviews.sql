-- $1 bigint[] persons   $2 int reviews of each at most.   Uses candidate_review_person_idx.   Read by store::ReviewRow. The
-- latest of each first.
SELECT r.reference, r.person_id, r.decision, r.actor, r.ground_sealed, r.reviewed_at
FROM unnest($1::bigint[]) AS w (person_id)
CROSS JOIN LATERAL (
  SELECT v.review_id, v.reference, v.person_id, v.decision, v.actor, v.ground_sealed, v.reviewed_at
  FROM candidate_review AS v WHERE v.person_id = w.person_id AND v.ground_sealed <> '' ORDER BY v.review_id DESC LIMIT $2) AS r
ORDER BY r.person_id, r.review_id DESC
