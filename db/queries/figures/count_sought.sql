-- Each person once a month.   $1 int tree   $2 bigint from this index   $3 bigint to before this one.
-- Uses lookup_fact_index_idx, log_payload_pkey, figure_sought_pkey, figure_cell_pkey. Each payload is looked up by its key: a
-- join of two ranges is planned without knowing their size, and can compare each with each.
WITH fact AS MATERIALIZED (
  SELECT date_trunc('month', f.hour AT TIME ZONE 'UTC')::date AS month, f.tree, f.log_index
  FROM lookup_fact AS f WHERE f.tree = $1 AND f.log_index >= $2 AND f.log_index < $3
), asked AS (
  SELECT DISTINCT ON (f.month, p.subject_key) f.month, p.subject_key, f.tree, f.log_index
  FROM fact AS f CROSS JOIN LATERAL (
    SELECT q.subject_key FROM log_payload AS q WHERE q.tree = f.tree AND q.log_index = f.log_index LIMIT 1) AS p
  WHERE p.subject_key IS NOT NULL
  ORDER BY f.month, p.subject_key, f.log_index
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
