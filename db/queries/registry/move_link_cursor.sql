-- $1 bigint revision up to which everything was compared.
UPDATE link_cursor SET revision = $1
