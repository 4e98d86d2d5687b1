-- $1 bigint[] persons   $2 timestamptz until then, NULL for all   $3 int rows at most.   Uses disclosed_person_idx,
-- lookup_fact_index_idx.   Read by store::ToldRow. What was told of them, the latest first. Rows of before
-- migration 0005 have no kind of their own; looking one up among the facts takes a hundredth of a second.
SELECT t.disclosed_at, t.person_id, t.version, t.reference, t.tree, t.log_index,
  coalesce(t.answer_kind, (SELECT f.answer_kind FROM lookup_fact AS f
                           WHERE f.log_index = t.log_index AND f.tree = t.tree LIMIT 1)) AS answer_kind
FROM (
  SELECT d.disclosed_at, d.person_id, d.version, d.reference, d.tree, d.log_index, d.answer_kind
  FROM disclosed AS d
  WHERE d.person_id = ANY ($1::bigint[]) AND ($2::timestamptz IS NULL OR d.disclosed_at <= $2)
  ORDER BY d.disclosed_at DESC, d.log_index DESC, d.tree, d.person_id LIMIT $3
) AS t
ORDER BY t.disclosed_at DESC, t.log_index DESC, t.tree, t.person_id
