-- $1 smallint[] states   $2 real after this probability   $3 bigint and this candidate   $4 int rows at most.
-- Uses match_candidate_review_idx, match_candidate_person_idx, person_state_pkey, person_pkey.   Read by
-- store::CandidateGroupRow. Each record once, at the likeliest of its candidates. State by state, so that each is read in
-- the index's order and no further than the page.
SELECT h.candidate_id, h.probability, s.person_id, s.cluster_id, s.version, s.status, s.rung, s.flags, s.cluster_inform_kin,
  s.hold_until_day, p.side
FROM unnest($1::smallint[]) AS wanted (state)
CROSS JOIN LATERAL (
  SELECT c.candidate_id, c.probability, c.person_id FROM match_candidate AS c
  WHERE c.state = wanted.state AND c.probability <= $2 AND (c.probability < $2 OR c.candidate_id > $3)
    AND NOT EXISTS (
      SELECT FROM match_candidate AS b
      WHERE b.person_id = c.person_id AND b.state = ANY ($1::smallint[])
        AND (b.probability > c.probability OR (b.probability = c.probability AND b.candidate_id < c.candidate_id)))
  ORDER BY c.probability DESC, c.candidate_id LIMIT $4) AS h
JOIN person_state AS s ON s.person_id = h.person_id
JOIN person AS p ON p.person_id = h.person_id
ORDER BY h.probability DESC, h.candidate_id LIMIT $4
