-- $1 smallint[] states   $2 real after this probability   $3 bigint and this link   $4 int rows at most   $5 bigint person.
-- Uses link_pair_unique, link_person_b_idx.   Read by store::LinkRow. The likeliest first.
SELECT l.link_id, l.person_a, l.person_b, l.state, l.probability, l.reasons, l.proposed_by, l.proposed_at, l.join_ground,
  l.first_reviewer, l.second_reviewer
FROM (SELECT a.link_id FROM link AS a WHERE a.person_a = $5 UNION SELECT b.link_id FROM link AS b WHERE b.person_b = $5) AS of
JOIN link AS l ON l.link_id = of.link_id
WHERE l.state = ANY ($1::smallint[]) AND (l.probability < $2 OR (l.probability = $2 AND l.link_id > $3))
ORDER BY l.probability DESC, l.link_id LIMIT $4
