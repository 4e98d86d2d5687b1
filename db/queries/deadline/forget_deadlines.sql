-- $1 bigint[] persons.   Uses deadline_pkey. Of all clusters that bore one of their numbers.
DELETE FROM deadline WHERE cluster_id = ANY ($1::bigint[])
