-- $1 bigint[] persons   $2 int rows at most.   Uses hold_person_idx.   Read by store::HoldHistoryRow.
SELECT hold_id, person_id, ground, author, until, placed_at, ended_at
FROM hold WHERE person_id = ANY ($1::bigint[]) ORDER BY hold_id LIMIT $2
