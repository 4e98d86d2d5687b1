-- $1 text source   $2 text[] headings   $3 text[] columns   $4 text actor.   Uses source_mapping_pkey. What the next list
-- of the source is read by.
INSERT INTO source_mapping AS m (source_id, headings, columns, changed_by) VALUES ($1, $2, $3, $4)
ON CONFLICT (source_id) DO UPDATE SET headings = excluded.headings, columns = excluded.columns,
  changed_by = excluded.changed_by, changed_at = now()
WHERE (m.headings, m.columns) IS DISTINCT FROM (excluded.headings, excluded.columns)
