-- $1 bigint link.   Uses link_pkey.   Read by store::LinkRow.
SELECT l.link_id, l.person_a, l.person_b, l.state, l.probability, l.reasons, l.proposed_by, l.proposed_at, l.join_ground,
  l.first_reviewer, l.second_reviewer
FROM link AS l WHERE l.link_id = $1 FOR NO KEY UPDATE
