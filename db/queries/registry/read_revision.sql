-- The revision as of the latest commit.
SELECT revision FROM register_revision
