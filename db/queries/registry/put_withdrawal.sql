-- $1 bigint statement   $2 text ground   $3 text actor   $4 boolean in effect at once.   Uses statement_withdrawal_pkey.
-- One row unless somebody asked for it before. A withdrawal that ended with its list makes room.
INSERT INTO statement_withdrawal AS w (statement_id, ground, asked_by, effective_at)
VALUES ($1, $2, $3, CASE WHEN $4 THEN now() END)
ON CONFLICT (statement_id) DO UPDATE SET ground = excluded.ground, asked_by = excluded.asked_by, asked_at = now(),
  effective_at = excluded.effective_at, confirmed_by = NULL, by_list = NULL
WHERE EXISTS (SELECT FROM list AS b, statement AS s
              WHERE b.list_no = w.by_list AND s.statement_id = w.statement_id
                AND (CASE WHEN s.kind IN (12, 13, 14, 15) THEN b.withdrawn_at ELSE b.withdrawal_asked_at END) IS NOT NULL)
RETURNING true
