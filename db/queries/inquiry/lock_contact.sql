-- Until the end of the transaction: two calls of one asker open one inquiry.   $1 bigint from the contact key.
SELECT pg_advisory_xact_lock($1)
