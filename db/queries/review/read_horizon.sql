-- The first transaction that may still be under way, and the first that has not begun.
SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS under_way, pg_snapshot_xmax(pg_current_snapshot())::text AS to_come
