-- $1 bigint callback   $2 text actor   $3 timestamptz now   $4 timestamptz claimed until.   Uses callback_pkey. One that had
-- lapsed is due again.
UPDATE callback SET state = 1, claimed_by = $2, claimed_at = $3, claim_until = $4, ended_at = NULL, ended_by = NULL
WHERE callback_id = $1
