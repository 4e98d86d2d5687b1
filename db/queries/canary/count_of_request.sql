-- $1 text actor   $2 uuid request.   Uses canary_request_idx.
SELECT count(*)::int FROM canary AS c WHERE c.planted_by = $1 AND c.request_id = $2
