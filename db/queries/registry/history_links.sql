-- $1 bigint[] persons   $2 int links at most.   Uses link_pair_unique, link_person_b_idx, link_event_link_idx.   Read by
-- store::LinkHistoryRow. Links on which somebody decided come first, then the likeliest.
SELECT k.link_id, k.person_a, k.person_b, k.state, k.probability, k.reasons, k.proposed_by, k.proposed_at,
  k.join_ground,
  coalesce((SELECT true FROM link_event AS e WHERE e.link_id = k.link_id AND e.decision <> 5 LIMIT 1),
    false) AS decided
FROM (
  SELECT l.link_id, l.person_a, l.person_b, l.state, l.probability, l.reasons, l.proposed_by, l.proposed_at,
    l.join_ground
  FROM link AS l WHERE l.person_a = ANY ($1::bigint[])
  UNION ALL
  SELECT l.link_id, l.person_a, l.person_b, l.state, l.probability, l.reasons, l.proposed_by, l.proposed_at,
    l.join_ground
  FROM link AS l WHERE l.person_b = ANY ($1::bigint[]) AND NOT l.person_a = ANY ($1::bigint[])
) AS k
ORDER BY decided DESC, k.probability DESC, k.link_id LIMIT $2
