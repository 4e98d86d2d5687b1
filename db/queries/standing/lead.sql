-- One watcher of a database leads, as long as its connection lives.   $1 bigint advisory lock.
SELECT pg_try_advisory_lock($1)
