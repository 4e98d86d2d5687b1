-- $1 bigint reference.   Uses callback_open_idx, callback_lapsed_idx. What there is to say or to ask, also where the calls were
-- in vain: its causes; no row when there is nothing.
SELECT c.causes FROM callback AS c WHERE c.reference = $1 AND c.state IN (1, 2)
UNION ALL SELECT c.causes FROM callback AS c WHERE c.reference = $1 AND c.state = 4
