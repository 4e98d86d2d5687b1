-- All trees, a handful of rows. Entries of a tree without a row are damage: its size is NULL.   Uses log_tree_pkey,
-- log_entry_pN_pkey.
WITH RECURSIVE used AS (
  SELECT (SELECT min(tree) FROM log_entry) AS tree
  UNION ALL
  SELECT (SELECT min(e.tree) FROM log_entry AS e WHERE e.tree > used.tree) FROM used WHERE used.tree IS NOT NULL)
SELECT coalesce(t.tree, used.tree) AS tree, t.size
FROM log_tree AS t FULL JOIN (SELECT tree FROM used WHERE tree IS NOT NULL) AS used ON used.tree = t.tree
ORDER BY 1
