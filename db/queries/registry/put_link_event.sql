-- $1 bigint link   $2 smallint decision   $3 smallint state from then on   $4 text actor   $5 text ground.
INSERT INTO link_event (link_id, decision, state, actor, ground) VALUES ($1, $2, $3, $4, $5)
