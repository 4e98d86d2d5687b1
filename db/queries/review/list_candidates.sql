-- $1 bigint[] persons   $2 smallint[] states   $3 int candidates of each at most.   Uses match_candidate_person_idx,
-- inquiry_pkey, person_state_pkey.   Read by store::CandidateRow, then the number of all. The likeliest of each first.
SELECT c.candidate_id, c.reference, i.state, i.facts_version, c.person_id, c.state AS candidate_state, c.probability,
  c.reasons, c.model_version, c.found_at,
  c.facts_version <> i.facts_version OR c.person_version <> s.version AS changed_since, c.total
FROM unnest($1::bigint[]) AS w (person_id)
CROSS JOIN LATERAL (
  SELECT m.candidate_id, m.reference, m.facts_version, m.person_id, m.person_version, m.state, m.probability, m.reasons,
    m.model_version, m.found_at, count(*) OVER () AS total
  FROM match_candidate AS m
  WHERE m.person_id = w.person_id AND m.state = ANY ($2::smallint[])
  ORDER BY m.probability DESC, m.candidate_id LIMIT $3) AS c
JOIN inquiry AS i ON i.reference = c.reference
JOIN person_state AS s ON s.person_id = c.person_id
ORDER BY c.person_id, c.probability DESC, c.candidate_id
