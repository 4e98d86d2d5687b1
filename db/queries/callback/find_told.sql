-- $1 int tree   $2 bigint log index   $3 bigint reference.   Uses log_payload_pkey, log_entry_pkey, disclosed_reference_idx.
-- A row when the entry belongs to this inquiry; answer_kind: what it told, NULL for nothing.
SELECT e.logged_at, (SELECT d.answer_kind FROM disclosed AS d
                     WHERE d.reference = $3 AND d.tree = $1 AND d.log_index = $2 LIMIT 1) AS answer_kind
FROM log_payload AS p JOIN log_entry AS e ON e.tree = p.tree AND e.log_index = p.log_index
WHERE p.tree = $1 AND p.log_index = $2 AND p.reference = $3
