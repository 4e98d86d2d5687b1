-- The batch that ended at this size or, if none did, began before it.   $1 int tree   $2 bigint size.
-- Uses log_batch_pkey.
SELECT first_index + entries AS size, root FROM log_batch WHERE tree = $1 AND first_index < $2
ORDER BY first_index DESC LIMIT 1
