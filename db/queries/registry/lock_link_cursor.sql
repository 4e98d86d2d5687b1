-- One server at a time compares records; the others see no row.
SELECT revision FROM link_cursor FOR UPDATE SKIP LOCKED
