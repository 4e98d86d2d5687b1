// The whole log derived again, its end checked at each start, and receipts that prove themselves.
#include "store/log_audit.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <chrono>
#include <iostream>
#include <random>
#include <set>

#include "core/note.hpp"
#include "integration/store/log_writer_rig.hpp"
#include "runtime/executors.hpp"
#include "store/log_tree.hpp"
#include "support/log_tamper.hpp"

namespace hotline::store {
namespace {

constexpr std::uint64_t kEntries = 300;
constexpr int kMutations = 1'000;

using Stored = core::Result<std::optional<StoredAnswer>>;

// co_spawn wants a result that it can make by itself.
boost::asio::awaitable<std::optional<Stored>> with_default(boost::asio::awaitable<Stored> work) {
  Stored stored = co_await std::move(work);
  co_return std::optional<Stored>(std::move(stored));
}

class LogAuditTest : public testing::Test {
 protected:
  LogAuditTest() : server((test::use_migrated_template(), test::PrivatePostgres::shared())), rig(server) {}

  // Batches of one to nine entries; the receipts.
  std::vector<LogOutcome> fill(LogWriter& writer, std::uint64_t entries, std::uint64_t seed = 1) {
    std::mt19937_64 random(seed);
    std::vector<LogOutcome> outcomes;
    while (outcomes.size() < entries) {
      std::vector<LogDraft> drafts;
      const std::uint64_t count = std::min<std::uint64_t>(1 + random() % 9, entries - outcomes.size());
      for (std::uint64_t i = 0; i < count; ++i) drafts.push_back(rig.draft());
      for (LogOutcome& outcome : LogRig::write(writer, std::move(drafts))) outcomes.push_back(std::move(outcome));
    }
    return outcomes;
  }
  AuditQuestion question() const {
    AuditQuestion made;
    made.public_keys = rig.signer().public_keys();
    return made;
  }
  std::vector<TreeReport> audited(const AuditQuestion& asked) const {
    const auto connection = test::connect_as(server, rig.database(), "hotline_auditor");
    auto reports = audit_log(*connection, asked, [](std::uint64_t, std::uint64_t) {});
    EXPECT_TRUE(reports) << reports.error().message;
    return reports ? *reports : std::vector<TreeReport>();
  }
  static std::string text(const core::Damage& damage) {
    return std::to_string(damage.first) + ".." + std::to_string(damage.last) + " " + damage.what;
  }

