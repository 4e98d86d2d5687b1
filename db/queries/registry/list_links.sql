-- $1 smallint[] states   $2 real after this probability   $3 bigint and this link   $4 int rows at most.
-- Uses link_review_idx, person_state_pkey.   Read by store::LinkRow. The likeliest first. A proposal whose records other
-- links have joined meanwhile asks nobody anything; should they be parted, it is there again.
SELECT l.link_id, l.person_a, l.person_b, l.state, l.probability, l.reasons, l.proposed_by, l.proposed_at, l.join_ground,
  l.first_reviewer, l.second_reviewer
FROM link AS l
WHERE l.state = ANY ($1::smallint[]) AND (l.probability < $2 OR (l.probability = $2 AND l.link_id > $3))
  AND (l.state <> 1 OR (SELECT a.cluster_id FROM person_state AS a WHERE a.person_id = l.person_a)
                    <> (SELECT b.cluster_id FROM person_state AS b WHERE b.person_id = l.person_b))
ORDER BY l.probability DESC, l.link_id LIMIT $4
