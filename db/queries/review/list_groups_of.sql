-- As list_groups.sql, of one record or of one inquiry's records.   $5 bigint person, $6 bigint reference: one of the two,
-- the other NULL.   Uses match_candidate_person_idx, match_candidate_pair_idx, person_state_pkey, person_pkey.   Read by
-- store::CandidateGroupRow.
SELECT c.candidate_id, c.probability, s.person_id, s.cluster_id, s.version, s.status, s.rung, s.flags, s.cluster_inform_kin,
  s.hold_until_day, p.side
FROM (SELECT a.candidate_id FROM match_candidate AS a WHERE a.person_id = $5 UNION
      SELECT a.candidate_id FROM match_candidate AS a WHERE a.reference = $6) AS of
JOIN match_candidate AS c ON c.candidate_id = of.candidate_id
JOIN person_state AS s ON s.person_id = c.person_id
JOIN person AS p ON p.person_id = c.person_id
WHERE c.state = ANY ($1::smallint[]) AND (c.probability < $2 OR (c.probability = $2 AND c.candidate_id > $3))
  AND NOT EXISTS (
    SELECT FROM match_candidate AS b
    WHERE b.person_id = c.person_id AND b.state = ANY ($1::smallint[]) AND ($6::bigint IS NULL OR b.reference = $6)
      AND (b.probability > c.probability OR (b.probability = c.probability AND b.candidate_id < c.candidate_id)))
ORDER BY c.probability DESC, c.candidate_id LIMIT $4
