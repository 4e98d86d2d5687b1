-- A plan kept from when the register was small would read whole tables later. Until plan_as_usual.
SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'off', true)
