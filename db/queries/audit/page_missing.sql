-- Runs of entries without a payload.   $1 int tree   $2 bigint from index   $3 bigint below index.
-- Uses log_entry_pN_pkey, log_payload_pN_pkey.
SELECT min(g.log_index) AS first, max(g.log_index) AS last
FROM (SELECT e.log_index, e.log_index - row_number() OVER (ORDER BY e.log_index) AS island
      FROM log_entry AS e
      WHERE e.tree = $1 AND e.log_index >= $2 AND e.log_index < $3
        AND NOT EXISTS (SELECT FROM log_payload AS p WHERE p.tree = $1 AND p.log_index >= $2 AND p.log_index < $3
          AND p.log_index = e.log_index)) AS g
GROUP BY g.island ORDER BY 1
