-- $1 bigint[] persons.   Uses hold_person_idx.   Read by store::HoldRow.
SELECT hold_id, person_id, ground, author, until, ended_at
FROM hold WHERE person_id = ANY ($1::bigint[]) ORDER BY hold_id
