-- $1 smallint[] states   $2 real after this probability   $3 bigint and this link   $4 int rows at most   $5 boolean of
-- those that an answer waits for.
-- Uses awaited_link_pair_idx, link_pair_unique, link_review_idx, person_state_pkey, person_state_cluster_idx.   Read by
-- store::LinkRow. Those that an answer waits for come first, in both parts the likeliest. What waits are human beings, so
-- the link may be between other records of theirs. A proposal whose records other links have joined meanwhile asks nobody
-- anything; should they be parted, it is there again.
WITH awaited AS MATERIALIZED (
  SELECT DISTINCT l.link_id
  FROM awaited_link AS w
  JOIN person_state AS a ON a.person_id = w.person_a
  JOIN person_state AS b ON b.person_id = w.person_b
  JOIN person_state AS of_a ON of_a.cluster_id = a.cluster_id
  JOIN person_state AS of_b ON of_b.cluster_id = b.cluster_id
  JOIN link AS l ON l.person_a = least(of_a.person_id, of_b.person_id)
                AND l.person_b = greatest(of_a.person_id, of_b.person_id)
  WHERE l.state = 1
)
(SELECT l.link_id, l.person_a, l.person_b, l.state, l.probability, l.reasons, l.proposed_by, l.proposed_at, l.join_ground,
   l.first_reviewer, l.second_reviewer, true AS awaited
 FROM awaited AS w JOIN link AS l ON l.link_id = w.link_id
 WHERE $5 AND l.state = ANY ($1::smallint[]) AND (l.probability < $2 OR (l.probability = $2 AND l.link_id > $3))
   AND (SELECT a.cluster_id FROM person_state AS a WHERE a.person_id = l.person_a)
    <> (SELECT b.cluster_id FROM person_state AS b WHERE b.person_id = l.person_b)
 ORDER BY l.probability DESC, l.link_id LIMIT $4)
UNION ALL
(SELECT l.link_id, l.person_a, l.person_b, l.state, l.probability, l.reasons, l.proposed_by, l.proposed_at, l.join_ground,
   l.first_reviewer, l.second_reviewer, false AS awaited
 FROM link AS l
 WHERE l.state = ANY ($1::smallint[])
   AND ($5 OR l.probability < $2 OR (l.probability = $2 AND l.link_id > $3))
   AND (l.state <> 1 OR (SELECT a.cluster_id FROM person_state AS a WHERE a.person_id = l.person_a)
                     <> (SELECT b.cluster_id FROM person_state AS b WHERE b.person_id = l.person_b))
   AND l.link_id NOT IN (SELECT link_id FROM awaited)
 ORDER BY l.probability DESC, l.link_id LIMIT $4)
ORDER BY awaited DESC, probability DESC, link_id LIMIT $4
