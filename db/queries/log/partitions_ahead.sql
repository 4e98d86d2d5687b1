-- Whole partitions beyond the one in use.
SELECT log_partitions_ahead()
