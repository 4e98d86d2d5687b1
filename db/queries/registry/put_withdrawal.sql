-- $1 bigint statement   $2 text ground   $3 text actor   $4 boolean in effect at once.   Uses statement_withdrawal_pkey.
-- One row unless somebody asked for it before.
INSERT INTO statement_withdrawal (statement_id, ground, asked_by, effective_at)
VALUES ($1, $2, $3, CASE WHEN $4 THEN now() END)
ON CONFLICT (statement_id) DO NOTHING
RETURNING true
