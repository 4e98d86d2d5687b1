-- Which references are in use.   $1 bigint[] references.   Uses inquiry_pkey.
SELECT reference FROM inquiry WHERE reference = ANY ($1::bigint[])
