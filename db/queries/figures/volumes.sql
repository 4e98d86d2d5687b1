-- $1 date from   $2 date to.   Uses figure_cell_pkey.   What the desk does, by day: questions by channel and hour,
-- inquiries opened, callbacks.
SELECT series, day, a, b, count FROM figure_cell
WHERE series IN (2, 6, 14, 15, 16, 17) AND source_id = '' AND day BETWEEN $1::date AND $2::date AND count <> 0
ORDER BY day, series, a, b
