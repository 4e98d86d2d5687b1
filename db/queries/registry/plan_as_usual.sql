-- Ends plan_by_index.
SELECT set_config('enable_seqscan', 'on', true)
