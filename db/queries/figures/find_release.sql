-- $1 smallint table   $2 date as of   $3 date known on.   Uses release_of_figures_pkey.   The last month that had ended then and
-- was released by then.
SELECT table_id, month, cells, sha256, released_at FROM release_of_figures
WHERE table_id = $1 AND (month + interval '1 month')::date - 1 <= $2::date
  AND (released_at AT TIME ZONE 'UTC')::date <= $3::date
ORDER BY month DESC LIMIT 1
