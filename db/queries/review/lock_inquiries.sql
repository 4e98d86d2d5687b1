-- $1 bigint[] references.   Uses inquiry_pkey.   Read by store::AskedRow. In rising order, so that two reviews wait for each
-- other and never in a circle.
SELECT reference, state, facts_version FROM inquiry WHERE reference = ANY ($1::bigint[]) ORDER BY reference FOR UPDATE
