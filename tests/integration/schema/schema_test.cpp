// The dump of the migrated schema is kept in the repository, and every query file fits it.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <memory>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "sql/audit.hpp"
#include "sql/callback.hpp"
#include "sql/canary.hpp"
#include "sql/common.hpp"
#include "sql/deadline.hpp"
#include "sql/erasure.hpp"
#include "sql/feed.hpp"
#include "sql/figures.hpp"
#include "sql/guard.hpp"
#include "sql/inquiry.hpp"
#include "sql/log.hpp"
#include "sql/lookup.hpp"
#include "sql/maintenance.hpp"
#include "sql/partner.hpp"
#include "sql/registry.hpp"
#include "sql/reseal.hpp"
#include "sql/review.hpp"
#include "sql/setup.hpp"
#include "sql/standing.hpp"
#include "support/migrated_database.hpp"
#include "support/source_path.hpp"

namespace hotline::test {
namespace {

std::string run(const std::string& command) {
  std::string out;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  if (!pipe) return out;
  std::array<char, 4096> block;
  while (const auto got = std::fread(block.data(), 1, block.size(), pipe.get())) out.append(block.data(), got);
  return out;
}

// Without comments, settings, blank lines and whatever changes with the minor version of pg_dump.
std::string without_noise(const std::string& dump) {
  std::istringstream in(dump);
  std::string line;
  std::string kept;
  while (std::getline(in, line)) {
    if (line.empty() || line.starts_with("--") || line.starts_with("SET ") || line.starts_with("SELECT pg_catalog") ||
        line.starts_with("\\")) {
      continue;
    }
    kept += line + '\n';
  }
  return kept;
}

class SchemaTest : public testing::Test {
 protected:
  SchemaTest() : server_((use_migrated_template(), PrivatePostgres::shared())), database_(server_.create_database()) {}
  PrivatePostgres& server_;
  std::string database_;
};

TEST_F(SchemaTest, TheDumpInTheRepositoryIsTheSchema) {
  const char* bin = std::getenv("HOTLINE_PG_BIN");
  const std::string folder = bin != nullptr ? bin : "/usr/lib/postgresql/15/bin";
  const auto dump =
      without_noise(run(folder + "/pg_dump --schema-only '" + server_.superuser_conninfo(database_) + "'"));
  ASSERT_GT(dump.size(), 1000U);
  const std::string path = source_path("db/schema.sql");
  if (std::getenv("HOTLINE_GOLDEN_WRITE") != nullptr) {
    std::ofstream(path) << "-- The migrated schema, for reading. Written by schema_test with HOTLINE_GOLDEN_WRITE=1.\n"
                        << dump;
  }
  std::ifstream file(path);
  std::stringstream kept;
  kept << file.rdbuf();
  EXPECT_EQ(dump, without_noise(kept.str())) << "run integration_schema with HOTLINE_GOLDEN_WRITE=1";
}

struct Area {
  const char* login;
  std::vector<std::pair<std::string, std::string>> queries;
};

template <std::size_t N, typename Named>
Area area(const char* login, const Named (&all)[N]) {
  Area made{login, {}};
  for (const auto& query : all) made.queries.emplace_back(query.name, query.text);
  return made;
}

std::vector<Area> areas() {
  return {area("hotline_registry", sql::common::kAll),   area("hotline_registry", sql::feed::kAll),
          area("hotline_inquiry", sql::inquiry::kAll),   area("hotline_log", sql::log::kAll),
          area("hotline_inquiry", sql::lookup::kAll),    area("hotline_maintenance", sql::maintenance::kAll),
          area("hotline_registry", sql::registry::kAll), area("hotline_owner", sql::setup::kAll),
          area("hotline_matching", sql::standing::kAll), area("hotline_matching", sql::feed::kAll),
          area("hotline_inquiry", sql::review::kAll),    area("hotline_auditor", sql::audit::kAll),
          area("hotline_erasure", sql::erasure::kAll),   area("hotline_custodian", sql::reseal::kAll),

          area("hotline_reporting", sql::figures::kAll), area("hotline_reporting", sql::common::kAll),
          area("hotline_inquiry", sql::callback::kAll),  area("hotline_inquiry", sql::partner::kAll),
          area("hotline_registry", sql::deadline::kAll), area("hotline_guard", sql::guard::kAll),
          area("hotline_registry", sql::canary::kAll)};
}

int parameters_of(const std::string& text) {
  int highest = 0;
  const std::regex parameter("\\$([0-9]+)");
  std::istringstream in(text);
  std::string line;
  while (std::getline(in, line)) {
    if (line.starts_with("--")) continue;
    for (std::sregex_iterator at(line.begin(), line.end(), parameter), end; at != end; ++at) {
      highest = std::max(highest, std::stoi((*at)[1]));
    }
  }
  return highest;
}

bool plannable(const std::string& text) {
  std::istringstream in(text);
  std::string line;
  while (std::getline(in, line)) {
    if (line.starts_with("--") || line.empty()) continue;
    static const std::regex verb("^\\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\\b");
    return std::regex_search(line, verb);
  }
  return false;
}

// May walk an index without a key: page after page, or once at the start of a server, to count.
bool may_walk(const std::string& name, const std::string& text) {
  return text.find("LIMIT $") != std::string::npos || name == "feed/read_revision";
}

// The plan that sessions keep (pg::kOpenSession), made while all tables are empty: it must be the one for large tables.
TEST_F(SchemaTest, EveryQueryIsPreparedByItsLoginAndReadsLargeTablesByIndex) {
  const std::set<std::string> large{
      "person",       "person_state",    "person_name",      "identifier",    "statement", "list_row",
      "row_key",      "register_change", "inquiry",          "inquiry_facts", "write_key", "request_key",
      "log_batch",    "match_candidate", "candidate_review", "awaited_link",  "callback",  "callback_try",
      "partner_case", "deadline",        "release"};
  int prepared = 0;
  std::deque<std::string> texts;  // a connection keeps what it prepared by the place of its text
  for (const auto& [login, queries] : areas()) {
    auto connection = connect_as(server_, database_, login);
    for (const auto& [name, text] : queries) {
      if (!plannable(text)) continue;
      ++prepared;
      std::string arguments;
      const int count = parameters_of(text);
      for (int i = 0; i < count; ++i) arguments += i == 0 ? "(NULL" : ", NULL";
      if (count > 0) arguments += ")";
      const auto made = connection->script("PREPARE q AS " + text);
      ASSERT_TRUE(made) << name << " as " << login << ": " << (made ? "" : made.error().message);
      texts.push_back("EXPLAIN EXECUTE q" + arguments);
      const auto plan = connection->exec(store::pg::Query(texts.back().c_str()));
      ASSERT_TRUE(plan) << name << ": " << (plan ? "" : plan.error().message);
      static const std::regex scan("(Seq|Index|Index Only) Scan (using [a-z_0-9]+ )?on ([a-z_0-9]+)");
      for (std::size_t i = 0; i < plan->size(); ++i) {
        const std::string line = (*plan)[i].text(0);
        std::smatch found;
        if (!std::regex_search(line, found, scan) || !large.contains(found[3])) continue;
        const std::string below = i + 1 < plan->size() ? (*plan)[i + 1].text(0) : std::string();
        const bool by_key = found[1] != "Seq" && below.find("Index Cond:") != std::string::npos;
        EXPECT_TRUE(by_key || may_walk(name, text)) << name << ": " << line << "\n" << below;
      }
      ASSERT_TRUE(connection->script("DEALLOCATE q"));
    }
  }
  EXPECT_GT(prepared, 40);
}

}  // namespace
}  // namespace hotline::test
