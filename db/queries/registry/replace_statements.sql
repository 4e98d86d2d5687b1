-- $1 bigint[] statements   $2 boolean[] in effect at once   $3 text actor   $4 bigint list.
-- Uses statement_withdrawal_pkey, list_pkey. A later list of their source says otherwise. A death that counts waits for
-- the second registrar.
INSERT INTO statement_withdrawal AS w (statement_id, ground, asked_by, effective_at, by_list)
SELECT n.statement_id, 'a later list of the source says otherwise', $3, CASE WHEN n.at_once THEN now() END, $4
FROM unnest($1::bigint[], $2::boolean[]) AS n (statement_id, at_once)
ON CONFLICT (statement_id) DO UPDATE SET ground = excluded.ground, asked_by = excluded.asked_by, asked_at = now(),
  effective_at = excluded.effective_at, confirmed_by = NULL, by_list = excluded.by_list
WHERE EXISTS (SELECT FROM list AS b, statement AS s
              WHERE b.list_no = w.by_list AND s.statement_id = w.statement_id
                AND (CASE WHEN s.kind IN (12, 13, 14, 15) THEN b.withdrawn_at ELSE b.withdrawal_asked_at END) IS NOT NULL)
