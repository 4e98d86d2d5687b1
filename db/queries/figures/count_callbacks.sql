-- Callbacks by the day they were opened and what for (a: causes, bits); by the day they ended and how (a: state; b: days since
-- opened, of those told); tries by day and outcome; and as plus and minus on its day what stands: due, waiting for the
-- family, lapsed.   $1 bigint[] callbacks.
-- Uses callback_pkey, inquiry_pkey, callback_try_pkey, figure_callback_pkey, figure_cell_pkey.
WITH past AS MATERIALIZED (
  SELECT f.callback_id, f.causes, f.state, f.open_state, f.opened_day, f.left_day, f.lapsed, f.ended_day, f.tries
  FROM figure_callback AS f WHERE f.callback_id = ANY ($1::bigint[])
), today AS MATERIALIZED (
  SELECT c.callback_id, c.causes, c.state, (c.opened_at AT TIME ZONE 'UTC')::date AS opened_day,
    (c.ended_at AT TIME ZONE 'UTC')::date AS ended_day
  FROM callback AS c JOIN inquiry AS i ON i.reference = c.reference
  WHERE c.callback_id = ANY ($1::bigint[]) AND NOT i.apart
), tried AS MATERIALIZED (
  SELECT t.callback_id, t.try_number, t.outcome, (t.tried_at AT TIME ZONE 'UTC')::date AS day
  FROM callback_try AS t WHERE t.callback_id = ANY ($1::bigint[])
), held AS MATERIALIZED (
  -- One that has ended before it was ever seen open counts as due until then.
  SELECT t.callback_id, t.causes, t.state, coalesce(p.open_state, CASE t.state WHEN 2 THEN 2 ELSE 1 END) AS open_state,
    t.opened_day, coalesce(p.left_day, t.ended_day) AS left_day, coalesce(p.lapsed, false) OR t.state = 4 AS lapsed,
    t.ended_day, coalesce(p.tries, 0) AS tries_before,
    (SELECT coalesce(max(a.try_number), 0) FROM tried AS a WHERE a.callback_id = t.callback_id) AS tries
  FROM today AS t LEFT JOIN past AS p ON p.callback_id = t.callback_id
), counted AS (
  SELECT callback_id, causes, state, open_state, opened_day, left_day, lapsed, ended_day, 1 AS n FROM held
  UNION ALL
  SELECT p.callback_id, p.causes, p.state, p.open_state, p.opened_day, p.left_day, p.lapsed, p.ended_day, -1
  FROM past AS p JOIN held AS h ON h.callback_id = p.callback_id
), step AS (
  SELECT v.series, v.day, v.a, v.b, c.n * v.sign AS n, hashint8extended(c.callback_id, 2) & 4294967295 AS member
  FROM counted AS c CROSS JOIN LATERAL (VALUES
    (14, c.opened_day, c.causes, 0, 1, true),
    (15, c.ended_day, c.state,
     CASE c.state WHEN 3 THEN width_bucket(c.ended_day - c.opened_day, ARRAY[1, 2, 8, 31, 91, 366]) ELSE 0 END, 1,
     c.ended_day IS NOT NULL),
    (17, c.opened_day, c.open_state, 0, 1, true), (17, c.left_day, c.open_state, 0, -1, c.left_day IS NOT NULL),
    (17, c.left_day, 4, 0, 1, c.lapsed), (17, c.ended_day, 4, 0, -1, c.lapsed AND c.state <> 4))
    AS v (series, day, a, b, sign, counts)
  WHERE v.counts
  UNION ALL
  SELECT 16, t.day, t.outcome, 0, 1, hashint8extended(t.callback_id, 2 + t.try_number) & 4294967295
  FROM tried AS t JOIN held AS h ON h.callback_id = t.callback_id WHERE t.try_number > h.tries_before
), grown AS (
  SELECT series, day, a, b, sum(n) AS n, sum(n * member)::bigint AS members
  FROM step GROUP BY series, day, a, b HAVING sum(n) <> 0 OR sum(n * member) <> 0
), kept AS (
  INSERT INTO figure_callback (callback_id, causes, state, open_state, opened_day, left_day, lapsed, ended_day, tries)
  SELECT callback_id, causes, state, open_state, opened_day, left_day, lapsed, ended_day, tries FROM held
  ON CONFLICT (callback_id) DO UPDATE SET causes = excluded.causes, state = excluded.state, opened_day = excluded.opened_day,
    left_day = excluded.left_day, lapsed = excluded.lapsed, ended_day = excluded.ended_day, tries = excluded.tries
)
INSERT INTO figure_cell AS c (series, day, a, b, count, members)
SELECT series, day, a, b, n, members FROM grown
ON CONFLICT (series, day, a, b, source_id)
  DO UPDATE SET count = c.count + excluded.count, members = c.members + excluded.members
