-- $1 bigint list.   Uses statement_list_deaths_idx. Whom the deaths of a list concern, in rising order.
SELECT DISTINCT person_id FROM statement WHERE list_no = $1 AND kind IN (12, 13, 14, 15) ORDER BY person_id
