-- Checkpoints that no further batch took along. One that is kept already stays.   $1 int tree   $2 bigint[] sizes
-- $3 text[] notes.   Uses log_checkpoint_pkey.
INSERT INTO log_checkpoint (tree, size, note) SELECT $1, c.size, c.note FROM unnest($2::bigint[], $3::text[]) AS c (size, note)
ON CONFLICT (tree, size) DO NOTHING
