-- $1 bigint person   $2 int records at most.   Uses link_pair_unique, link_person_b_idx, link_event_link_idx,
-- person_state_pkey, person_pkey.   Read by store::MemberRow. All records that links ever confirmed can be followed to.
WITH RECURSIVE joined (person_id) AS (
  SELECT $1::bigint
  UNION
  SELECT o.person_id
  FROM joined AS j
  CROSS JOIN LATERAL (
    SELECT l.person_b AS person_id FROM link AS l
    WHERE l.person_a = j.person_id
      AND (SELECT true FROM link_event AS e WHERE e.link_id = l.link_id AND e.state = 2 LIMIT 1)
    UNION ALL
    SELECT l.person_a FROM link AS l
    WHERE l.person_b = j.person_id
      AND (SELECT true FROM link_event AS e WHERE e.link_id = l.link_id AND e.state = 2 LIMIT 1)
  ) AS o
)
SELECT m.person_id, p.side, p.sealed, p.entered_at, m.cluster_id, m.version, m.status, m.rung, m.cluster_inform_kin,
  r.revision
FROM joined AS j
JOIN person_state AS m ON m.person_id = j.person_id
JOIN person AS p ON p.person_id = j.person_id
CROSS JOIN register_revision AS r
ORDER BY m.person_id LIMIT $2
