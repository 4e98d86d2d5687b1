// ops/backup under load, everything killed, ops/restore into a fresh state: of the old backup, of the old backup with
// the write-ahead log, of the same up to a moment; and every backup that must be refused.
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <mutex>
#include <random>
#include <regex>
#include <string>
#include <thread>
#include <vector>

#include "cli/sample/load.hpp"
#include "core/note.hpp"
#include "e2e/installation.hpp"
#include "e2e/questions.hpp"
#include "hotline/v1/lookup_service.grpc.pb.h"
#include "support/source_path.hpp"

namespace hotline::e2e {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kOperators = 64;
constexpr std::size_t kThreads = 16;
constexpr std::size_t kSampled = 20;  // of the receipts, through the command line

// CI's size; the release's by the environment.
std::uint64_t from_environment(const char* name, std::uint64_t usual) {
  const char* text = std::getenv(name);
  return text == nullptr ? usual : std::stoull(text);
}
const std::uint64_t kInquiries = from_environment("HOTLINE_BACKUP_INQUIRIES", 2'000);
const std::uint64_t kPersons = from_environment("HOTLINE_BACKUP_PERSONS", 2'000);

double seconds_since(Clock::time_point began) {
  return std::chrono::duration<double>(Clock::now() - began).count();
}

struct Asked {
  std::string actor;
  v1::LookupPersonRequest request;
  std::string answer;  // its bytes
  std::int32_t tree = 0;
  std::int64_t index = -1;
};

// The settings of ops/up with limits that a load does not meet, and its operators.
void write_settings(const Installation& up) {
  std::string text = text_of(test::source_path("ops/config/hotlined.toml"));
  for (const char* limit : {"lookups_per_minute", "persons_per_hour", "askers_per_person_per_hour", "told_per_hour",
                            "persons_per_certificate_per_hour", "persons_in_all_per_hour"}) {
    text = std::regex_replace(text, std::regex("\n" + std::string(limit) + " = [0-9]+"),
                              "\n" + std::string(limit) + " = 1000000");
  }
  for (std::size_t i = 0; i < kOperators; ++i) {
    const std::string name = "load-" + std::to_string(i);
    text += "\n[actors." + name + "]\nid = \"" + name + "\"\nrole = \"operator\"\ngrants = []\n";
  }
  std::ofstream(up.path("hotlined.toml")) << text;
}

v1::LookupPersonResponse ask_again(v1::LookupService::Stub& stub, const Asked& asked) {
  grpc::ClientContext context;
  rpc::prepare(context, asked.actor, std::chrono::seconds(8));
  v1::LookupPersonResponse response;
  const auto status = stub.LookupPerson(&context, asked.request, &response);
  EXPECT_TRUE(status.ok()) << status.error_message();
  return response;
}

// Every one of them with its request_id of then; how many were answered otherwise.
std::size_t changed_answers(const Installation& up, const std::vector<const Asked*>& asked) {
  std::atomic<std::size_t> next{0}, changed{0};
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      const auto stub = v1::LookupService::NewStub(rpc::connect_local(up.socket()));
      for (std::size_t at = next++; at < asked.size(); at = next++) {
        changed += ask_again(*stub, *asked[at]).SerializeAsString() == asked[at]->answer ? 0U : 1U;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return changed;
}

// Callers who ask one question after the other, and note every answer.
class Callers {
 public:
  Callers(const Installation& up, std::uint64_t seed) : up_(up), random_(seed), seed_(seed) {}

  void ask(std::uint64_t count) {
    std::atomic<std::int64_t> left{static_cast<std::int64_t>(count)};
    work([&left] { return left.fetch_sub(1) > 0; });
  }
  // Until `over`, without haste: the load is there, and the backup is what is measured.
  void ask_until(const std::atomic<bool>& over) {
    work([&over] {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      return !over.load();
    });
  }
  const std::vector<Asked>& asked() const { return asked_; }

 private:
  template <typename GoOn>
  void work(const GoOn& go_on) {
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < kThreads; ++i) {
      threads.emplace_back([&] {
        const auto channel = rpc::connect_local(up_.socket());
        const auto stub = v1::LookupService::NewStub(channel);
        while (go_on()) ask_one(*stub);
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  void ask_one(v1::LookupService::Stub& stub) {
    Asked asked = next();
    grpc::ClientContext context;
    rpc::prepare(context, asked.actor, std::chrono::seconds(8));
    v1::LookupPersonResponse response;
    const auto status = stub.LookupPerson(&context, asked.request, &response);
    if (!status.ok()) {
      ADD_FAILURE() << "lookup: " << status.error_message();
      return;
    }
    asked.answer = response.SerializeAsString();
    asked.tree = response.receipt().tree();
    asked.index = response.receipt().index();
    const std::scoped_lock lock(mutex_);
    asked_.push_back(std::move(asked));
  }
  Asked next() {
    const std::scoped_lock lock(mutex_);
    const auto id = random_uuid(random_);
    const auto query = sample::next_query(seed_, 1'000'000, number_++);
    Asked asked;
    asked.actor = "load-" + std::to_string(number_ % kOperators);
    asked.request = question(id, "call-" + uuid_text(id), query.name, query.birth_date);
    return asked;
  }

  const Installation& up_;
  std::mutex mutex_;
  std::mt19937_64 random_;
  std::uint64_t seed_;
  std::uint64_t number_ = 0;
  std::vector<Asked> asked_;
};

class BackupTest : public testing::Test {
 protected:
  BackupTest() {
    seed_ = std::random_device()();
    std::cout << "seed " << seed_ << '\n';
  }
  static Installation::Options options() {
    Installation::Options options;
    options.sample_persons = static_cast<std::int64_t>(kPersons);
    return options;
  }
  std::string scratch(const std::string& name) const { return scratch_.path(name); }

  static void end_all(const Installation& up) {
    const pid_t postgres = up.postgres();
    kill(up.hotlined(), SIGKILL);
    kill(postgres, SIGKILL);
    while (runs(postgres)) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }

  // What `hotline audit receipt` says of an answer, over the database of `up`.
  Ran check_receipt(const Installation& up, const Asked& asked) const {
    v1::LookupPersonResponse response;
    response.ParseFromString(asked.answer);
    const std::string file = scratch("receipt.json");
    const auto base64 = [](const std::string& bytes) {
      return core::base64({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
    };
    std::string json = "{\"tree\": " + std::to_string(response.receipt().tree()) +
                       ", \"index\": " + std::to_string(response.receipt().index()) + ", \"leaf_hash\": \"" +
                       base64(response.receipt().leaf_hash()) + "\", \"inclusion_path\": [";
    for (int i = 0; i < response.receipt().inclusion_path_size(); ++i) {
      json += (i == 0 ? "\"" : ", \"") + base64(response.receipt().inclusion_path(i)) + "\"";
    }
    std::string note = response.receipt().checkpoint();
    for (std::size_t at = 0; (at = note.find('\n', at)) != std::string::npos; at += 2) note.replace(at, 1, "\\n");
    std::ofstream(file) << json << "], \"checkpoint\": \"" << note << "\"}\n";
    return run({up.program("hotline"), "audit", "receipt", file, "--public-key", up.path("log.pub"), "--conninfo-file",
                up.path("db/connection")});
  }

  // Those of before the end of the restored log are there with their answers, those after it are lost and said to be.
  void expect_found(const Installation& up, const std::vector<Asked>& asked, std::int64_t end) {
    std::vector<const Asked*> order, held;
    for (const Asked& one : asked) {
      order.push_back(&one);
      if (one.index < end) held.push_back(&one);
    }
    std::cout << "restored " << end << " entries of tree 1: " << held.size() << " answers before the end, "
              << asked.size() - held.size() << " after it\n";
    EXPECT_EQ(changed_answers(up, held), 0U) << "other answers to the same request_id";
    std::shuffle(order.begin(), order.end(), std::mt19937_64(seed_));
    std::size_t seen_held = 0, seen_lost = 0;
    for (const Asked* one : order) {
      std::size_t& seen = one->index < end ? seen_held : seen_lost;
      if (seen++ >= kSampled) continue;
      const Ran ran = check_receipt(up, *one);
      EXPECT_EQ(ran.exit_code, one->index < end ? 0 : 1) << one->index << ": " << ran.output;
      if (one->index >= end) {
        EXPECT_NE(ran.output.find("LOST by a restore, with the entries " + std::to_string(end) + " to "),
                  std::string::npos)
            << ran.output;
      }
    }
  }

  std::uint64_t seed_ = 0;
  ScratchFolder scratch_;
};

std::int64_t entries_of(const Installation& up, int tree) {
  return std::stoll(up.sql("SELECT size FROM log_tree WHERE tree = " + std::to_string(tree)));
}

TEST_F(BackupTest, EverythingIsFoundAgainAndWhatIsLostIsNamed) {
  Installation up(options());
  write_settings(up);
  const Ran begun = up.ops("up");
  ASSERT_EQ(begun.exit_code, 0) << begun.output;
  const std::string persons = up.sql("SELECT count(*) FROM person");
  ASSERT_EQ(up.ops_with({"backup", "--keys", scratch("keys")}).exit_code, 0);
  bench::Child receiver(up.ops_command({"backup", "--wal", scratch("wal")}), scratch("wal.log"));
  Callers callers(up, seed_);
  callers.ask(kInquiries / 2);

  // Under load.
  std::atomic<bool> over{false};
  std::thread others([&] { callers.ask_until(over); });
  const auto backup_began = Clock::now();
  const Ran backed = up.ops_with({"backup", scratch("backup")});
  std::cout << "backup: " << seconds_since(backup_began) << " s\n";
  over = true;
  others.join();
  ASSERT_EQ(backed.exit_code, 0) << backed.output;

  callers.ask(kInquiries / 4);
  const std::size_t before_moment = callers.asked().size();
  std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // the log's times are whole seconds
  const std::string moment = up.sql("SELECT now()");
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  callers.ask(kInquiries / 4);
  const Ran published = up.hotline("auditor", {"audit", "checkpoint"});
  ASSERT_EQ(published.exit_code, 0) << published.output;
  std::ofstream(scratch("last.note")) << published.output;
  const std::int64_t given = entries_of(up, 1);
  // What was committed is received within a moment: PostgreSQL tells how far.
  const std::string received =
      "SELECT count(*) FROM pg_replication_slots WHERE slot_name = 'hotline_backup' AND active AND restart_lsn IS NOT "
      "NULL AND (SELECT flush_lsn FROM pg_stat_replication LIMIT 1) >= pg_current_wal_flush_lsn()";
  for (int i = 0; i < 100 && up.sql(received) != "1\n"; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  ASSERT_EQ(up.sql(received), "1\n") << text_of(scratch("wal.log"));
  end_all(up);
  receiver.signal(SIGTERM);

  {
    SCOPED_TRACE("the backup alone");
    Installation again(options());
    const auto began = Clock::now();
    const Ran restored =
        again.ops_with({"restore", "--checkpoint", scratch("last.note"), scratch("backup"), scratch("keys")});
    ASSERT_EQ(restored.exit_code, 0) << restored.output;
    const double restoring = seconds_since(began);
    const Ran started = again.ops("up");
    ASSERT_EQ(started.exit_code, 0) << started.output;
    std::cout << "restore: " << restoring << " s, with the start " << seconds_since(began) << " s\n";
    const std::int64_t end = entries_of(again, 1);
    ASSERT_LT(end, given);
    ASSERT_GE(end, static_cast<std::int64_t>(kInquiries / 2));
    EXPECT_EQ(again.sql("SELECT count(*) FROM person"), persons);
    const std::string lost = std::to_string(end) + " to " + std::to_string(given - 1);
    EXPECT_NE(restored.output.find(lost), std::string::npos) << restored.output;
    const std::string logged = "\"event\":\"log_entries_lost\",\"tree\":1,\"first_index\":" + std::to_string(end) +
                               ",\"last_index\":" + std::to_string(given - 1);
    EXPECT_NE(text_of(again.path("log/hotlined.log")).find(logged), std::string::npos);
    EXPECT_EQ(again.sql("SELECT closed_at IS NOT NULL FROM log_tree WHERE tree = 1"), "t\n");
    EXPECT_EQ(again.sql("SELECT count(*) FROM log_tree WHERE continues = 1 AND closed_at IS NULL"), "1\n");
    expect_found(again, callers.asked(), end);
    // A question whose answer was lost is a new one.
    const auto stub = v1::LookupService::NewStub(rpc::connect_local(again.socket()));
    const auto repeated = ask_again(*stub, callers.asked().back());
    EXPECT_GE(repeated.receipt().tree(), 1000);
    const Ran verified = run({again.program("hotline"), "audit", "verify", "--conninfo-file",
                              again.path("db/connection"), "--public-key", again.path("log.pub")});
    EXPECT_EQ(verified.exit_code, 0) << verified.output;
    EXPECT_NE(verified.output.find("a restore lost index " + lost), std::string::npos) << verified.output;
    EXPECT_EQ(again.through_edge({"status"}).exit_code, 0) << "the certificates came along with the keys";
  }
  {
    SCOPED_TRACE("with the write-ahead log");
    Installation again(options());
    const auto began = Clock::now();
    const Ran restored = again.ops_with(
        {"restore", "--wal", scratch("wal"), "--checkpoint", scratch("last.note"), scratch("backup"), scratch("keys")});
    ASSERT_EQ(restored.exit_code, 0) << restored.output;
    std::cout << "restore with the write-ahead log: " << seconds_since(began) << " s\n";
    EXPECT_NE(restored.output.find("nothing"), std::string::npos) << restored.output;
    ASSERT_EQ(again.ops("up").exit_code, 0);
    EXPECT_EQ(entries_of(again, 1), given);
    expect_found(again, callers.asked(), given);
    const Ran held = run({again.program("hotline"), "audit", "verify", "--conninfo-file", again.path("db/connection"),
                          "--public-key", again.path("log.pub"), "--checkpoint", scratch("last.note")});
    EXPECT_EQ(held.exit_code, 0) << "consistent with what was published: " << held.output;
  }
  {
    SCOPED_TRACE("up to a moment");
    Installation again(options());
    const Ran restored =
        again.ops_with({"restore", "--wal", scratch("wal"), "--until", moment.substr(0, moment.size() - 1),
                        "--checkpoint", scratch("last.note"), scratch("backup"), scratch("keys")});
    ASSERT_EQ(restored.exit_code, 0) << restored.output;
    std::int64_t first_after = given;
    for (std::size_t i = before_moment; i < callers.asked().size(); ++i) {
      first_after = std::min(first_after, callers.asked()[i].index);
    }
    EXPECT_EQ(entries_of(again, 1), first_after);
    EXPECT_EQ(again.ops("down").exit_code, 0);
  }
}

TEST_F(BackupTest, ABadBackupIsRefusedWithEverythingThatIsWrong) {
  const std::string backup = scratch("backup"), keys = scratch("keys");
  {
    Installation::Options small = options();
    small.sample_persons = 300;
    Installation up(small);
    ASSERT_EQ(up.ops("up").exit_code, 0);
    // A key that a newer one took over from, and that may be destroyed.
    ASSERT_EQ(up.hotline("nobody", {"keys", "add", "--folder", up.path("keys"), "--kind", "page-token"}).exit_code, 0);
    ASSERT_EQ(up.ops_with({"backup", backup}).exit_code, 0);
    ASSERT_EQ(up.ops_with({"backup", "--keys", keys}).exit_code, 0);
    const Ran checked = up.ops_with({"backup", "--check", backup});
    EXPECT_EQ(checked.exit_code, 0) << checked.output;
    const Ran over = up.ops_with({"restore", backup, keys});
    EXPECT_EQ(over.exit_code, 1);
    EXPECT_NE(over.output.find("already holds a hotline"), std::string::npos) << over.output;
    const Ran twice = up.ops_with({"backup", backup});
    EXPECT_EQ(twice.exit_code, 1);
    EXPECT_NE(twice.output.find("is not empty"), std::string::npos) << twice.output;
    const Ran inside = up.ops_with({"backup", up.path("backup")});
    EXPECT_NE(inside.output.find("lost with it"), std::string::npos) << inside.output;
  }
  const Installation fresh(options());
  const auto refused = [&](const std::string& from, const std::string& with, const std::vector<std::string>& named) {
    const Ran ran = fresh.ops_with({"restore", from, with});
    EXPECT_EQ(ran.exit_code, 1) << ran.output;
    for (const auto& words : named)
      EXPECT_NE(ran.output.find(words), std::string::npos) << words << " in " << ran.output;
    EXPECT_FALSE(fs::exists(fresh.path("db/cluster"))) << "nothing was made";
    EXPECT_FALSE(fs::exists(fresh.path("keys")));
  };
  const auto copy_of = [&](const std::string& what, const std::string& name) {
    fs::copy(what, scratch(name), fs::copy_options::recursive);
    return scratch(name);
  };
  refused(scratch("nowhere"), keys, {"nowhere is no folder"});

  const std::string unfinished = copy_of(backup, "unfinished");
  fs::remove(unfinished + "/sha256sums");
  refused(unfinished, keys, {"no whole backup"});

  // A file that is shorter, one that is gone and one with another byte: all three are named.
  const std::string torn = copy_of(backup, "torn");
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(torn + "/base/base")) {
    if (entry.is_regular_file() && entry.file_size() > 8'192) files.push_back(entry.path());
  }
  std::mt19937_64 random(seed_);
  std::shuffle(files.begin(), files.end(), random);
  ASSERT_GE(files.size(), 3U);
  fs::resize_file(files[0], 8'192);
  fs::remove(files[1]);
  std::fstream changed(files[2], std::ios::in | std::ios::out | std::ios::binary);
  changed.seekg(4'000);
  const auto byte = static_cast<char>(changed.get() ^ 1);
  changed.seekp(4'000);
  changed.put(byte);
  changed.close();
  const auto short_name = [&](const std::string& file) { return file.substr((torn + "/base/").size()); };
  refused(torn, keys, {short_name(files[0]), short_name(files[1]), short_name(files[2])});

  const std::string no_manifest = copy_of(backup, "no_manifest");
  std::ofstream(no_manifest + "/base/backup_manifest", std::ios::app) << " ";
  refused(no_manifest, keys, {"backup_manifest is changed"});

  const std::string too_few = copy_of(keys, "too_few");
  fs::remove(too_few + "/register-1.key");
  fs::remove(too_few + "/log-signing-1.key");
  refused(backup, too_few, {"register-1.key", "log-signing-1.key"});
  const std::string wrong = scratch("wrong");
  ASSERT_EQ(fresh.hotline("nobody", {"keys", "init", "--folder", wrong}).exit_code, 0);
  refused(backup, wrong, {"register-1.key is another key", "inquiry-1.key is another key"});
  refused(unfinished, scratch("nowhere"), {"no whole backup", "no folder of keys"});
  const Ran until = fresh.ops_with({"restore", "--until", "2026-11-27 04:50:00+00", backup, keys});
  EXPECT_NE(until.output.find("--until needs"), std::string::npos) << until.output;

  fs::remove(keys + "/page-token-1.key");
  fs::remove(keys + "/sha256sums");
  refused(backup, keys, {"page-token-1.key"});
  const Ran good = fresh.ops_with({"restore", "--without", "page-token-1.key", backup, keys});
  EXPECT_EQ(good.exit_code, 0) << good.output;
  EXPECT_NE(good.output.find("nobody knows what was answered after the backup"), std::string::npos) << good.output;
}

}  // namespace
}  // namespace hotline::e2e
