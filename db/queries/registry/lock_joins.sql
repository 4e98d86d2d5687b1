-- Whoever makes records or joins them takes turns here, chunk by chunk, so that one human being who comes on two lists at
-- once is seen by the second one. 7108422 is our advisory lock for this.
SELECT pg_advisory_xact_lock(7108422)
