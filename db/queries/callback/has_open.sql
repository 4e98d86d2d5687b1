-- $1 bigint reference.   Uses callback_open_idx. A row while there is something to say or to ask.
SELECT c.callback_id FROM callback AS c WHERE c.reference = $1 AND c.state IN (1, 2)
