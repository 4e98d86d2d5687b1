-- $1 int number, $2 text name, $3 bytea sha256
INSERT INTO schema_migration (number, name, sha256) VALUES ($1, $2, $3)
