// How hotlined ends, what it refuses to start with, and what it does while its database is away.
#include <gtest/gtest.h>
#include <signal.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "e2e/caller.hpp"
#include "e2e/programs.hpp"
#include "support/migrated_database.hpp"

namespace hotline::e2e {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kTelephones = 24;

class DrainTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { site_ = new bench::Site(program_folder()); }
  static void TearDownTestSuite() { delete site_; }

  static core::NameParts somebody(std::int64_t number) {
    core::NameParts name;
    name.surname = "Неіснуючий";
    name.given = "Остап";
    name.patronymic = "Номер" + std::string(static_cast<std::size_t>(number % 7), 'o');
    return name;
  }
  static core::PartialDate born() { return *core::parse_date("1991-04-17"); }

  static std::string text_of(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
  }
  static void write(const std::string& path, const std::string& text) { std::ofstream(path) << text; }
  // What hotlined says when it refuses to start.
  static std::string refusal(const std::string& config) {
    const Ran ran = run({site_->program("hotlined"), "--config", config}, std::chrono::seconds(20));
    EXPECT_EQ(ran.exit_code, 1) << ran.output;
    EXPECT_NE(ran.output.find("hotlined does not start: "), std::string::npos) << ran.output;
    return ran.output;
  }
  static std::string config_with_database(const std::string& name, const std::string& conninfo) {
    const std::string file = site_->folder() + "/" + name + ".connection";
    write(file, conninfo + "\n");
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    const std::string config = site_->write_config(name, 9);
    std::string text = text_of(config);
    const std::string was = site_->folder() + "/connection";
    text.replace(text.find(was), was.size(), file);
    write(config, text);
    return config;
  }

  static bench::Site* site_;
};
bench::Site* DrainTest::site_ = nullptr;

// What the telephones heard.
struct Told {
  std::atomic<std::int64_t> answered{0};
  std::atomic<std::int64_t> refused{0};
  std::atomic<std::int64_t> otherwise{0};
};

TEST_F(DrainTest, CallsInFlightAreAnsweredAndNoneIsLost) {
  Hotlined server(*site_, "drained", 1);
  Told told;
  std::atomic<bool> stop{false};
  std::vector<std::thread> telephones;
  for (std::size_t i = 0; i < kTelephones; ++i) {
    telephones.emplace_back([&, i] {
      Caller caller(server.socket(), bench::operator_name(i));
      while (!stop) {
        const auto answer = caller.ask(somebody(told.answered), born());
        if (answer.answered()) {
          ++told.answered;
        } else if (answer.status.error_code() == grpc::StatusCode::UNAVAILABLE ||
                   answer.status.error_code() == grpc::StatusCode::CANCELLED) {
          // CANCELLED is what gRPC says to a call that reaches a server which no longer takes any.
          ++told.refused;
          std::this_thread::sleep_for(milliseconds(5));
        } else {
          ++told.otherwise;
          ADD_FAILURE() << answer.status.error_code() << " " << answer.status.error_message();
        }
      }
    });
  }
  const auto began = steady_clock::now();
  while (told.answered < 300 && steady_clock::now() - began < std::chrono::seconds(30)) {
    std::this_thread::sleep_for(milliseconds(5));
  }
  const auto asked_to_end = steady_clock::now();
  server.signal(SIGTERM);
  EXPECT_EQ(server.wait().exit_code, 0) << server.output();
  const double seconds = std::chrono::duration<double>(steady_clock::now() - asked_to_end).count();
  std::this_thread::sleep_for(milliseconds(50));
  stop = true;
  for (auto& telephone : telephones) telephone.join();
  EXPECT_GE(told.answered, 300);
  EXPECT_GT(told.refused, 0);
  EXPECT_LT(seconds, 20);
  // Whoever was refused was refused before the call began: it is in no log.
  EXPECT_EQ(site_->query("SELECT count(*) FROM lookup_fact"), std::to_string(told.answered));
  std::printf("drained in %.2f s: %lld answered, all logged; %lld refused, none logged\n", seconds,
              static_cast<long long>(told.answered), static_cast<long long>(told.refused));

  server.start();
  Caller caller(server.socket(), "operator");
  EXPECT_EQ(caller.ask(somebody(1), born()).kind, v1::ANSWER_KIND_NO_ANSWER_TODAY);
}

