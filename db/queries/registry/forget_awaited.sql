-- $1 bigint link.   Uses link_pkey, person_state_pkey, person_state_cluster_idx, awaited_link_pair_idx. What waited for a
-- decision on these two human beings, whichever of their records were found.
WITH records AS MATERIALIZED (
  SELECT c.person_id
  FROM link AS l
  JOIN person_state AS s ON s.person_id = l.person_a OR s.person_id = l.person_b
  JOIN person_state AS c ON c.cluster_id = s.cluster_id
  WHERE l.link_id = $1
)
DELETE FROM awaited_link AS w USING records AS a, records AS b
WHERE w.person_a = a.person_id AND w.person_b = b.person_id
