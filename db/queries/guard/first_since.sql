-- $1 int tree   $2 int seconds.   Uses log_batch_pkey, backwards. The first index that may have been logged within so many
-- seconds; NULL when all were.
SELECT b.first_index + b.entries FROM log_batch AS b
WHERE b.tree = $1 AND b.committed_at < clock_timestamp() - make_interval(secs => $2::int)
ORDER BY b.first_index DESC LIMIT 1
