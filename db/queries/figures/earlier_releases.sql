-- $1 smallint[] tables   $2 date month.   Uses release_of_figures_pkey.   What left of them before this month.
SELECT table_id, month, cells FROM release_of_figures
WHERE table_id = ANY ($1::smallint[]) AND month < $2::date ORDER BY month, table_id
