-- $1 bigint statement   $2 bigint behind this reference   $3 int rows at most.   Uses statement_pkey, person_state_pkey,
-- person_state_cluster_idx, disclosed_person_idx. The last that each inquiry was told of this man since the statement came.
SELECT d.reference, max(d.disclosed_at) AS told_at, (array_agg(d.answer_kind ORDER BY d.disclosed_at DESC))[1] AS answer_kind,
  (array_agg(d.language ORDER BY d.disclosed_at DESC))[1] AS language,
  (array_agg(d.script_version ORDER BY d.disclosed_at DESC))[1] AS script_version
FROM statement AS s
JOIN person_state AS own ON own.person_id = s.person_id
JOIN person_state AS m ON m.cluster_id = own.cluster_id
JOIN disclosed AS d ON d.person_id = m.person_id AND d.disclosed_at >= s.entered_at
WHERE s.statement_id = $1 AND d.reference > $2
GROUP BY d.reference ORDER BY d.reference LIMIT $3
