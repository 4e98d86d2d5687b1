-- $1 bigint callback.   Uses callback_pkey. Whose inquiry is locked before it, as whoever changes an inquiry does.
SELECT c.reference FROM callback AS c WHERE c.callback_id = $1
