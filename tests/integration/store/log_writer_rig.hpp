#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/merkle.hpp"
#include "runtime/system_clock.hpp"
#include "store/log_sealer.hpp"
#include "store/log_writer.hpp"
#include "store/pg/sqlstate.hpp"
#include "support/migrated_database.hpp"

namespace hotline::store {

using namespace std::chrono_literals;
using Kind = LogOutcome::Kind;

// Outcomes as they come, from any thread.
class Outcomes {
 public:
  explicit Outcomes(std::size_t expected) : outcomes_(expected) {}

  LogWriter::Callback take(std::size_t which) {
    return [this, which](LogOutcome outcome) {
      const std::scoped_lock lock(mutex_);
      if (outcomes_[which]) ++repeated_;
      outcomes_[which] = std::move(outcome);
      ++come_;
      wake_.notify_all();
    };
  }
  // All outcomes; fails the test when one does not come or comes twice.
  std::vector<LogOutcome> wait(std::chrono::milliseconds limit = 20s) {
    std::unique_lock lock(mutex_);
    EXPECT_TRUE(wake_.wait_for(lock, limit, [this] { return come_ >= outcomes_.size(); })) << "an outcome is missing";
    EXPECT_EQ(repeated_, 0);
    std::vector<LogOutcome> all;
    for (const auto& outcome : outcomes_) all.push_back(outcome.value_or(LogOutcome{}));
    return all;
  }

 private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<std::optional<LogOutcome>> outcomes_;
  std::size_t come_ = 0;
  int repeated_ = 0;
};

// Makes drafts, starts writers, looks into the database.
class LogRig {
 public:
  explicit LogRig(test::PrivatePostgres& server) : server_(server), database_(server.create_database()) {}

  LogWriterOptions options(std::int32_t tree = 1) const {
    LogWriterOptions made;
    made.conninfo = test::conninfo_as(server_, database_, "hotline_log");
    made.tree = tree;
    made.fenced_pause = 300ms;
    made.signer = &signer_;
    return made;
  }
  std::unique_ptr<LogWriter> start(LogWriterOptions given) const {
    auto writer = LogWriter::start(std::move(given), clock_);
    EXPECT_TRUE(writer) << writer.error().message;
    return writer ? std::move(*writer) : nullptr;
  }
  std::unique_ptr<LogWriter> start(std::int32_t tree = 1) const { return start(options(tree)); }

  // An entry with an answer, a key of its own and a lookup fact.
  LogDraft draft() {
    core::Bytes16 request = random_.bytes<16>();
    return draft(core::RequestId(request));
  }
  LogDraft draft(core::RequestId request) {
    LogSealInput input;
    input.actor = core::ActorId("operator-1");
    input.at = clock_.now();
    input.payload = payload_;
    input.request = request;
    input.request_digest = request_digest(keyring_, "method", "request");
    input.answer = "answer";
    LogDraft made = seal_draft(keyring_, random_, input);
    made.register_revision = revision();
    made.fact = LookupFact{1, 2, 3, 4, 567};
    made.deadline = std::chrono::steady_clock::now() + 20s;
    return made;
  }
  LogDraft refusal() {
    LogSealInput input;
    input.kind = core::LogEntryKind::kRefusal;
    input.actor = core::ActorId("operator-1");
    input.at = clock_.now();
    input.payload = payload_;
    LogDraft made = seal_draft(keyring_, random_, input);
    made.deadline = std::chrono::steady_clock::now() + 20s;
    return made;
  }
  InquiryWrite new_inquiry(std::int64_t reference) {
    InquiryWrite inquiry;
    inquiry.reference = reference;
    inquiry.facts_sealed = "first facts";
    inquiry.asker_sealed = "asker";
    inquiry.contact_key = std::string(32, 'k');
    inquiry.passphrase_hash = std::string(50, 'h');
    return inquiry;
  }

  static std::vector<LogOutcome> write(LogWriter& writer, std::vector<LogDraft> drafts) {
    Outcomes outcomes(drafts.size());
    for (std::size_t i = 0; i < drafts.size(); ++i) writer.append(std::move(drafts[i]), outcomes.take(i));
    return outcomes.wait();
  }
  static LogOutcome write(LogWriter& writer, LogDraft draft) {
    std::vector<LogDraft> one;
    one.push_back(std::move(draft));
    return write(writer, std::move(one)).front();
  }
  // All in one batch: the tree is locked while they are appended behind an entry that waits for it.
  std::vector<LogOutcome> write_together(LogWriter& writer, std::vector<LogDraft> drafts) {
    const std::int32_t tree = writer.state().tree;
    const auto blocker = test::connect_as(server_, database_, "postgres");
    sql_on(*blocker, "BEGIN; SELECT FROM log_tree WHERE tree = " + std::to_string(tree) + " FOR UPDATE");
    Outcomes first(1);
    writer.append(refusal(), first.take(0));
    while (writer.state().queued > 0) std::this_thread::sleep_for(1ms);
    Outcomes outcomes(drafts.size());
    for (std::size_t i = 0; i < drafts.size(); ++i) writer.append(std::move(drafts[i]), outcomes.take(i));
    sql_on(*blocker, "ROLLBACK");
    EXPECT_EQ(first.wait().front().kind, Kind::kCommitted);
    return outcomes.wait();
  }

