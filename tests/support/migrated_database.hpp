#pragma once

#include <memory>
#include <string>

#include "store/pg/blocking_connection.hpp"
#include "support/private_postgres.hpp"

namespace hotline::test {

// The program's logins and the migrated schema in every cluster's template, marked TRIAL. Safe to call again.
void use_migrated_template();

// A database with the logins and the schema as an older program left it, up to this migration.
std::string create_database_at(PrivatePostgres& server, int migration);

// The database as one of the program's logins sees it: "hotline_log", "hotline_registry" ...
std::string conninfo_as(const PrivatePostgres& server, const std::string& database, const std::string& login);
// A connection for a test's own statements; throws when it cannot be made.
std::unique_ptr<store::pg::BlockingConnection> connect_as(const PrivatePostgres& server, const std::string& database,
                                                          const std::string& login);

}  // namespace hotline::test
