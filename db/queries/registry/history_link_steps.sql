-- $1 bigint[] links   $2 int rows at most.   Uses link_event_link_idx.   Read by store::LinkStep. In the order of deciding.
SELECT link_id, decision, state, actor, ground, decided_at
FROM link_event WHERE link_id = ANY ($1::bigint[]) ORDER BY event_id LIMIT $2
