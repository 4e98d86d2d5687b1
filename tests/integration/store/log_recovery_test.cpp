#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>

#include "integration/store/log_writer_rig.hpp"
#include "store/log_restore.hpp"
#include "store/log_tree.hpp"
#include "store/log_writer.hpp"
#include "store/pg/sqlstate.hpp"

namespace hotline::store {
namespace {

// A cluster of its own, for it is killed.
class LogRecoveryTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { test::use_migrated_template(); }
  test::PrivatePostgres server;
  LogRig rig{server};
};

TEST_F(LogRecoveryTest, ALostDatabaseFailsAtOnceAndComesBackByItself) {
  const auto writer = rig.start();
  ASSERT_EQ(rig.write(*writer, rig.draft()).kind, Kind::kCommitted);
  LogDraft into_the_dark = rig.draft();
  LogDraft refused = rig.draft();
  LogDraft again = rig.draft();
  server.kill_9();
  const LogOutcome lost = rig.write(*writer, std::move(into_the_dark));
  ASSERT_EQ(lost.kind, Kind::kFailed);
  EXPECT_EQ(lost.error->reason, core::Reason::kStoreDown);
  ASSERT_TRUE(becomes_true([&] { return !writer->state().ready; }));
  const auto begun = std::chrono::steady_clock::now();
  const LogOutcome at_once = rig.write(*writer, std::move(refused));
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 20ms);
  ASSERT_EQ(at_once.kind, Kind::kFailed);
  EXPECT_EQ(at_once.error->reason, core::Reason::kStoreDown);
  EXPECT_TRUE(at_once.error->retry_after);
  server.restart();
  ASSERT_TRUE(becomes_true([&] { return writer->state().ready; }));
  EXPECT_EQ(writer->state().tree, 1);
  EXPECT_EQ(rig.write(*writer, std::move(again)).kind, Kind::kCommitted);
  rig.expect_sound_tree(1);
}

TEST_F(LogRecoveryTest, AnIdleWriterNoticesALostDatabase) {
  const auto writer = rig.start();
  server.stop_immediate();
  EXPECT_TRUE(becomes_true([&] { return !writer->state().ready; }, 5s));
  server.restart();
  EXPECT_TRUE(becomes_true([&] { return writer->state().ready; }));
}

TEST_F(LogRecoveryTest, NoCommittedOutcomeIsLostWhenTheDatabaseIsKilledUnderLoad) {
  struct Fate {
    core::RequestId request;
    core::Bytes16 entry_id{};
    LogOutcome outcome;
  };
  std::mutex mutex;
  std::vector<Fate> fates;
  std::atomic<bool> stop{false};
  std::atomic<std::int64_t> pending{0};
  std::atomic<std::int64_t> committed{0};
  // Ends before what its callbacks use.
  const auto writer = rig.start();
  const std::int64_t revision = rig.revision();
  LogDraft model = rig.draft();
  constexpr std::int64_t kInFlight = 64;
  const auto drive = [&] {
    runtime::SystemRandom random;
    while (!stop) {
      if (pending >= kInFlight) {
        std::this_thread::sleep_for(100us);
        continue;
      }
      LogDraft draft = model;
      draft.request = core::RequestId(random.bytes<16>());
      draft.entry_id = random.bytes<16>();
      draft.register_revision = revision;
      draft.deadline = std::chrono::steady_clock::now() + 10s;
      const core::RequestId request = *draft.request;
      const core::Bytes16 entry_id = draft.entry_id;
      ++pending;
      writer->append(std::move(draft), [&, request, entry_id](LogOutcome outcome) {
        if (outcome.kind == Kind::kCommitted) ++committed;
        const std::scoped_lock lock(mutex);
        fates.push_back(Fate{request, entry_id, std::move(outcome)});
        --pending;
      });
      if (!writer->state().ready) std::this_thread::sleep_for(1ms);
    }
  };
  // Stops and joins however the test ends.
  struct Drivers {
    std::atomic<bool>& stop;
    std::vector<std::thread> threads;
    ~Drivers() { join(); }
    void join() {
      stop = true;
      for (std::thread& thread : threads) thread.join();
      threads.clear();
    }
  } drivers{stop, {}};
  drivers.threads.emplace_back(drive);
  drivers.threads.emplace_back(drive);
  constexpr int kKills = 3;
  for (int kill = 0; kill < kKills; ++kill) {
    const std::int64_t before = committed;
    ASSERT_TRUE(becomes_true([&] { return committed > before + 300; }, 60s));
    server.kill_9();
    server.restart();
    ASSERT_TRUE(becomes_true([&] { return writer->state().ready; }, 60s));
  }
  drivers.join();
  ASSERT_TRUE(becomes_true([&] { return pending == 0; }));

  std::map<std::int64_t, std::string> leaves;
  std::map<core::Bytes16, std::int64_t> keys;
  const auto reader = test::connect_as(server, rig.database(), "hotline_log");
  auto entries = reader->exec("SELECT log_index, leaf FROM log_entry WHERE tree = 1");
  ASSERT_TRUE(entries);
  for (const pg::Row row : *entries) leaves.emplace(row.int8(0), row.bytea(1));
  auto stored = reader->exec("SELECT request_id, log_index FROM request_key");
  ASSERT_TRUE(stored);
  for (const pg::Row row : *stored) keys.emplace(row.uuid(0), row.int8(1));
  ASSERT_EQ(keys.size(), leaves.size()) << "an entry and its key are one";

  std::int64_t unknown = 0;
  for (const Fate& fate : fates) {
    if (fate.outcome.kind == Kind::kCommitted) {
      const auto leaf = leaves.find(fate.outcome.receipt->index);
      ASSERT_NE(leaf, leaves.end()) << "committed and not in the log: " << fate.outcome.receipt->index;
      const std::span bytes(reinterpret_cast<const std::uint8_t*>(leaf->second.data()), leaf->second.size());
      EXPECT_EQ(core::leaf_hash(bytes), fate.outcome.receipt->leaf_hash);
      EXPECT_EQ(keys.at(fate.request.value()), fate.outcome.receipt->index);
      continue;
    }
    ASSERT_EQ(fate.outcome.kind, Kind::kFailed);
    EXPECT_EQ(fate.outcome.error->reason, core::Reason::kStoreDown);
    if (pg::outcome_unknown(*fate.outcome.error)) {
      ++unknown;
    } else {
      EXPECT_FALSE(keys.contains(fate.request.value())) << "said to be not written, and is";
    }
  }
  EXPECT_GE(static_cast<std::int64_t>(leaves.size()), committed.load());
  EXPECT_LE(static_cast<std::int64_t>(leaves.size()), committed.load() + unknown);
  rig.expect_sound_tree(1);
  std::cout << "committed " << committed << ", unknown " << unknown << ", in the log " << leaves.size() << "\n";
}

