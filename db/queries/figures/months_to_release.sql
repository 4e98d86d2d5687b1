-- $1 date first day of the month under way   $2 bigint tables a month.   Uses figure_cursor_pkey, release_of_figures_pkey.
-- The oldest month that has ended since the counts began and lacks a table.
SELECT m::date AS month
FROM generate_series((SELECT date_trunc('month', began_on) FROM figure_cursor WHERE only_row), $1::date - 1,
                     interval '1 month') AS m
WHERE (SELECT count(*) FROM release_of_figures AS r WHERE r.month = m::date) < $2
ORDER BY m LIMIT 1
