-- $1 bigint lower id   $2 bigint higher id.   Uses link_pair_unique.   Read by store::LinkRow.
SELECT l.link_id, l.person_a, l.person_b, l.state, l.probability, l.reasons, l.proposed_by, l.proposed_at, l.join_ground,
  l.first_reviewer, l.second_reviewer
FROM link AS l WHERE l.person_a = $1 AND l.person_b = $2 FOR NO KEY UPDATE