// Five drains of two servers in turn (security.md G9): whoever is refused at one asks the other, once.
TEST_F(DrainTest, RestartsInTurnLoseNoCallOfThoseWhoAskTwice) {
  constexpr int kDrains = 5;
  constexpr std::size_t kFloor = 8;
  Hotlined first(*site_, "turn-a", 3), second(*site_, "turn-b", 4);
  const std::array<Hotlined*, 2> servers{&first, &second};
  const std::int64_t before = std::stoll(site_->query("SELECT count(*) FROM lookup_fact"));
  // By telephone and server.
  std::array<std::array<std::atomic<std::int64_t>, 2>, kFloor> answered{};
  std::atomic<std::int64_t> asked_twice{0}, lost{0};
  std::atomic<bool> stop{false};
  std::vector<std::thread> telephones;
  for (std::size_t i = 0; i < kFloor; ++i) {
    telephones.emplace_back([&, i] {
      Caller a(first.socket(), bench::operator_name(i)), b(second.socket(), bench::operator_name(i));
      const std::array<Caller*, 2> callers{&a, &b};
      for (std::size_t turn = i; !stop; ++turn) {
        const std::size_t one = turn % 2, other = 1 - one;
        if (callers[one]->ask(somebody(static_cast<std::int64_t>(turn)), born()).answered()) {
          ++answered[i][one];
          continue;
        }
        ++asked_twice;
        const auto again = callers[other]->ask(somebody(static_cast<std::int64_t>(turn)), born());
        if (again.answered()) {
          ++answered[i][other];
        } else {
          ++lost;
          ADD_FAILURE() << again.status.error_code() << " " << again.status.error_message();
        }
      }
    });
  }
  // Until everybody has found the server again that was restarted last.
  const auto wait_for_everybody = [&](std::size_t which) {
    for (auto& telephone : answered) {
      const std::int64_t until = telephone[which] + 5;
      const auto began = steady_clock::now();
      while (telephone[which] < until && steady_clock::now() - began < std::chrono::seconds(30)) {
        std::this_thread::sleep_for(milliseconds(2));
      }
      EXPECT_GE(telephone[which], until);
    }
  };
  for (int drain = 0; drain < kDrains; ++drain) {
    for (const std::size_t which : {0U, 1U}) wait_for_everybody(which);
    Hotlined& server = *servers[static_cast<std::size_t>(drain) % 2];
    server.signal(SIGTERM);
    EXPECT_EQ(server.wait().exit_code, 0) << server.output();
    server.start();
  }
  wait_for_everybody(0);
  stop = true;
  for (auto& telephone : telephones) telephone.join();
  EXPECT_EQ(lost, 0);
  EXPECT_GT(asked_twice, 0);
  std::int64_t all = 0;
  for (const auto& telephone : answered) all += telephone[0] + telephone[1];
  EXPECT_EQ(site_->query("SELECT count(*) FROM lookup_fact"), std::to_string(before + all));
  std::printf("%d drains: %lld answered, all logged; %lld asked twice, %lld lost\n", kDrains,
              static_cast<long long>(all), static_cast<long long>(asked_twice.load()),
              static_cast<long long>(lost.load()));
}

