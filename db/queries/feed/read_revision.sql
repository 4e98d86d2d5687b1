-- Where the register stands and about how many persons it holds. One row.
SELECT r.revision, (SELECT count(*) FROM person_state) AS persons FROM register_revision AS r
