-- $1 bigint link   $2 smallint state   $3 text first reviewer   $4 text second reviewer.   Uses link_pkey.
UPDATE link SET state = $2, first_reviewer = $3, second_reviewer = $4, decided_at = now() WHERE link_id = $1
