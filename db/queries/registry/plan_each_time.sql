-- Row keys are looked up one by one in their index: a plan kept from when the register was small, or made from old
-- figures, would read the whole table for each chunk. Until plan_as_usual.
SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'off', true),
  set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)
