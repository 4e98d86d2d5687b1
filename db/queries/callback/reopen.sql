-- $1 bigint callback.   Uses callback_pkey, callback_open_idx. The number of the one that stands for it now, NULL when it has
-- not lapsed or nobody may be called.
SELECT reopen_callback($1) AS callback_id
