-- $1 bigint reference   $2 int rows at most.   Uses match_candidate_pair_idx, person_state_pkey, person_state_cluster_idx,
-- disclosed_person_idx, disclosed_reference_idx, inquiry_pkey. What was told of the same man, to this family and then to
-- others, the latest first: however many others were told, it must not be told twice.
SELECT DISTINCT d.disclosed_at, d.answer_kind, d.reference = $1 AS own, coalesce(i.kinship, 4::smallint) AS kinship
FROM disclosed AS d LEFT JOIN inquiry AS i ON i.reference = d.reference
WHERE d.answer_kind IS NOT NULL AND d.person_id IN (
  SELECT m.person_id FROM (
    SELECT c.person_id FROM match_candidate AS c WHERE c.reference = $1 AND c.state = 3
    UNION SELECT o.person_id FROM disclosed AS o WHERE o.reference = $1) AS known
  JOIN person_state AS own ON own.person_id = known.person_id
  JOIN person_state AS m ON m.cluster_id = own.cluster_id)
ORDER BY own DESC, d.disclosed_at DESC LIMIT $2
