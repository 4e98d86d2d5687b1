-- $1 text actor   $2 uuid request.   Uses request_key_pkey, log_entry_pN_pkey.   Read by store::StoredAnswer.
SELECT k.digest, k.tree, k.log_index, k.answer_sealed, e.leaf
FROM request_key AS k
JOIN log_entry AS e ON e.tree = k.tree AND e.log_index = k.log_index
WHERE k.actor_id = $1 AND k.request_id = $2
