-- $1 int tree   $2 bigint log index   $3 bigint reference.   Uses log_payload_pkey, log_entry_pkey, disclosed_reference_idx,
-- person_state_pkey. A row when the entry belongs to this inquiry; answer_kind: what it told, NULL for nothing; stands: that
-- the records it told of are still as they were.
SELECT e.logged_at, t.answer_kind, coalesce(t.stands, true) AS stands
FROM log_payload AS p
JOIN log_entry AS e ON e.tree = p.tree AND e.log_index = p.log_index
CROSS JOIN LATERAL (
  SELECT max(d.answer_kind) AS answer_kind, bool_and(s.version = d.version) AS stands
  FROM disclosed AS d JOIN person_state AS s ON s.person_id = d.person_id
  WHERE d.reference = $3 AND d.tree = $1 AND d.log_index = $2) AS t
WHERE p.tree = $1 AND p.log_index = $2 AND p.reference = $3
