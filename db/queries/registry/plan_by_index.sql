-- A plan made while the register was small would read whole tables when it has grown. Until plan_as_usual.
SELECT set_config('enable_seqscan', 'off', true)
