-- $1 bigint person   $2 bigint[] references.   Uses match_candidate_pair_idx, person_state_pkey.   Read by
-- store::OtherCandidate. The inquiries' candidates that wait or are confirmed, without this record.
SELECT c.reference, c.state, s.cluster_id
FROM match_candidate AS c JOIN person_state AS s ON s.person_id = c.person_id
WHERE c.reference = ANY ($2::bigint[]) AND c.person_id <> $1 AND c.state IN (1, 2, 3)
