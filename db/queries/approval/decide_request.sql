-- $1 bigint request number   $2 smallint state   $3 text actor   $4 bytea sealed ground.   Uses release_request_pkey.
UPDATE release_request SET state = $2, decided_by = $3, decided_at = now(), ground_sealed = $4
WHERE request_number = $1 AND state = 1
