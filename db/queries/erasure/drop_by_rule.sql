-- One of the rule that turned out not to be.   $1 bigint number.   Uses erasure_pkey.
UPDATE erasure SET state = 2 WHERE erasure_number = $1 AND cause = 2 AND state = 3