// A backup that is older than what was given out: the same database as it was two entries ago.
class LogRestoreTest : public LogRecoveryTest {
 protected:
  LogWriterOptions options() {
    LogWriterOptions made = rig.options();
    made.state_file = state_file;
    return made;
  }
  void back_up() {
    server.run_sql("postgres", "CREATE DATABASE backup TEMPLATE " + rig.database());
    server.run_sql("postgres",
                   "UPDATE pg_database AS made SET datdba = model.datdba, datacl = model.datacl FROM pg_database AS "
                   "model WHERE made.datname = 'backup' AND model.datname = '" +
                       rig.database() + "'");
  }
  void restore() {
    server.drop_database(rig.database());
    server.run_sql("postgres", "ALTER DATABASE backup RENAME TO " + rig.database());
  }
  // Written by our own account, which cannot write into the server's folder unless it is root.
  std::string state_file = testing::TempDir() + "log-state-" + std::to_string(getpid());
  ~LogRestoreTest() override {
    for (const char* kind : {"", ".note"}) std::filesystem::remove(state_file + kind);
  }
};

TEST_F(LogRestoreTest, AnIndexOnceGivenOutIsNeverGivenAgain) {
  {
    const auto writer = rig.start(options());
    ASSERT_EQ(rig.write(*writer, rig.draft()).kind, Kind::kCommitted);
  }
  back_up();
  {
    const auto writer = rig.start(options());
    for (int i = 0; i < 3; ++i) ASSERT_EQ(rig.write(*writer, rig.draft()).kind, Kind::kCommitted);
  }
  restore();
  {
    const auto writer = rig.start(options());
    EXPECT_EQ(writer->state().tree, kContinuingTreeFirst);
    const LogOutcome outcome = rig.write(*writer, rig.draft());
    ASSERT_EQ(outcome.kind, Kind::kCommitted);
    EXPECT_EQ(outcome.receipt->tree, kContinuingTreeFirst);
    EXPECT_EQ(outcome.receipt->index, 0);
  }
  EXPECT_EQ(rig.value("SELECT closed_at IS NOT NULL FROM log_tree WHERE tree = 1"), "t");
  EXPECT_EQ(rig.number("SELECT continues FROM log_tree WHERE tree = 1000"), 1);
  EXPECT_EQ(rig.number("SELECT size FROM log_tree WHERE tree = 1"), 1);
  EXPECT_EQ(rig.number("SELECT lost_until FROM log_tree WHERE tree = 1"), 4) << "1, 2 and 3 were given out";
  rig.expect_sound_tree(1);
  rig.expect_sound_tree(kContinuingTreeFirst);
  // The next start, with the configured number still 1, goes on in the new tree.
  const auto writer = rig.start(options());
  EXPECT_EQ(writer->state().tree, kContinuingTreeFirst);
  EXPECT_EQ(writer->state().size, 1);
}

