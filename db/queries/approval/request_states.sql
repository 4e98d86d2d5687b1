-- $1 bigint[] request numbers.   Uses release_request_pkey.
SELECT request_number, state FROM release_request WHERE request_number = ANY ($1::bigint[])
