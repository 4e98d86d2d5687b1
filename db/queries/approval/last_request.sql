-- $1 bigint reference.   Uses release_request_reference_idx.   Read by store::RequestRow.
SELECT request_number, reference, during_call, requested_by, requested_at, state FROM release_request
WHERE reference = $1 AND NOT EXISTS (
  SELECT FROM release AS r WHERE r.request_number = release_request.request_number AND r.break_glass)
ORDER BY request_number DESC LIMIT 1
