-- Ends request keys older than seven days; gives how many.
SELECT drop_old_keys()
