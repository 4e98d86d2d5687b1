-- $1 bigint callback   $2 text actor   $3 timestamptz now   $4 timestamptz claimed until.   Uses callback_pkey. What lapsed or
-- waits for the family stays so.
UPDATE callback SET claimed_by = $2, claimed_at = $3, claim_until = $4 WHERE callback_id = $1
