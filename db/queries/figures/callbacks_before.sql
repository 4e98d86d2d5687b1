-- $1 date.   Uses figure_cell_pkey.   Callbacks that stood at the end of the day before: due, waiting for the family, lapsed.
SELECT a, sum(count)::bigint AS count FROM figure_cell
WHERE series = 17 AND day < $1::date GROUP BY a HAVING sum(count) <> 0
