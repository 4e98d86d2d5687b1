// ops/up and ops/down as somebody types them, the documented people through the real command line, and a dump of the
// database and everything beside it searched for what was planted.
#include <gtest/gtest.h>
#include <signal.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "cli/sample/documented.hpp"
#include "e2e/installation.hpp"
#include "e2e/programs.hpp"
#include "hotline/v1/admin_service.grpc.pb.h"
#include "rpc/client.hpp"
#include "support/source_path.hpp"

namespace hotline::e2e {
namespace {

namespace fs = std::filesystem;

const std::string kRoot = test::source_path();

// All the words of one name as it is written, which must stand nowhere in clear.
void plant(std::set<std::string>& planted, const sample::NameInScript& name) {
  planted.emplace(name.surname);
  planted.emplace(name.patronymic);
}

std::string hex(const std::string& text) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

// The value of a text field in what `hotline --json` prints.
std::string json_text(const std::string& json, const std::string& key) {
  const std::size_t label = json.find("\"" + key + "\"");
  if (label == std::string::npos) return {};
  const std::size_t from = json.find('"', json.find(':', label)) + 1;
  return json.substr(from, json.find('"', from) - from);
}

std::vector<std::string> steps_of(std::int32_t level) {
  if (level == 1) return {"--step", "number-called-back"};
  if (level == 2) return {"--step", "kin-only-facts"};
  if (level == 3) return {"--step", "identity-paper"};
  if (level == 4) return {"--step", "identity-paper", "--step", "kinship-proved"};
  return {};
}

std::string answer_word(core::AnswerKind kind) {
  return "ANSWER_KIND_" + std::string(core::name_of(kind));
}

class UpTest : public testing::Test {
 protected:
  struct Calls {
    int made = 0;
    int failed = 0;
  };
  // Calls through the edge beside `work`, in turn on one connection that is held and on a new one.
  static Calls calls_during(const Installation& up, const std::function<void()>& work) {
    const auto held = up.edge_channel();
    std::atomic<bool> over{false};
    Calls calls;
    std::thread caller([&] {
      while (!over) {
        for (const auto& channel : {held, up.edge_channel()}) {
          grpc::ClientContext context;
          rpc::prepare(context, "", std::chrono::seconds(5));
          v1::GetStatusResponse response;
          const auto stub = v1::AdminService::NewStub(channel);
          calls.failed += stub->GetStatus(&context, v1::GetStatusRequest(), &response).ok() ? 0 : 1;
          ++calls.made;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(50));  // below the rate of the class
      }
    });
    work();
    over = true;
    caller.join();
    return calls;
  }

  // One question in one script; the answer's passphrase is planted too.
  void ask(const Installation& up, const sample::DocumentedPerson& person, const sample::NameInScript& name,
           const sample::DocumentedAnswer& wanted) {
    const std::string line =
        std::string(name.surname) + " " + std::string(name.given) + " " + std::string(name.patronymic);
    std::string facts = "{\"name\": {\"line\": \"" + line + "\"}";
    if (wanted.birth_date_asked) {
      const std::string born(person.birth_date);
      facts += ", \"birth_date\": {\"year\": " + born.substr(0, 4) +
               ", \"month\": " + std::to_string(std::stoi(born.substr(5, 2))) +
               ", \"day\": " + std::to_string(std::stoi(born.substr(8, 2))) + "}";
    }
    const std::string file = up.folder() + "/facts.json";
    std::ofstream(file) << facts << "}\n";
    std::vector<std::string> arguments{"--json", "lookup", "--facts", file};
    for (auto& step : steps_of(wanted.caller_level)) arguments.push_back(step);
    if (wanted.grant_tell_death) arguments.insert(arguments.end(), {"--relation", "mother", "--hear-now"});
    const Ran ran = up.hotline(wanted.grant_tell_death ? "teller" : "operator", arguments);
    fs::remove(file);
    ASSERT_EQ(ran.exit_code, 0) << ran.output;
    EXPECT_EQ(json_text(ran.output, "kind"), answer_word(wanted.answer)) << "person " << person.number;
    EXPECT_NE(ran.output.find("leaf_hash"), std::string::npos) << "an answer without a receipt";
    const std::string passphrase = json_text(ran.output, "inquiry_passphrase");
    EXPECT_FALSE(passphrase.empty());
    planted_.insert(passphrase);
    ++asked_;
  }

