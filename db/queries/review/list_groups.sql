-- $1 smallint[] states   $2 real after this probability   $3 bigint and this candidate   $4 int rows at most.
-- Uses match_candidate_review_idx, match_candidate_person_idx, person_state_pkey, person_pkey.   Read by
-- store::CandidateGroupRow. Each record once, at the likeliest of its candidates.
SELECT c.candidate_id, c.probability, s.person_id, s.cluster_id, s.version, s.status, s.rung, s.flags, s.cluster_inform_kin,
  s.hold_until_day, p.side
FROM match_candidate AS c
JOIN person_state AS s ON s.person_id = c.person_id
JOIN person AS p ON p.person_id = c.person_id
WHERE c.state = ANY ($1::smallint[]) AND (c.probability < $2 OR (c.probability = $2 AND c.candidate_id > $3))
  AND NOT EXISTS (
    SELECT FROM match_candidate AS b
    WHERE b.person_id = c.person_id AND b.state = ANY ($1::smallint[])
      AND (b.probability > c.probability OR (b.probability = c.probability AND b.candidate_id < c.candidate_id)))
ORDER BY c.probability DESC, c.candidate_id LIMIT $4
