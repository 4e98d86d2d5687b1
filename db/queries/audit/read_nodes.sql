-- Tree nodes by their place: kind 0 are leaves (their bytes, by index), kind 1 interior nodes (32 bytes, by position).
-- $1 int tree   $2 bigint[] leaf indexes   $3 bigint[] positions   $4 bigint[] for each position the leaf that completed it.
-- Uses log_entry_pN_pkey, log_batch_pkey.
SELECT 0 AS kind, e.log_index AS place, e.leaf AS bytes FROM log_entry AS e
WHERE e.tree = $1 AND e.log_index = ANY ($2::bigint[])
UNION ALL
SELECT 1, n.position,
  substring(b.nodes FROM ((n.position - b.first_index + bit_count(b.first_index::bit(64))) * 32 + 1)::int FOR 32)
FROM unnest($3::bigint[], $4::bigint[]) AS n (position, completed_by)
CROSS JOIN LATERAL (SELECT first_index, nodes FROM log_batch WHERE tree = $1 AND first_index <= n.completed_by
  ORDER BY first_index DESC LIMIT 1) AS b
