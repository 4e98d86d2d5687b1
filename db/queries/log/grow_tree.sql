-- $1 int tree   $2 bigint epoch   $3 bigint size   $4 bytea root   $5 bytea frontier.   Uses log_tree_pkey.
UPDATE log_tree SET size = $3, root = $4, frontier = $5 WHERE tree = $1 AND epoch = $2
