-- $1 bigint callback   $2 smallint number   $3 text actor   $4 smallint outcome   $5 timestamptz now   $6 int tree
-- $7 bigint log index, these two may be NULL. None when the entry has told another callback.
INSERT INTO callback_try (callback_id, try_number, actor, outcome, tried_at, tree, log_index)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (tree, log_index) WHERE outcome = 1 DO NOTHING
RETURNING try_number
