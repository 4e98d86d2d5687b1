-- $1 bigint callback   $2 smallint state   $3 smallint tries   $4 timestamptz due   $5 timestamptz ended, or NULL   $6 text by
-- whom, or NULL   $7 smallint causes added   $8 smallint reasons added.   Uses callback_pkey. Nobody has it any more.
UPDATE callback SET state = $2, tries = $3, due_at = $4, ended_at = $5, ended_by = $6, causes = causes | $7,
  escalations = escalations | $8,
  claimed_by = NULL, claimed_at = NULL, claim_until = NULL
WHERE callback_id = $1
