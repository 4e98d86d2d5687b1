-- $1 bigint request number.   Uses release_request_pkey.   Read by store::RequestRow.
SELECT request_number, reference, during_call, requested_by, requested_at, state FROM release_request
WHERE request_number = $1 FOR UPDATE
