-- $1 text measure   $2 date from   $3 date to   $4 date known on   $5 int rows at most.   Uses figure_measure_idx.
SELECT figure_id, source_name, measure, definition, as_of, value_min, value_max, citation, entered_at
FROM figure WHERE measure = $1 AND as_of BETWEEN $2::date AND $3::date
  AND (entered_at AT TIME ZONE 'UTC')::date <= $4::date
ORDER BY as_of, source_name, figure_id LIMIT $5
