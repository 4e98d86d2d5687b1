-- $1 bigint request number   $2 bytea sealed reason.   Uses release_request_pkey.
UPDATE release_request SET ground_sealed = $2 WHERE request_number = $1
