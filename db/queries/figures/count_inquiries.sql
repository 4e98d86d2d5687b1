-- Opened on a day, and how many stand in each state by the month they were opened in (counted from 2020). One that is new counts
-- in its state since it was opened, so that a day's end holds all that were opened up to it.
-- $1 bigint[] references.   $2 date today.   Uses inquiry_pkey, figure_inquiry_pkey, figure_cell_pkey.
WITH held AS MATERIALIZED (
  SELECT i.reference, i.state, (i.opened_at AT TIME ZONE 'UTC')::date AS opened_day
  FROM inquiry AS i WHERE i.reference = ANY ($1::bigint[]) AND NOT i.apart
), past AS MATERIALIZED (
  SELECT reference, state, opened_day FROM figure_inquiry WHERE reference = ANY ($1::bigint[])
), step AS (
  SELECT 6 AS series, h.opened_day AS day, 0 AS a, 0 AS b, 1 AS n, h.reference
  FROM held AS h WHERE NOT EXISTS (SELECT FROM past AS p WHERE p.reference = h.reference)
  UNION ALL
  SELECT 7, CASE WHEN p.reference IS NULL THEN h.opened_day ELSE $2::date END, h.state,
    (extract(year FROM h.opened_day)::int - 2020) * 12 + extract(month FROM h.opened_day)::int, 1, h.reference
  FROM held AS h LEFT JOIN past AS p ON p.reference = h.reference
  UNION ALL
  SELECT 7, $2::date, p.state, (extract(year FROM p.opened_day)::int - 2020) * 12 + extract(month FROM p.opened_day)::int,
    -1, p.reference FROM past AS p JOIN held AS h ON h.reference = p.reference
), grown AS (
  SELECT series, day, a, b, sum(n) AS n, sum(n * (hashint8extended(reference, 0) & 4294967295))::bigint AS members
  FROM step GROUP BY series, day, a, b HAVING sum(n) <> 0 OR sum(n * (hashint8extended(reference, 0) & 4294967295)) <> 0
), kept AS (
  INSERT INTO figure_inquiry AS k (reference, state, opened_day) SELECT reference, state, opened_day FROM held
  ON CONFLICT (reference) DO UPDATE SET state = excluded.state
)
INSERT INTO figure_cell AS c (series, day, a, b, count, members)
SELECT series, day, a, b, n, members FROM grown
ON CONFLICT (series, day, a, b, source_id)
  DO UPDATE SET count = c.count + excluded.count, members = c.members + excluded.members
