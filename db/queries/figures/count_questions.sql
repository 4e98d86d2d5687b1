-- Questions by answer and channel, by hour, and by how long the answer took.
-- $1 int tree   $2 bigint from this index   $3 bigint to before this one.   Uses lookup_fact_index_idx, figure_cell_pkey.
WITH fact AS MATERIALIZED (
  SELECT (f.hour AT TIME ZONE 'UTC')::date AS day, extract(hour FROM f.hour AT TIME ZONE 'UTC')::smallint AS hour,
    f.channel, f.answer_kind, width_bucket(f.duration_us, ARRAY[1000, 2000, 5000, 10000, 20000, 50000, 100000, 1000000])
    AS took, hashint8extended(f.log_index, f.tree) & 4294967295 AS member
  FROM lookup_fact AS f WHERE f.tree = $1 AND f.log_index >= $2 AND f.log_index < $3
), grown AS (
  SELECT 1 AS series, day, answer_kind AS a, channel AS b, count(*) AS n, sum(member)::bigint AS members
  FROM fact GROUP BY day, answer_kind, channel
  UNION ALL
  SELECT 2, day, hour, channel, count(*), sum(member)::bigint FROM fact GROUP BY day, hour, channel
  UNION ALL
  SELECT 3, day, took::smallint, 0::smallint, count(*), sum(member)::bigint FROM fact GROUP BY day, took
)
INSERT INTO figure_cell AS c (series, day, a, b, count, members)
SELECT series, day, a, b, n, members FROM grown
ON CONFLICT (series, day, a, b, source_id)
  DO UPDATE SET count = c.count + excluded.count, members = c.members + excluded.members
