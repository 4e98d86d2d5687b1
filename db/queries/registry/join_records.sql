-- $1 bigint[] lower ids   $2 bigint[] higher ids   $3 smallint[] grounds   $4 bigint list.   Uses link_pair_unique,
-- link_event_link_idx, list_pkey. Joined by rule: the probability says that nothing was weighed. What a person has
-- severed stays so.
WITH joined AS (
  INSERT INTO link AS l (person_a, person_b, state, probability, reasons, proposed_by, decided_at, join_ground, list_no)
  SELECT n.person_a, n.person_b, 2, 1,
    CASE n.ground WHEN 1 THEN 'equal number, nothing contradicts' ELSE 'equal full name and birth date, nothing contradicts'
    END, 'automatic', now(), n.ground, $4
  FROM unnest($1::bigint[], $2::bigint[], $3::smallint[]) AS n (person_a, person_b, ground)
  ON CONFLICT (person_a, person_b) DO UPDATE SET state = 2, decided_at = now(), join_ground = excluded.join_ground,
    list_no = excluded.list_no, reasons = excluded.reasons
  WHERE l.state IN (1, 5)
    AND NOT EXISTS (SELECT FROM link_event AS e
                    WHERE e.link_id = l.link_id AND e.decision IN (2, 3, 4) AND e.list_no IS NULL)
  RETURNING link_id, reasons
)
INSERT INTO link_event (link_id, decision, state, actor, ground, list_no)
SELECT link_id, 1, 2, 'automatic', reasons, $4 FROM joined
