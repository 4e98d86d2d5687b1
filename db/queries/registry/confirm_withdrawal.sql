-- $1 bigint statement   $2 text actor.   Uses statement_withdrawal_pkey. One row unless it is in effect already.
UPDATE statement_withdrawal SET confirmed_by = $2, effective_at = now()
WHERE statement_id = $1 AND effective_at IS NULL
RETURNING true
