-- $1 bigint reference.   Uses match_candidate_pair_idx, candidate_review_pair_idx. The record that people confirmed to be the
-- one asked for, and since when.
SELECT c.person_id, max(r.reviewed_at) AS confirmed_at
FROM match_candidate AS c
JOIN candidate_review AS r ON r.reference = c.reference AND r.person_id = c.person_id AND r.decision = 1
WHERE c.reference = $1 AND c.state = 3
GROUP BY c.person_id ORDER BY confirmed_at DESC LIMIT 1
