-- The batch that holds an entry, with its checkpoint where it is kept already.   $1 int tree   $2 bigint index.
-- Uses log_batch_pkey, log_checkpoint_pkey.
SELECT b.first_index + b.entries AS size, b.root, c.note
FROM (SELECT tree, first_index, entries, root FROM log_batch WHERE tree = $1 AND first_index <= $2
  ORDER BY first_index DESC LIMIT 1) AS b
LEFT JOIN log_checkpoint AS c ON c.tree = b.tree AND c.size = b.first_index + b.entries
