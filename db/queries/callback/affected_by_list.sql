-- $1 bytea list id   $2 bigint behind this reference   $3 int rows at most.   Uses list_list_id_idx, list_row_pkey,
-- statement_pkey, disclosed_person_idx.
SELECT d.reference, max(d.disclosed_at) AS told_at, (array_agg(d.answer_kind ORDER BY d.disclosed_at DESC))[1] AS answer_kind,
  (array_agg(d.language ORDER BY d.disclosed_at DESC))[1] AS language,
  (array_agg(d.script_version ORDER BY d.disclosed_at DESC))[1] AS script_version
FROM list AS l
JOIN list_row AS r ON r.list_no = l.list_no
JOIN statement AS s ON s.statement_id = r.statement_id
JOIN disclosed AS d ON d.person_id = s.person_id AND d.disclosed_at >= s.entered_at
WHERE l.list_id = $1 AND d.reference > $2
GROUP BY d.reference ORDER BY d.reference LIMIT $3