  void expect_none(const std::string& where, const std::string& text) {
    EXPECT_FALSE(text.empty()) << where;
    for (const std::string& word : planted_) {
      EXPECT_EQ(text.find(word), std::string::npos) << where << " holds a planted word in clear";
      EXPECT_EQ(text.find(hex(word)), std::string::npos) << where << " holds a planted word as bytes";
    }
  }

  std::set<std::string> planted_;
  int asked_ = 0;
};

// Of "logged    tree 1, index 17"; -1 when nothing was logged.
int logged_index(const std::string& output) {
  const std::string before = "logged    tree 1, index ";
  const std::size_t at = output.find(before);
  return at == std::string::npos ? -1 : std::atoi(output.c_str() + at + before.size());
}

TEST_F(UpTest, FromNothingToAnAnswerTwiceAndDownAgain) {
  Installation up;
  const Ran first = up.ops("up");
  ASSERT_EQ(first.exit_code, 0) << first.output;
  EXPECT_NE(first.output.find("answer    "), std::string::npos) << first.output;
  EXPECT_NE(first.output.find("inquiry   "), std::string::npos) << first.output;
  // The second registrar's look at the sample's lists is logged before it.
  const int logged = logged_index(first.output);
  EXPECT_GE(logged, 0) << first.output;
  EXPECT_EQ(up.sql("SELECT kind FROM database_kind"), "TRIAL\n");

  const std::string counted = "SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM statement)";
  const std::string before = up.sql(counted);
  const pid_t hotlined = up.hotlined(), postgres = up.postgres(), edge = up.edge();
  const Ran second = up.ops("up");
  ASSERT_EQ(second.exit_code, 0) << second.output;
  EXPECT_NE(second.output.find("hotlined already runs"), std::string::npos) << second.output;
  EXPECT_EQ(logged_index(second.output), logged + 1) << second.output;
  EXPECT_EQ(up.sql(counted), before);
  EXPECT_EQ(up.hotlined(), hotlined);
  EXPECT_EQ(up.postgres(), postgres);
  EXPECT_EQ(up.edge(), edge);
  const Ran outside = up.through_edge({"status"});
  EXPECT_EQ(outside.exit_code, 0) << outside.output;
  const Calls during = calls_during(up, [&] {
    for (int i = 0; i < 3; ++i) {
      const Ran renewed = up.hotline("nobody", {"certs", "renew-edge", "--folder", up.folder() + "/certs"});
      EXPECT_EQ(renewed.exit_code, 0) << renewed.output;
      const Ran reloaded = up.ops("scripts/reload_edge.sh");
      EXPECT_EQ(reloaded.exit_code, 0) << reloaded.output;
    }
  });
  EXPECT_GE(during.made, 10);
  EXPECT_EQ(during.failed, 0) << "of " << during.made << " calls while the edge's certificate changed three times";

  const Ran scripts =
      up.hotline("nobody", {"--json", "scripts", "check", "--folder", kRoot + "/services/core/scripts"});
  EXPECT_NE(scripts.output.find("\"whole\": true"), std::string::npos) << scripts.output;
  const Ran migrated = up.hotline("nobody", {"--json", "migrate", "--conninfo-file", up.folder() + "/db/connection"});
  EXPECT_NE(migrated.output.find("\"migrations_applied\": 0"), std::string::npos) << migrated.output;

  for (const auto& person : sample::documented_persons()) {
    for (const auto& name : {person.ukrainian, person.russian, person.latin}) {
      plant(planted_, name);
      for (const auto& wanted : person.answers) ask(up, person, name, wanted);
    }
    planted_.emplace(person.birth_date);
    planted_.emplace(person.service_number);
  }
  EXPECT_GE(asked_, 50);

  const std::string dump = up.dump();
  // The search itself finds what is there: a source's id in clear, the entries as bytes.
  EXPECT_NE(dump.find("sample-internment"), std::string::npos);
  EXPECT_NE(dump.find("\\\\x"), std::string::npos);
  EXPECT_NE(up.sql("SELECT count(*) FROM log_entry"), "0\n");
  expect_none("the dump of the database", dump);
  for (const auto& entry : fs::directory_iterator(up.folder() + "/log")) {
    // Empty ones are those of commands that said nothing.
    if (entry.file_size() > 0) expect_none(entry.path().filename(), text_of(entry.path()));
  }
  expect_none("the settings", text_of(up.folder() + "/hotlined.toml"));
  expect_none("the metrics", bench::read_metrics(up.run_folder() + "/metrics.sock"));
  expect_none("hotlined's arguments", text_of("/proc/" + std::to_string(hotlined) + "/cmdline"));
  const std::string cluster = fs::canonical(up.folder() + "/db/cluster");
  int backends = 0;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    std::error_code gone;
    if (fs::read_symlink(entry.path() / "cwd", gone) != cluster || gone) continue;
    const std::string title = text_of(entry.path() / "cmdline");
    if (title.empty()) continue;
    expect_none("a database process's title", title);
    ++backends;
  }
  EXPECT_GT(backends, 3);

