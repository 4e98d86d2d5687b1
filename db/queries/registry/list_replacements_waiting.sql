-- $1 bigint list   $2 bigint[] persons.   Uses statement_person_idx, statement_withdrawal_pkey. Statements of these
-- persons that countersigning the list withdraws.
SELECT s.statement_id
FROM statement AS s JOIN statement_withdrawal AS w ON w.statement_id = s.statement_id
WHERE s.person_id = ANY ($2::bigint[]) AND w.by_list = $1 AND w.effective_at IS NULL
