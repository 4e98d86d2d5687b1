-- In the transaction of its entry.   $1 bigint erasure   $2 int tree   $3 bigint index of the entry   $4 bytea salt and
-- $5 bytea payload that its leaf commits to   $6 int[] trees, $7 bigint[] first and $8 bigint[] last indexes erased.
SELECT carry_out_erasure($1, $2, $3, $4, $5, $6, $7, $8)
