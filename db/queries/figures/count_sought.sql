-- Each person once a month.   $1 int tree   $2 bigint from this index   $3 bigint to before this one.
-- Uses lookup_fact_index_idx, log_payload_pkey, figure_sought_pkey, figure_cell_pkey.
WITH asked AS (
  SELECT DISTINCT ON (date_trunc('month', f.hour AT TIME ZONE 'UTC'), p.subject_key)
    date_trunc('month', f.hour AT TIME ZONE 'UTC')::date AS month, p.subject_key, f.tree, f.log_index
  FROM lookup_fact AS f JOIN log_payload AS p ON p.tree = f.tree AND p.log_index = f.log_index
  WHERE f.tree = $1 AND f.log_index >= $2 AND f.log_index < $3
    AND p.tree = $1 AND p.log_index >= $2 AND p.log_index < $3 AND p.subject_key IS NOT NULL
  ORDER BY date_trunc('month', f.hour AT TIME ZONE 'UTC'), p.subject_key, f.log_index
), fresh AS (
  INSERT INTO figure_sought (month, subject_key, tree, log_index)
  SELECT month, subject_key, tree, log_index FROM asked
  ON CONFLICT (month, subject_key) DO NOTHING
  RETURNING month, tree, log_index
)
INSERT INTO figure_cell AS c (series, day, a, b, count, members)
SELECT 4, month, 0, 0, count(*), sum(hashint8extended(log_index, tree) & 4294967295)::bigint FROM fresh GROUP BY month
ON CONFLICT (series, day, a, b, source_id)
  DO UPDATE SET count = c.count + excluded.count, members = c.members + excluded.members
