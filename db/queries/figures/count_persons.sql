-- Records by source and side and by the day they were entered; people, each once, by side and status, rung and region.
-- Those who guard the register, and on a LIVE database the people of invented sources, are left out.
-- $1 bigint[] persons   $2 date today.
-- Uses person_state_pkey, person_pkey, statement_person_idx, source_pkey, canary_pkey, figure_person_pkey, figure_cell_pkey.
WITH held AS MATERIALIZED (
  SELECT s.person_id, p.side, s.status, s.rung, s.region, s.cluster_id = s.person_id AS head,
    coalesce(o.source_id, '') AS source_id, (p.entered_at AT TIME ZONE 'UTC')::date AS entered_day,
    LEAST((s.changed_at AT TIME ZONE 'UTC')::date, $2::date) AS day
  FROM person_state AS s
  JOIN person AS p ON p.person_id = s.person_id
  -- Not by LIMIT 1: for it the planner can walk all statements in their order until one of this person comes.
  CROSS JOIN LATERAL (SELECT (array_agg(t.source_id ORDER BY t.statement_id))[1] AS source_id
                      FROM statement AS t WHERE t.person_id = s.person_id) AS first
  LEFT JOIN source AS o ON o.source_id = first.source_id
  WHERE s.person_id = ANY ($1::bigint[]) AND NOT EXISTS (SELECT FROM canary AS c WHERE c.person_id = s.person_id)
    AND NOT (coalesce(o.invented, false) AND EXISTS (SELECT FROM database_kind WHERE kind = 'LIVE'))
), past AS MATERIALIZED (
  SELECT f.person_id, f.side, f.status, f.rung, f.region, f.head, f.source_id, f.entered_day, coalesce(h.day, $2::date) AS day
  FROM figure_person AS f LEFT JOIN held AS h ON h.person_id = f.person_id WHERE f.person_id = ANY ($1::bigint[])
), counted AS (
  SELECT person_id, side, status, rung, region, head, source_id, entered_day, day, 1 AS n FROM held
  UNION ALL
  SELECT person_id, side, status, rung, region, head, source_id, entered_day, day, -1 FROM past
), step AS (
  SELECT v.series, v.day, v.a, v.b, v.source_id, c.n, hashint8extended(c.person_id, 1) & 4294967295 AS member
  FROM counted AS c CROSS JOIN LATERAL (VALUES
    (9, c.day, c.side, 0::smallint, c.source_id, true), (10, c.entered_day, c.side, 0::smallint, '', true),
    (11, c.day, c.side, c.status, '', c.head), (12, c.day, c.side, c.rung, '', c.head),
    (13, c.day, c.side, c.region, '', c.head)) AS v (series, day, a, b, source_id, counts)
  WHERE v.counts
), grown AS (
  SELECT series, day, a, b, source_id, sum(n) AS n, sum(n * member)::bigint AS members
  FROM step GROUP BY series, day, a, b, source_id HAVING sum(n) <> 0 OR sum(n * member) <> 0
), gone AS (
  DELETE FROM figure_person AS f WHERE f.person_id = ANY ($1::bigint[])
    AND NOT EXISTS (SELECT FROM held AS h WHERE h.person_id = f.person_id)
), kept AS (
  INSERT INTO figure_person (person_id, side, status, rung, region, head, source_id, entered_day)
  SELECT person_id, side, status, rung, region, head, source_id, entered_day FROM held
  ON CONFLICT (person_id) DO UPDATE SET side = excluded.side, status = excluded.status, rung = excluded.rung,
    region = excluded.region, head = excluded.head, source_id = excluded.source_id, entered_day = excluded.entered_day
)
INSERT INTO figure_cell AS c (series, day, a, b, source_id, count, members)
SELECT series, day, a, b, source_id, n, members FROM grown
ON CONFLICT (series, day, a, b, source_id)
  DO UPDATE SET count = c.count + excluded.count, members = c.members + excluded.members
