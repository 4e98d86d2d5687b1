SELECT pg_advisory_unlock(4725911)
