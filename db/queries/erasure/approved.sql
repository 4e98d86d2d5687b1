-- Approved and not done: a server ended in between.   $1 int rows at most.   Uses erasure_state_idx.
SELECT erasure_number FROM erasure WHERE state = 3 ORDER BY erasure_number LIMIT $1
