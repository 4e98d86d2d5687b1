-- $1 bigint person   $2 text ground   $3 text actor   $4 date last day.
INSERT INTO hold (person_id, ground, author, until) VALUES ($1, $2, $3, $4) RETURNING hold_id