TEST_F(LogRestoreTest, ARestoreUnderARunningWriterIsNoticedToo) {
  const auto writer = rig.start(rig.options());
  ASSERT_EQ(rig.write(*writer, rig.draft()).kind, Kind::kCommitted);
  {
    LogWriterOptions other = rig.options(2);
    const auto unconcerned = rig.start(other);
    ASSERT_EQ(rig.write(*unconcerned, rig.draft()).kind, Kind::kCommitted);
  }
  rig.sql("CREATE TABLE kept AS SELECT * FROM log_tree");
  for (int i = 0; i < 3; ++i) ASSERT_EQ(rig.write(*writer, rig.draft()).kind, Kind::kCommitted);
  server.stop_immediate();
  ASSERT_TRUE(becomes_true([&] { return !writer->state().ready; }, 5s));
  server.restart();
  ASSERT_TRUE(becomes_true([&] { return writer->state().ready; }));
  EXPECT_EQ(writer->state().tree, 1) << "a restart is no restore";
  // The head goes back, as a restore would put it back, and the writer's connection is broken.
  rig.sql(
      "SET session_replication_role = replica; DELETE FROM log_entry WHERE tree = 1 AND log_index > 0;"
      "DELETE FROM log_payload WHERE tree = 1 AND log_index > 0; DELETE FROM log_batch WHERE tree = 1 AND first_index "
      "> 0; DELETE FROM log_checkpoint WHERE tree = 1 AND size > 1;"
      "UPDATE log_tree AS t SET size = k.size, root = k.root, frontier = k.frontier FROM kept AS k WHERE k.tree = "
      "t.tree;"
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'hotline_log'");
  ASSERT_TRUE(becomes_true([&] { return writer->state().ready && writer->state().tree == kContinuingTreeFirst; }));
  EXPECT_EQ(rig.write(*writer, rig.draft()).kind, Kind::kCommitted);
  rig.expect_sound_tree(kContinuingTreeFirst);
  const auto second = rig.start(2);
  EXPECT_EQ(second->state().tree, 2) << "another server's tree is not concerned";
}

TEST_F(LogRestoreTest, AnEmptyDatabaseBehindARememberedHeadIsARestoreToo) {
  const std::string old = rig.database();
  {
    const auto writer = rig.start(options());
    ASSERT_EQ(rig.write(*writer, rig.draft()).kind, Kind::kCommitted);
  }
  rig.use_database(server.create_database());
  const auto writer = rig.start(options());
  EXPECT_EQ(writer->state().tree, kContinuingTreeFirst);
  EXPECT_EQ(rig.value("SELECT continues IS NULL FROM log_tree WHERE tree = 1000"), "t");
}

// As ops/restore does it, when what was given out is known from outside only.
TEST_F(LogRestoreTest, ARestoredDatabaseIsClosedByWhatWasKeptOutside) {
  KnownHead within, last;
  {
    const auto writer = rig.start();
    for (int i = 0; i < 2; ++i) ASSERT_EQ(rig.write(*writer, rig.draft()).kind, Kind::kCommitted);
    within = KnownHead{1, writer->state().size, writer->state().root};
  }
  back_up();
  {
    const auto writer = rig.start();
    for (int i = 0; i < 3; ++i) ASSERT_EQ(rig.write(*writer, rig.draft()).kind, Kind::kCommitted);
    last = KnownHead{1, writer->state().size, writer->state().root};
  }
  restore();
  const auto connection = test::connect_as(server, rig.database(), "hotline_log");
  KnownHead forged = within;
  forged.root[0] ^= 1;
  const auto contradicted = close_restored(*connection, std::vector{forged, last}, rig.clock().now());
  ASSERT_FALSE(contradicted);
  EXPECT_EQ(contradicted.error().reason, core::Reason::kWrongState);
  EXPECT_EQ(rig.value("SELECT closed_at IS NULL FROM log_tree WHERE tree = 1"), "t") << "nothing was changed";

  const KnownHead unknown_tree{kContinuingTreeFirst + 7'000'000, 5, last.root};
  const auto closed = close_restored(*connection, std::vector{within, last, unknown_tree}, rig.clock().now());
  ASSERT_TRUE(closed) << closed.error().message;
  ASSERT_EQ(closed->size(), 2U);
  EXPECT_EQ(closed->front().size, 2);
  EXPECT_EQ(closed->front().lost_until, 5);
  EXPECT_EQ(closed->front().next, unknown_tree.tree + 1) << "not the number of a tree that the backup does not know";
  EXPECT_EQ(closed->back().tree, unknown_tree.tree);
  EXPECT_EQ(closed->back().lost_until, 5);
  const auto writer = rig.start();
  EXPECT_EQ(writer->state().tree, *closed->front().next);
  ASSERT_EQ(rig.write(*writer, rig.draft()).kind, Kind::kCommitted);

  // A checkpoint that comes to light later adds to what is known to be lost.
  const auto later = close_restored(*connection, std::vector{KnownHead{1, 9, last.root}}, rig.clock().now());
  ASSERT_TRUE(later) << later.error().message;
  EXPECT_EQ(rig.number("SELECT lost_until FROM log_tree WHERE tree = 1"), 9);
}

TEST_F(LogRestoreTest, AStateFileThatCannotBeReadRefusesTheStart) {
  std::ofstream(state_file) << "1 nonsense\n";
  const auto writer = LogWriter::start(options(), rig.clock());
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.error().reason, core::Reason::kWrongState);
}

}  // namespace
}  // namespace hotline::store
