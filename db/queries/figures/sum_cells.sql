-- What happened between two days, of series 1 to 6, 10 and 14 to 16, and what stands at the end of the second, of the
-- others.
-- Series 10 by the week's Monday, in days since 1970.   $1 date from   $2 date to.   Uses figure_cell_pkey.
SELECT series, a, b, source_id, 0 AS week, sum(count)::bigint AS count, sum(members)::bigint AS members
FROM figure_cell WHERE series IN (1, 4, 5, 6, 14, 15, 16) AND day BETWEEN $1::date AND $2::date
GROUP BY series, a, b, source_id HAVING sum(count) <> 0
UNION ALL
SELECT series, a, b, source_id, 0, sum(count)::bigint, sum(members)::bigint
FROM figure_cell WHERE series IN (7, 9, 11, 12, 13, 17) AND day <= $2::date
GROUP BY series, a, b, source_id HAVING sum(count) <> 0
UNION ALL
SELECT 10, 0, 0, '', (date_trunc('week', day)::date - date '1970-01-01'), sum(count)::bigint, sum(members)::bigint
FROM figure_cell WHERE series = 10 AND date_trunc('week', day)::date + 6 BETWEEN $1::date AND $2::date
  AND day BETWEEN $1::date - 6 AND $2::date
GROUP BY 5 HAVING sum(count) <> 0
ORDER BY 1, 2, 3, 4, 5