TEST_F(DrainTest, ALostDatabaseMeansTryAgainAndItServesAgainByItself) {
  Hotlined server(*site_, "lost", 2);
  Caller caller(server.socket(), "operator");
  ASSERT_TRUE(caller.ask(somebody(1), born()).answered());
  site_->server().stop_immediate();
  const auto down_until = steady_clock::now() + milliseconds(2'500);
  int refused = 0;
  while (steady_clock::now() < down_until) {
    const auto answer = caller.ask(somebody(2), born());
    EXPECT_FALSE(answer.answered()) << "answered without a log";
    EXPECT_TRUE(answer.refused_for_now()) << answer.status.error_code() << " " << answer.status.error_message();
    ++refused;
    std::this_thread::sleep_for(milliseconds(20));
  }
  EXPECT_GT(refused, 10);
  // The register cannot be written either, and says the same.
  Registrar registrar(server.socket());
  const grpc::Status withdrawn = registrar.withdraw(1);
  EXPECT_EQ(withdrawn.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_TRUE(rpc::error_from(withdrawn).retry_after.has_value());

  site_->server().restart();
  const auto back = steady_clock::now();
  double seconds = 0;
  while (!caller.ask(somebody(3), born()).answered() && seconds < 20) {
    seconds = std::chrono::duration<double>(steady_clock::now() - back).count();
  }
  EXPECT_LE(seconds, 5.0);
  EXPECT_TRUE(server.running());
  EXPECT_EQ(registrar.withdraw(1'000'000).error_code(), grpc::StatusCode::NOT_FOUND);
  std::printf("database away: %d calls, all UNAVAILABLE with RetryInfo; answered %.2f s after it was back\n", refused,
              seconds);
}

TEST_F(DrainTest, RefusesAKeyThatOthersCanRead) {
  const std::string config = site_->write_config("lax", 9);
  const fs::path keys = site_->folder() + "/keys";
  const fs::path key = *fs::directory_iterator(keys);
  fs::permissions(key, fs::perms::group_read, fs::perm_options::add);
  refusal(config);
  fs::permissions(key, fs::perms::group_read, fs::perm_options::remove);
  fs::permissions(keys, fs::perms::others_read, fs::perm_options::add);
  refusal(config);
  fs::permissions(keys, fs::perms::others_read, fs::perm_options::remove);
}

TEST_F(DrainTest, RefusesAConnectionFileThatOthersCanRead) {
  const std::string config = config_with_database("open", site_->server().conninfo(site_->database()));
  fs::permissions(site_->folder() + "/open.connection", fs::perms::others_read, fs::perm_options::add);
  refusal(config);
}

TEST_F(DrainTest, RefusesASettingItDoesNotKnow) {
  const std::string config = site_->write_config("unknown", 9);
  write(config, "[serving]\nfast = true\n" + text_of(config));
  const std::string said = refusal(config);
  EXPECT_NE(said.find("serving"), std::string::npos) << said;
}

TEST_F(DrainTest, RefusesADatabaseThatCanLoseACommit) {
  test::PrivatePostgres careless(test::PrivatePostgres::Durability::kNone);
  const std::string database = careless.create_database();
  const std::string said = refusal(config_with_database("careless", careless.conninfo(database)));
  EXPECT_NE(said.find("fsync"), std::string::npos) << said;
}

TEST_F(DrainTest, RefusesADatabaseThatIsNotMigrated) {
  const std::string database = site_->server().create_empty_database();
  refusal(config_with_database("empty", site_->server().conninfo(database)));
}

TEST_F(DrainTest, RefusesALogWithoutAPartitionAhead) {
  const std::string database = site_->make_database();
  for (const char* table : {"log_entry", "log_payload", "lookup_fact", "disclosed"}) {
    site_->server().run_sql(database, std::string("DROP TABLE ") + table + "_p1, " + table + "_p2");
  }
  // As if the maintenance login had stopped making them.
  site_->server().run_sql(database,
                          "CREATE OR REPLACE FUNCTION make_log_partitions(ahead int) RETURNS int LANGUAGE sql "
                          "SECURITY DEFINER SET search_path = public AS 'SELECT log_partitions_ahead()'");
  const std::string said = refusal(config_with_database("full", site_->server().conninfo(database)));
  EXPECT_NE(said.find("partition"), std::string::npos) << said;
}

}  // namespace
}  // namespace hotline::e2e
