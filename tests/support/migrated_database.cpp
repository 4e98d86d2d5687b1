#include "support/migrated_database.hpp"

#include <fstream>
#include <stdexcept>
#include <utility>
#include <vector>

#include "store/migrator.hpp"
#include "support/source_path.hpp"

namespace hotline::test {
namespace {

void require(const core::Done& done) {
  if (!done) throw std::runtime_error("migrated template: " + done.error().message);
}

void make_logins(PrivatePostgres& server, const std::string& database) {
  const std::string script = server.folder() + "/roles.sql";
  std::ofstream(script) << "\\set database " << database << "\n\\i " << source_path("db/roles.sql") << "\n";
  server.run_file(database, script);
}

void make_template(PrivatePostgres& server, const std::string& database) {
  make_logins(server, database);
  const auto owner = connect_as(server, database, "hotline_owner");
  auto migrated = store::migrate(*owner);
  if (!migrated) throw std::runtime_error("migrated template: " + migrated.error().message);
  require(store::mark_database(*owner, store::DatabaseKind::kTrial));
}

}  // namespace

void use_migrated_template() {
  PrivatePostgres::set_template_maker(make_template);
}

std::string create_database_at(PrivatePostgres& server, int migration) {
  const std::string database = server.create_empty_database();
  make_logins(server, database);
  std::vector<store::MigrationFile> files = store::built_in_migrations();
  files.resize(static_cast<std::size_t>(migration));
  const auto migrated = store::migrate(*connect_as(server, database, "hotline_owner"), files);
  if (!migrated) throw std::runtime_error("older schema: " + migrated.error().message);
  return database;
}

std::string conninfo_as(const PrivatePostgres& server, const std::string& database, const std::string& login) {
  return server.conninfo(database) + " user=" + login;
}

std::unique_ptr<store::pg::BlockingConnection> connect_as(const PrivatePostgres& server, const std::string& database,
                                                          const std::string& login) {
  auto conninfo = store::pg::Conninfo::parse(conninfo_as(server, database, login));
  if (!conninfo) throw std::runtime_error(conninfo.error().message);
  store::pg::SessionOptions session{.conninfo = *conninfo,
                                    .application_name = "hotline test",
                                    .durability = store::pg::SessionOptions::Durability::kNotChecked};
  auto connection = store::pg::BlockingConnection::connect(std::move(session));
  if (!connection) throw std::runtime_error("cannot connect as " + login + ": " + connection.error().message);
  return std::move(*connection);
}

}  // namespace hotline::test
