-- $1 bigint link   $2 bigint behind this reference   $3 int rows at most.   Uses link_pkey, disclosed_person_idx. While the
-- two were one human being.
SELECT d.reference, max(d.disclosed_at) AS told_at, (array_agg(d.answer_kind ORDER BY d.disclosed_at DESC))[1] AS answer_kind,
  (array_agg(d.language ORDER BY d.disclosed_at DESC))[1] AS language,
  (array_agg(d.script_version ORDER BY d.disclosed_at DESC))[1] AS script_version
FROM link AS l
JOIN disclosed AS d ON d.person_id IN (l.person_a, l.person_b) AND d.disclosed_at >= l.proposed_at
WHERE l.link_id = $1 AND d.reference > $2
GROUP BY d.reference ORDER BY d.reference LIMIT $3
