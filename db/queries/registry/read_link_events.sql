-- $1 bigint[] links.   Uses link_event_link_idx.   Read by store::LinkEventRow.
SELECT link_id, decision, state, actor, ground, decided_at
FROM link_event WHERE link_id = ANY ($1::bigint[]) ORDER BY event_id