  const Ran down = up.ops("down");
  EXPECT_EQ(down.exit_code, 0) << down.output;
  EXPECT_FALSE(runs(hotlined));
  EXPECT_FALSE(runs(postgres));
  EXPECT_FALSE(runs(edge));
  EXPECT_EQ(up.ops("down").exit_code, 0);
}

TEST_F(UpTest, WhatIsDeafIsStartedAgain) {
  Installation up;
  const Ran first = up.ops("up", "1");
  ASSERT_EQ(first.exit_code, 0) << first.output;
  const pid_t deaf = up.hotlined();
  ASSERT_TRUE(runs(deaf));
  kill(deaf, SIGSTOP);
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while ((up.hotlined() == deaf || up.through_edge({"--timeout", "2", "status"}).exit_code != 0) &&
         std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
  }
  EXPECT_NE(up.hotlined(), deaf) << text_of(up.folder() + "/log/watchdog.log");
  EXPECT_FALSE(runs(deaf));
  EXPECT_EQ(up.through_edge({"status"}).exit_code, 0);
  const pid_t watchdog = up.watchdog();
  EXPECT_TRUE(runs(watchdog));
  EXPECT_EQ(up.ops("down").exit_code, 0);
  EXPECT_FALSE(runs(watchdog));
  EXPECT_FALSE(runs(up.hotlined()));
}

TEST_F(UpTest, KeysMadeBeforeTheLogWasSignedGetTheOneThatSigns) {
  Installation up;
  const fs::path keys = up.folder() + "/keys";
  ASSERT_EQ(up.hotline("nobody", {"keys", "init", "--folder", keys}).exit_code, 0);
  fs::remove(keys / "log-signing-1.key");
  const std::string register_key = text_of(keys / "register-1.key");
  const Ran refused = up.hotline("nobody", {"keys", "show", "--public", "--folder", keys});
  EXPECT_EQ(refused.exit_code, 3);
  EXPECT_NE(refused.output.find("hotline keys add"), std::string::npos) << refused.output;
  const Ran first = up.ops("up");
  ASSERT_EQ(first.exit_code, 0) << first.output;
  EXPECT_TRUE(fs::exists(keys / "log-signing-1.key"));
  EXPECT_EQ(text_of(keys / "register-1.key"), register_key) << "the others stay";
  const Ran shown = up.hotline("nobody", {"keys", "show", "--public", "--folder", keys});
  EXPECT_EQ(shown.exit_code, 0);
  EXPECT_EQ(shown.output.find("hotline.example/log/1+"), 0U) << shown.output;
}

}  // namespace
}  // namespace hotline::e2e
