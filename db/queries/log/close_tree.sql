-- For good: its head lies behind one that was already given out.   $1 int tree   $2 bigint the size that was known; NULL
-- or a smaller one: nothing is known to be lost.   Uses log_tree_pkey.
UPDATE log_tree SET closed_at = now(), epoch = epoch + 1, lost_until = CASE WHEN $2::bigint > size THEN $2::bigint END
WHERE tree = $1 AND closed_at IS NULL
