-- Makes log partitions up to so many beyond the one in use; gives how many lie ahead.   $1 int ahead.
SELECT make_log_partitions($1)
