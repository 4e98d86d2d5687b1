// A database as the first release left it (tests/data/upgrade), brought to today by ops/up as by whoever operates one.
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "e2e/caller.hpp"
#include "e2e/installation.hpp"
#include "support/private_postgres.hpp"
#include "support/source_path.hpp"

namespace hotline::e2e {
namespace {

namespace fs = std::filesystem;

const std::string kData = test::source_path("tests/data/upgrade/");

struct Answered {
  std::string actor;
  v1::LookupPersonRequest request;
  v1::LookupPersonResponse response;
};

template <typename Message>
Message from_json(const std::string& json) {
  Message message;
  const auto parsed = google::protobuf::util::JsonStringToMessage(json, &message);
  if (!parsed.ok()) throw std::runtime_error("an answer of the first release does not parse: " + parsed.ToString());
  return message;
}

std::vector<Answered> answers_of_then() {
  std::ifstream file(kData + "answers");
  std::vector<Answered> all;
  std::string actor, request, response;
  while (std::getline(file, actor) && std::getline(file, request) && std::getline(file, response)) {
    all.push_back({actor, from_json<v1::LookupPersonRequest>(request), from_json<v1::LookupPersonResponse>(response)});
  }
  return all;
}

class UpgradeTest : public testing::Test {
 protected:
  // The database of then. Keys of requests live for seven days, so it is brought to today.
  std::string old_database() {
    const std::string database = server_.create_empty_database();
    server_.run_file(database, test::source_path("db/roles.sql"));
    server_.run_file(database, kData + "release_1.sql");
    server_.run_sql(database, "UPDATE request_key SET claimed_at = now()");
    return database;
  }
  std::string connection_file(const std::string& database) const {
    const std::string file = scratch_.path(database);
    std::ofstream(file) << server_.conninfo(database) << "\n";
    chmod(file.c_str(), 0600);
    return file;
  }
  static void copy_keys(const Installation& up) {
    fs::create_directory(up.path("keys"));
    for (const auto& entry : fs::directory_iterator(kData + "keys")) {
      const std::string to = up.path("keys/" + entry.path().filename().string());
      fs::copy_file(entry.path(), to);
      chmod(to.c_str(), 0600);
    }
    chmod(up.path("keys").c_str(), 0700);
    std::ofstream(up.path("sample_loaded")).flush();
  }
  static Ran program_on(const Installation& up, const std::string& connection) {
    std::string text = text_of(up.path("hotlined.toml"));
    const std::string key = "conninfo_file = \"";
    const std::size_t from = text.find(key) + key.size();
    text.replace(from, text.find('"', from) - from, connection);
    const std::string config = up.path("other.toml");
    std::ofstream(config) << text;
    chmod(config.c_str(), 0600);
    return run({up.program("hotlined"), "--config", config});
  }

  test::PrivatePostgres server_;
  ScratchFolder scratch_;
};

TEST_F(UpgradeTest, ADatabaseOfTheFirstReleaseGoesOnWithAllItsData) {
  const std::string database = old_database();
  const auto value = [&](const std::string& sql) { return server_.query_value(database, sql); };
  ASSERT_EQ(value("SELECT count(*) FROM schema_migration"), "4");
  const std::string persons = value("SELECT count(*) FROM person");
  const std::string statements = value("SELECT count(*) FROM statement");
  Installation::Options options;
  options.database_file = connection_file(database);
  const Installation up(options);
  copy_keys(up);
  const Ran begun = up.ops("up");
  ASSERT_EQ(begun.exit_code, 0) << begun.output;
  EXPECT_NE(begun.output.find("a key to sign the log with"), std::string::npos) << begun.output;
  EXPECT_EQ(value("SELECT count(*) FROM person"), persons);
  EXPECT_EQ(value("SELECT count(*) FROM statement"), statements);
  EXPECT_NE(begun.output.find("answer    CONFIRMED_CAPTIVE"), std::string::npos) << "an old record is found";

  const auto stub = v1::LookupService::NewStub(rpc::connect_local(up.socket()));
  const auto ask = [&](const Answered& asked, v1::LookupPersonResponse& response) {
    grpc::ClientContext context;
    rpc::prepare(context, asked.actor, std::chrono::seconds(8));
    return stub->LookupPerson(&context, asked.request, &response);
  };
  const std::vector<Answered> then = answers_of_then();
  ASSERT_EQ(then.size(), 10U);
  for (const Answered& one : then) {
    v1::LookupPersonResponse now;
    const auto status = ask(one, now);
    ASSERT_TRUE(status.ok()) << status.error_message();
    // The receipt grew: the first release signed nothing.
    now.mutable_receipt()->clear_inclusion_path();
    now.mutable_receipt()->clear_checkpoint();
    EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(now, one.response))
        << "another answer to the same request_id:\n"
        << now.DebugString() << one.response.DebugString();
  }

  // An inquiry of then goes on, with a new fact.
  Answered next = then.front();
  next.request.set_request_id("0f6f1a52-7d1c-4c3e-9c9e-0d1f6a4f9a11");
  next.request.mutable_facts()->set_unit("в/ч 077");
  v1::LookupPersonResponse answer;
  const auto status = ask(next, answer);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(answer.inquiry_reference(), then.front().request.inquiry().reference());
  EXPECT_EQ(answer.receipt().tree(), 1) << "the log goes on in its tree";
  EXPECT_FALSE(answer.receipt().checkpoint().empty());

  const Ran keys = up.hotline("nobody", {"keys", "show", "--public", "--folder", up.path("keys")});
  std::ofstream(up.path("log.pub")) << keys.output;
  const Ran verified = run({up.program("hotline"), "--json", "audit", "verify", "--conninfo-file",
                            options.database_file, "--public-key", up.path("log.pub")});
  EXPECT_EQ(verified.exit_code, 0) << verified.output;
  EXPECT_GE(json_number(verified.output, "entries"), 23) << verified.output;
  const Ran again = up.hotline("nobody", {"--json", "migrate", "--conninfo-file", options.database_file});
  EXPECT_NE(again.output.find("\"migrations_applied\": 0"), std::string::npos) << again.output;
  const std::string metrics = bench::read_metrics(up.run_folder() + "/metrics.sock"),
                    gauge = "\nhotline_standing_inquiries ";
  const std::size_t at = metrics.find(gauge);
  ASSERT_NE(at, std::string::npos) << metrics;
  EXPECT_GE(std::stod(metrics.substr(at + gauge.size())), 12) << "all wait for records of today";

  // On another schema than its own the server does not start, and says what helps.
  const Ran old = program_on(up, connection_file(old_database()));
  EXPECT_EQ(old.exit_code, 1) << old.output;
  EXPECT_NE(old.output.find("migration(s) of this program: back it up, then run hotline migrate"), std::string::npos)
      << old.output;
  server_.run_sql(database,
                  "INSERT INTO schema_migration (number, name, sha256) SELECT max(number) + 1, 'of_tomorrow', "
                  "sha256('x') FROM schema_migration");
  const Ran newer = program_on(up, options.database_file);
  EXPECT_EQ(newer.exit_code, 1) << newer.output;
  EXPECT_NE(newer.output.find("run the program that brought it there or a later one"), std::string::npos)
      << newer.output;
  const Ran back = up.hotline("nobody", {"migrate", "--conninfo-file", options.database_file});
  EXPECT_EQ(back.exit_code, 3) << back.output;
  EXPECT_EQ(up.ops("down").exit_code, 0);
}

}  // namespace
}  // namespace hotline::e2e
