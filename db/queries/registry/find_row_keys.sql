-- $1 text source   $2 bytea[] person keys.   Uses row_key_pkey, person_pkey, statement_pkey, statement_withdrawal_pkey,
-- list_pkey.   Read by store::KnownRow. The subqueries leave the planner no choice but to look each key up by itself:
-- figures of a table that grows are always old, and by old figures it would read the whole table for each chunk.
-- state: what became of the row's statement (store::ContentState).
SELECT r.person_key, r.content_hash, r.person_id,
  (SELECT p.side FROM person AS p WHERE p.person_id = r.person_id) AS side,
  coalesce((SELECT CASE
                     WHEN l.withdrawal_asked_at IS NOT NULL THEN 4
                     WHEN w.statement_id IS NULL OR (CASE WHEN s.kind IN (12, 13, 14, 15) THEN b.withdrawn_at ELSE b.withdrawal_asked_at END) IS NOT NULL THEN 1
                     WHEN w.by_list IS NOT NULL THEN 2
                     ELSE 3
                   END
            FROM statement AS s
            LEFT JOIN list AS l ON l.list_no = s.list_no
            LEFT JOIN statement_withdrawal AS w ON w.statement_id = s.statement_id
            LEFT JOIN list AS b ON b.list_no = w.by_list
            WHERE s.statement_id = r.statement_id), 1)::smallint AS state,
  r.statement_id
FROM unnest($2::bytea[]) AS k (person_key)
CROSS JOIN LATERAL (
  SELECT known.person_key, known.content_hash, known.person_id, known.statement_id
  FROM row_key AS known WHERE known.source_id = $1 AND known.person_key = k.person_key
  OFFSET 0
) AS r
