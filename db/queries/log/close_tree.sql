-- For good: its head lies behind one that was already given out.   $1 int tree.   Uses log_tree_pkey.
UPDATE log_tree SET closed_at = now(), epoch = epoch + 1 WHERE tree = $1 AND closed_at IS NULL
