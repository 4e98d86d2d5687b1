-- Foreign keys are checked by cached plans again: planning each check anew would double the cost of an import.
SELECT set_config('plan_cache_mode', 'auto', true), set_config('enable_seqscan', 'on', true),
  set_config('enable_hashjoin', 'on', true), set_config('enable_mergejoin', 'on', true)
