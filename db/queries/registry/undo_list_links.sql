-- $1 bigint list   $2 text actor   $3 text ground.   Uses link_list_idx, link_event_link_idx, statement_person_idx,
-- list_pkey. Takes apart what the withdrawn list joined: where nobody has decided on it since, and nothing else speaks of
-- one of the two records any more.
WITH undone AS (
  UPDATE link AS l SET state = 5, decided_at = now()
  WHERE l.list_no = $1 AND l.state = 2
    AND NOT EXISTS (SELECT FROM link_event AS e WHERE e.link_id = l.link_id AND e.list_no IS NULL)
    AND NOT (EXISTS (SELECT FROM statement AS s LEFT JOIN list AS o ON o.list_no = s.list_no
                     WHERE s.person_id = l.person_a AND o.withdrawn_at IS NULL)
             AND EXISTS (SELECT FROM statement AS s LEFT JOIN list AS o ON o.list_no = s.list_no
                         WHERE s.person_id = l.person_b AND o.withdrawn_at IS NULL))
  RETURNING l.link_id
), noted AS (
  INSERT INTO link_event (link_id, decision, state, actor, ground, list_no)
  SELECT link_id, 4, 5, $2, $3, $1 FROM undone
)
SELECT count(*) AS links FROM undone
