-- $1 smallint[] states   $2 real after this probability   $3 bigint and this link   $4 int rows at most   $5 bigint person.
-- Uses link_pair_unique, link_person_b_idx, person_state_pkey, person_state_cluster_idx, awaited_link_pair_idx.   Read by
-- store::LinkRow. The likeliest first.
SELECT l.link_id, l.person_a, l.person_b, l.state, l.probability, l.reasons, l.proposed_by, l.proposed_at, l.join_ground,
  l.first_reviewer, l.second_reviewer,
  l.state = 1 AND EXISTS (
    SELECT FROM person_state AS a
    JOIN person_state AS of_a ON of_a.cluster_id = a.cluster_id
    CROSS JOIN person_state AS b
    JOIN person_state AS of_b ON of_b.cluster_id = b.cluster_id
    JOIN awaited_link AS w ON w.person_a = least(of_a.person_id, of_b.person_id)
                          AND w.person_b = greatest(of_a.person_id, of_b.person_id)
    WHERE a.person_id = l.person_a AND b.person_id = l.person_b AND a.cluster_id <> b.cluster_id) AS awaited
FROM (SELECT a.link_id FROM link AS a WHERE a.person_a = $5 UNION SELECT b.link_id FROM link AS b WHERE b.person_b = $5) AS of
JOIN link AS l ON l.link_id = of.link_id
WHERE l.state = ANY ($1::smallint[]) AND (l.probability < $2 OR (l.probability = $2 AND l.link_id > $3))
ORDER BY l.probability DESC, l.link_id LIMIT $4
