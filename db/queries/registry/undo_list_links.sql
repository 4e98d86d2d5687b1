-- $1 bigint list   $2 text actor   $3 text ground.   Uses link_list_idx. Takes the list's joins apart.
WITH undone AS (
  UPDATE link SET state = 5, decided_at = now() WHERE list_no = $1 AND state = 2 RETURNING link_id
), noted AS (
  INSERT INTO link_event (link_id, decision, state, actor, ground, list_no)
  SELECT link_id, 4, 5, $2, $3, $1 FROM undone
)
SELECT count(*) AS links FROM undone
