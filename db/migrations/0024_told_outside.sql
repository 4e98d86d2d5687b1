-- What callers from outside were told within a day, found after a restart without reading the day's whole log. The second
-- byte of guard_keys: core::GuardRow's bits of "told" and "outside".
CREATE INDEX log_payload_told_outside_idx ON log_payload (tree, log_index)
  WHERE substring(guard_keys FROM 2 FOR 1) = '\x05'::bytea;
