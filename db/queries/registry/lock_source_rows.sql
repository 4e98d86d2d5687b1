-- $1 text source. Lists of one source take turns chunk by chunk, so that two of them never make two persons of one
-- external id. 7108422 is the class of our advisory locks for this.
SELECT pg_advisory_xact_lock(7108422, hashtext($1))