  test::PrivatePostgres& server;
  LogRig rig;
};

TEST_F(LogAuditTest, EveryReceiptVerifiesWithThePublicKeyAlone) {
  const auto writer = rig.start();
  std::set<std::string> checkpoints;
  for (const LogOutcome& outcome : fill(*writer, 120)) {
    ASSERT_EQ(outcome.kind, Kind::kCommitted);
    const core::LogProof proof = outcome.receipt->proof();
    const auto checkpoint = core::open_checkpoint(proof.checkpoint, 1, rig.signer().public_keys());
    ASSERT_TRUE(checkpoint) << checkpoint.error().message;
    const auto index = static_cast<std::uint64_t>(outcome.receipt->index);
    EXPECT_TRUE(
        core::verify_inclusion(index, checkpoint->size, outcome.receipt->leaf_hash, proof.path, checkpoint->root));
    EXPECT_FALSE(
        core::verify_inclusion(index + 1, checkpoint->size, outcome.receipt->leaf_hash, proof.path, checkpoint->root));
    checkpoints.insert(proof.checkpoint);
  }
  EXPECT_EQ(static_cast<std::int64_t>(checkpoints.size()), rig.number("SELECT count(*) FROM log_batch"))
      << "one signature for each batch";
}

TEST_F(LogAuditTest, ARepeatGetsTheFirstReceiptByteForByte) {
  const auto writer = rig.start();
  fill(*writer, 7);
  const core::RequestId request(rig.random().bytes<16>());
  const LogOutcome first = LogRig::write(*writer, rig.draft(request));
  ASSERT_EQ(first.kind, Kind::kCommitted);
  const core::LogProof given = first.receipt->proof();
  runtime::Executors executors("test", 1);
  auto conninfo = pg::Conninfo::parse(test::conninfo_as(server, rig.database(), "hotline_inquiry"));
  ASSERT_TRUE(conninfo);
  pg::PoolOptions pool_options{.session = {.conninfo = *conninfo}};
  pg::Pool pool(executors.executor(), pool_options);
  const auto again = [&] {
    auto work = LogWriter::stored_answer(pool, rig.signer(), core::ActorId("operator-1"), request,
                                         std::chrono::steady_clock::now() + 10s);
    auto answer = boost::asio::co_spawn(executors.executor(), with_default(std::move(work)), boost::asio::use_future);
    return *answer.get();
  };
  for (const bool checkpoint_kept : {false, true}) {
    if (checkpoint_kept) fill(*writer, 5);
    EXPECT_EQ(rig.number("SELECT count(*) FROM log_checkpoint WHERE size = 8"), checkpoint_kept ? 1 : 0);
    const auto stored = again();
    ASSERT_TRUE(stored) << stored.error().message;
    ASSERT_TRUE(*stored);
    const core::LogProof repeated = (*stored)->receipt.proof();
    EXPECT_EQ(repeated.path, given.path);
    EXPECT_EQ(repeated.checkpoint, given.checkpoint);
    EXPECT_EQ((*stored)->receipt.leaf_hash, first.receipt->leaf_hash);
  }
  pool.close();
}

TEST_F(LogAuditTest, ASoundLogIsFoundSound) {
  {
    const auto writer = rig.start();
    fill(*writer, kEntries);
    const auto other = rig.start(2);
    fill(*other, 3);
  }
  const auto reports = audited(question());
  ASSERT_EQ(reports.size(), 2U);
  EXPECT_FALSE(reports[0].damage) << text(*reports[0].damage);
  EXPECT_EQ(reports[0].entries, kEntries);
  EXPECT_EQ(reports[0].covered, kEntries) << "the last checkpoint is kept when the writer ends";
  EXPECT_EQ(static_cast<std::int64_t>(reports[0].checkpoints),
            rig.number("SELECT count(*) FROM log_batch WHERE tree = 1"));
  EXPECT_FALSE(reports[1].damage);
  AuditQuestion other_key = question();
  other_key.public_keys = {core::Bytes32{1}};
  EXPECT_TRUE(audited(other_key)[0].damage) << "signed by a key that was not given";
}

TEST_F(LogAuditTest, ACheckpointMissingAfterACrashIsMadeUpForAtTheNextStart) {
  rig.start().reset();
  {
    const auto writer = rig.start();
    fill(*writer, 5);
  }
  rig.sql("SET session_replication_role = replica; DELETE FROM log_checkpoint");
  {
    const auto writer = rig.start();
    EXPECT_FALSE(writer->state().checkpoint.empty());
  }
  EXPECT_EQ(audited(question())[0].covered, 5U);
}

TEST_F(LogAuditTest, EveryTamperingIsFoundAndItsPlaceNamed) {
  std::string kept_outside;
  {
    const auto writer = rig.start();
    fill(*writer, kEntries);
    kept_outside = writer->state().checkpoint;
  }
  AuditQuestion asked = question();
  asked.outside.push_back(OutsideCheckpoint{1, kEntries, kept_outside});
  const auto seed = std::random_device()();
  std::cout << "seed " << seed << '\n';
  test::LogTamper tamper(test::connect_as(server, rig.database(), "postgres"), seed);
  const auto began = std::chrono::steady_clock::now();
  int found = 0, named = 0;
  for (int i = 0; i < kMutations; ++i) {
    auto& connection = tamper.begin();
    const test::Tampering done = tamper.tamper();
    const auto reports = audit_log(connection, asked, [](std::uint64_t, std::uint64_t) {});
    ASSERT_TRUE(reports && !reports->empty());
    const auto damage = reports->front().damage;
    EXPECT_TRUE(damage) << done.what << " at " << done.index << " is not found";
    if (damage) {
      ++found;
      const bool contains = damage->first <= done.index && done.index <= damage->last;
      named += contains ? 1 : 0;
      EXPECT_TRUE(contains || damage->first >= done.index)
          << done.what << " at " << done.index << ": " << text(*damage);
    }
    tamper.roll_back();
  }
  EXPECT_FALSE(audited(asked)[0].damage) << "the test itself leaves no damage";
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  std::cout << found << " of " << kMutations << " found, " << named << " with their index, in " << took.count()
            << " s\n";
}

TEST_F(LogAuditTest, ADamagedEndRefusesTheStartUntilItIsAccepted) {
  const std::vector<std::string> damages{
      "UPDATE log_entry SET leaf = set_byte(leaf, 70, get_byte(leaf, 70) # 1) WHERE log_index = 38",
      "DELETE FROM log_entry WHERE log_index = 39",
      "UPDATE log_tree SET frontier = set_byte(frontier, 3, get_byte(frontier, 3) # 1)",
      "UPDATE log_checkpoint SET note = replace(note, 'hotline.test', 'hotline.text')",
      "DELETE FROM log_batch WHERE first_index = (SELECT max(first_index) FROM log_batch)",
  };
  for (const std::string& damage : damages) {
    LogRig own(server);
    {
      const auto writer = own.start();
      for (int i = 0; i < 40; ++i) ASSERT_EQ(LogRig::write(*writer, own.draft()).kind, Kind::kCommitted);
    }
    own.sql("SET session_replication_role = replica; " + damage);
    const auto refused = LogWriter::start(own.options(), own.clock());
    ASSERT_FALSE(refused) << damage;
    EXPECT_EQ(refused.error().reason, core::Reason::kWrongState);
    ASSERT_GE(refused.error().metadata.size(), 2U);
    EXPECT_EQ(refused.error().metadata[1].first, "first_damaged_index");
    EXPECT_EQ(own.value("SELECT closed_at IS NULL FROM log_tree WHERE tree = 1"), "t") << "nothing was changed";
    LogWriterOptions accepting = own.options();
    accepting.damaged = LogWriterOptions::Damaged::kClosed;
    const auto writer = own.start(accepting);
    ASSERT_TRUE(writer);
    EXPECT_EQ(writer->state().tree, kContinuingTreeFirst);
    EXPECT_EQ(own.value("SELECT continues FROM log_tree WHERE tree = 1000"), "1");
    EXPECT_EQ(LogRig::write(*writer, own.draft()).kind, Kind::kCommitted);
  }
}

TEST_F(LogAuditTest, ALostSigningKeyIsNotReplacedInSilence) {
  {
    const auto writer = rig.start();
    fill(*writer, 5);
  }
  const runtime::Keyring other = runtime::Keyring::ephemeral(rig.random());
  const runtime::LogSigner stranger("hotline.test/log", other.set(runtime::KeyUse::kLogSigning));
  LogWriterOptions options = rig.options();
  options.signer = &stranger;
  EXPECT_FALSE(LogWriter::start(options, rig.clock()));
}

}  // namespace
}  // namespace hotline::store
