-- $1 bigint person   $2 bigint[] references.   Uses match_candidate_pair_idx.   Read by store::LockedCandidate. The rows that
-- stand for the pairs, held until the end of the transaction.
SELECT candidate_id, reference, state, facts_digest FROM match_candidate
WHERE person_id = $1 AND reference = ANY ($2::bigint[]) AND state <> 6 ORDER BY reference, candidate_id FOR UPDATE
