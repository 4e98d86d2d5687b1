-- $1 bigint statement.   Uses statement_pkey, statement_withdrawal_pkey.
SELECT s.person_id, s.kind, w.asked_by, w.effective_at
FROM statement AS s LEFT JOIN statement_withdrawal AS w USING (statement_id)
WHERE s.statement_id = $1
