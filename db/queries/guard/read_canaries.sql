-- All canaries: some hundreds.
SELECT c.person_id FROM canary AS c ORDER BY c.person_id
