#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "core/time.hpp"
#include "store/log_checkpoints.hpp"
#include "store/log_tree.hpp"
#include "store/log_writer.hpp"
#include "store/pg/blocking_connection.hpp"

namespace hotline::store {

// One entry on its way through a batch. `outcome` is set once its fate is known; index and leaf hash are for
// kCommitted, whose receipt the writer makes.
struct LogEntry {
  LogDraft draft;
  LogWriter::Callback done;
  std::chrono::steady_clock::time_point since;  // when it came
  std::optional<LogOutcome> outcome;
  std::int64_t index = -1;
  core::Bytes32 leaf_hash{};
  std::shared_ptr<const core::CommittedBatch> batch;
};

enum class BatchEnd {
  kDone,     // every entry has its outcome
  kFenced,   // another writer took the tree
  kDown,     // the database is lost; entries without an outcome are not in the log
  kUnknown,  // the same while committing: entries without an outcome may or may not be in the log
};

// Writes entries in one transaction: step 1 claims keys, locks versions and judges every entry; those that cannot be
// committed get their outcome and the rest begins again without them; step 2 writes and commits. Entries that the
// database refuses are found by halving, so that each fails alone. Two entries never have the same request key.
// `head` moves with every commit, which is signed when it is known and not before.
class LogBatch {
 public:
  LogBatch(pg::BlockingConnection& connection, TreeHead& head, LogCheckpoints& checkpoints,
           std::chrono::milliseconds freshness_limit, const core::Clock& clock)
      : connection_(connection),
        head_(head),
        checkpoints_(checkpoints),
        freshness_limit_(freshness_limit),
        clock_(clock) {}

  BatchEnd write(std::span<LogEntry* const> entries);

 private:
  struct Answers;
  enum class Step { kGoOn, kAgain, kRefused, kFenced, kDown, kUnknown };

  Step write_once(std::span<LogEntry* const> entries);
  Step judge(std::span<LogEntry* const> live);
  Step commit(std::span<LogEntry* const> live);
  Step ask(std::span<LogEntry* const> live, Answers& answers);
  bool survives(LogEntry& entry, std::int64_t claimed_index, const Answers& answers) const;
  bool fresh(const LogDraft& draft, const Answers& answers) const;
  void set_refused(LogEntry& entry) const;
  Step step_of(const core::Error& error);
  static Step lose(const core::Error& error);
  Step roll_back();

  pg::BlockingConnection& connection_;
  TreeHead& head_;
  LogCheckpoints& checkpoints_;
  std::chrono::milliseconds freshness_limit_;
  const core::Clock& clock_;
  core::Error refusal_;  // of the last statement that the database refused
};

}  // namespace hotline::store
