-- One migrator at a time, whatever program it runs in. Any number, the same in every program of ours.
SELECT pg_advisory_lock(4725911)
