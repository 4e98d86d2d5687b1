-- $1 bigint reference.   Uses release_request_reference_idx.   Read by store::RequestRow.
SELECT request_number, reference, during_call, requested_by, requested_at, state FROM release_request
WHERE reference = $1 ORDER BY request_number DESC LIMIT 1
