-- $1 text actor, $2 text line, $3 text exchange call id, $4 timestamptz call start, $5 smallint code,
-- $6 bigint reference or null, $7 smallint reasons for a supervisor.   Returns when it was recorded.
INSERT INTO call_outcome (actor_id, line, exchange_call_id, call_started_at, code, reference, escalations)
VALUES ($1, $2, $3, $4, $5, $6, $7)
RETURNING recorded_at
