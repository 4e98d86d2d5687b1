-- Inquiries whose families were told something for the first time, by the days they had waited.
-- $1 int tree   $2 bigint from this index   $3 bigint to before this one.
-- Uses disclosed_index_idx, inquiry_pkey, figure_told_pkey, figure_cell_pkey.
WITH told AS (
  SELECT d.reference, (min(d.disclosed_at) AT TIME ZONE 'UTC')::date AS day
  FROM disclosed AS d JOIN inquiry AS i ON i.reference = d.reference AND NOT i.apart
  WHERE d.tree = $1 AND d.log_index >= $2 AND d.log_index < $3 GROUP BY d.reference
), fresh AS (
  INSERT INTO figure_told (reference, told_day) SELECT reference, day FROM told
  ON CONFLICT (reference) DO NOTHING RETURNING reference, told_day
)
INSERT INTO figure_cell AS c (series, day, a, b, count, members)
SELECT 5, f.told_day, width_bucket(f.told_day - (i.opened_at AT TIME ZONE 'UTC')::date, ARRAY[1, 2, 8, 31, 91, 366])::smallint,
  0, count(*), sum(hashint8extended(f.reference, 0) & 4294967295)::bigint
FROM fresh AS f JOIN inquiry AS i ON i.reference = f.reference GROUP BY 2, 3
ON CONFLICT (series, day, a, b, source_id)
  DO UPDATE SET count = c.count + excluded.count, members = c.members + excluded.members