  static void sql_on(pg::BlockingConnection& connection, const std::string& sql) {
    auto done = connection.script(sql);
    ASSERT_TRUE(done) << pg::sqlstate_of(done.error());
  }
  void sql(const std::string& text) const { server_.run_sql(database_, text); }
  std::string value(const std::string& text) const { return server_.query_value(database_, text); }
  std::int64_t number(const std::string& text) const { return std::stoll(value(text)); }

  void add_person(std::int64_t person, std::int64_t version) const {
    const std::string id = std::to_string(person);
    sql("INSERT INTO person (person_id, side, sealed) VALUES (" + id + ", 1, '')");
    sql("INSERT INTO person_state VALUES (" + id + ", " + id + ", " + std::to_string(version) +
        ", 4, 4, 0, 0, 0, 0, 0, 0, now())");
  }
  // One more revision of the register, made `ago` before now.
  void raise_revision(const std::string& ago = "0 s") {
    ++revision_;
    sql("UPDATE register_revision SET revision = revision + 1, changed_at = now() - interval '" + ago +
        "'; INSERT INTO register_change SELECT revision, changed_at, '{}' FROM register_revision");
  }
  std::int64_t revision() const { return revision_; }

  // Everything about a tree that must always hold, recomputed from its leaves alone.
  void expect_sound_tree(std::int32_t tree) const {
    const auto reader = test::connect_as(server_, database_, "hotline_auditor");
    pg::Params params;
    params.int4(tree);
    auto leaves =
        reader->exec("SELECT log_index, leaf, logged_at FROM log_entry WHERE tree = $1 ORDER BY log_index", params);
    auto batches = reader->exec(
        "SELECT first_index, entries, root, nodes FROM log_batch WHERE tree = $1 ORDER BY first_index", params);
    auto head = reader->exec("SELECT size, root, frontier FROM log_tree WHERE tree = $1", params);
    ASSERT_TRUE(leaves);
    ASSERT_TRUE(batches);
    ASSERT_TRUE(head);
    core::CompactRange range;
    std::vector<core::Bytes32> nodes;
    std::string packed;
    std::size_t row = 0;
    for (const pg::Row batch : *batches) {
      ASSERT_EQ(batch.int8(0), static_cast<std::int64_t>(range.size())) << "batches follow each other";
      nodes.clear();
      for (std::int32_t i = 0; i < batch.int4(1); ++i, ++row) {
        ASSERT_LT(row, leaves->size());
        const pg::Row leaf = (*leaves)[row];
        ASSERT_EQ(leaf.int8(0), static_cast<std::int64_t>(row)) << "indexes have no gap";
        const std::string bytes = leaf.bytea(1);
        const std::span span(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
        auto decoded = core::decode_leaf(span);
        ASSERT_TRUE(decoded);
        EXPECT_EQ(decoded->second * 1'000'000,
                  static_cast<std::uint64_t>(leaf.timestamptz(2).time_since_epoch().count()));
        range.append(core::leaf_hash(span), nodes);
      }
      EXPECT_EQ(batch.bytes32(2), range.root());
      packed.clear();
      for (const core::Bytes32& node : nodes) packed.append(reinterpret_cast<const char*>(node.data()), node.size());
      EXPECT_EQ(batch.bytea(3), packed);
    }
    EXPECT_EQ(row, leaves->size());
    EXPECT_EQ(head->front().int8(0), static_cast<std::int64_t>(range.size()));
    EXPECT_EQ(head->front().bytes32(1), range.root());
    packed.clear();
    for (const core::Bytes32& hash : range.frontier()) {
      packed.append(reinterpret_cast<const char*>(hash.data()), hash.size());
    }
    EXPECT_EQ(head->front().bytea(2), packed);
    const std::string payloads = "SELECT count(*) FROM log_payload WHERE tree = " + std::to_string(tree);
    EXPECT_EQ(number(payloads), static_cast<std::int64_t>(leaves->size()));
  }

  test::PrivatePostgres& server() { return server_; }
  const std::string& database() const { return database_; }
  void use_database(std::string database) { database_ = std::move(database); }
  const runtime::Keyring& keyring() const { return keyring_; }
  const runtime::LogSigner& signer() const { return signer_; }
  runtime::Random& random() { return random_; }
  const core::Clock& clock() const { return clock_; }

 private:
  test::PrivatePostgres& server_;
  std::string database_;
  std::int64_t revision_ = 0;  // of a register in which nothing happened yet
  runtime::SystemClock clock_;
  runtime::SystemRandom random_;
  runtime::Keyring keyring_ = runtime::Keyring::ephemeral(random_);
  runtime::LogSigner signer_{"hotline.test/log", keyring_.set(runtime::KeyUse::kLogSigning)};
  std::vector<std::uint8_t> payload_ = std::vector<std::uint8_t>(600, 0x42);
};

template <typename Condition>
bool becomes_true(Condition condition, std::chrono::milliseconds limit = 15s) {
  const auto end = std::chrono::steady_clock::now() + limit;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(5ms);
  }
  return true;
}

}  // namespace hotline::store
