#include "store/log_batch.hpp"

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "runtime/log.hpp"
#include "sql/log.hpp"
#include "store/log_rows.hpp"
#include "store/pg/sqlstate.hpp"

namespace hotline::store {
namespace {

using core::Bytes32;
using core::Reason;
using pg::Call;
using pg::Params;
using pg::Query;
using runtime::field;
using runtime::Level;

// Each round ends at least one entry, and nearly always one round is enough. After the last the rest is told to compute
// again.
constexpr int kRoundsMax = 6;
constexpr std::chrono::milliseconds kBusyRetryAfter{100};
// The place of lock_tree in step 1, after BEGIN. What fails up to there is no entry's fault.
constexpr std::size_t kTreeCall = 1;

LogOutcome stale(std::int64_t current_revision) {
  LogOutcome outcome;
  outcome.kind = LogOutcome::Kind::kStale;
  outcome.current_revision = current_revision;
  return outcome;
}

LogOutcome failed(core::Error error) {
  LogOutcome outcome;
  outcome.kind = LogOutcome::Kind::kFailed;
  outcome.error = std::move(error);
  return outcome;
}

core::Error inquiry_changed() {
  core::Error error = core::make_error(Reason::kConflict, "the inquiry was changed meanwhile; repeat the whole call");
  error.retry_after = kBusyRetryAfter;
  return error;
}

// The fault of one entry's values or of a row that another transaction holds, which halving can find; all else is the
// database's own trouble. A check violation without a constraint is a missing partition: no entry's fault.
bool entry_can_be_at_fault(const core::Error& error) {
  const std::string_view code = pg::sqlstate_of(error);
  if (code == "23514" && pg::constraint_of(error).empty()) return false;
  return code.starts_with("22") || code.starts_with("23") || code.starts_with("54") || code.starts_with("40") ||
         code == "55P03";
}

}  // namespace

// What step 1 read.
struct LogBatch::Answers {
  std::unordered_set<std::int64_t> claimed;  // indexes
  std::unordered_map<std::int64_t, std::int64_t> versions;
  std::int64_t revision = 0;
  core::Instant read_at;
  std::unordered_map<std::int64_t, core::Instant> changed_at;  // by revision
  std::unordered_set<std::int64_t> taken;                      // references
  std::unordered_map<std::int64_t, std::int32_t> facts_versions;
  std::unordered_set<std::int64_t> openings;  // that are still good
  std::unordered_set<std::int64_t> sheets;    // indexes of entries whose sheet was not entered before
};

BatchEnd LogBatch::write(std::span<LogEntry* const> entries) {
  switch (write_once(entries)) {
    case Step::kGoOn:
    case Step::kAgain:
      return BatchEnd::kDone;
    case Step::kFenced:
      return BatchEnd::kFenced;
    case Step::kDown:
      return BatchEnd::kDown;
    case Step::kUnknown:
      return BatchEnd::kUnknown;
    case Step::kRefused:
      break;
  }
  std::vector<LogEntry*> rest;
  for (LogEntry* entry : entries) {
    if (!entry->outcome) rest.push_back(entry);
  }
  if (rest.size() == 1) {
    set_refused(*rest.front());
    return BatchEnd::kDone;
  }
  const std::span<LogEntry* const> all(rest);
  const BatchEnd first = write(all.first(rest.size() / 2));
  if (first != BatchEnd::kDone) return first;
  return write(all.subspan(rest.size() / 2));
}

LogBatch::Step LogBatch::write_once(std::span<LogEntry* const> entries) {
  std::vector<LogEntry*> live(entries.begin(), entries.end());
  for (int round = 0; round < kRoundsMax; ++round) {
    const Step judged = judge(live);
    if (judged == Step::kGoOn) return commit(live);
    if (judged != Step::kAgain) return judged;
    const Step undone = roll_back();
    if (undone != Step::kGoOn) return undone;
    std::erase_if(live, [](const LogEntry* entry) { return entry->outcome.has_value(); });
    if (live.empty()) return Step::kGoOn;
  }
  for (LogEntry* entry : live) {
    entry->outcome = stale(entry->draft.register_revision);
    entry->outcome->person_busy = true;
  }
  return Step::kGoOn;
}

// kGoOn: the transaction is open and all entries survive. kAgain: some have got their outcome, begin without them.
LogBatch::Step LogBatch::judge(std::span<LogEntry* const> live) {
  Answers answers;
  const Step asked = ask(live, answers);
  if (asked != Step::kGoOn) return asked;
  bool all = true;
  for (std::size_t i = 0; i < live.size(); ++i) {
    if (!survives(*live[i], head_.size() + static_cast<std::int64_t>(i), answers)) all = false;
  }
  return all ? Step::kGoOn : Step::kAgain;
}

// Step 1: one round trip.
LogBatch::Step LogBatch::ask(std::span<LogEntry* const> live, Answers& answers) {
  const LogQuestions questions = log_questions(live, head_);
  std::vector<Call> calls;
  calls.push_back(Call{pg::kBegin, {}});
  calls.push_back(Call{sql::log::kLockTree, questions.tree});
  std::array<std::size_t, 5> place{};  // of each optional call; 0: not asked
  const auto add = [&](std::size_t which, Query query, const std::optional<Params>& params) {
    if (!params) return;
    place[which] = calls.size();
    calls.push_back(Call{query, *params});
  };
  add(0, sql::log::kClaimKeys, questions.claims);
  add(1, sql::log::kLockVersions, questions.persons);
  add(2, sql::log::kLockInquiries, questions.renewed_references);
  add(3, sql::log::kLockOpenings, questions.openings);
  add(4, sql::log::kClaimSheets, questions.sheets);
  calls.push_back(Call{sql::log::kReadRevision, questions.revision});
  pg::PipelineOutcome got = connection_.pipeline(calls);
  if (got.error) return got.rows.size() <= kTreeCall ? lose(*got.error) : step_of(*got.error);

  const pg::Rows& tree = got.rows[kTreeCall];
  if (tree.empty() || tree.front().int8(0) != head_.size() || tree.front().bytes32(1) != head_.range.root()) {
    return roll_back() == Step::kDown ? Step::kDown : Step::kFenced;
  }
  if (place[0] != 0) {
    for (const pg::Row row : got.rows[place[0]]) answers.claimed.insert(row.int8(0));
  }
  if (place[1] != 0) {
    for (const pg::Row row : got.rows[place[1]]) answers.versions.emplace(row.int8(0), row.int8(1));
  }
  if (place[2] != 0) {
    for (const pg::Row row : got.rows[place[2]]) answers.facts_versions.emplace(row.int8(0), row.int4(1));
  }
  if (place[3] != 0) {
    for (const pg::Row row : got.rows[place[3]]) answers.openings.insert(row.int8(0));
  }
  if (place[4] != 0) {
    for (const pg::Row row : got.rows[place[4]]) answers.sheets.insert(row.int8(0));
  }
  for (const pg::Row row : got.rows.back()) {
    if (row.null(1)) {
      answers.taken.insert(row.int8(0));
      continue;
    }
    answers.revision = row.int8(0);
    answers.read_at = row.timestamptz(1);
    if (!row.null(2)) answers.changed_at.emplace(row.int8(2), row.timestamptz(3));
  }
  return Step::kGoOn;
}

bool LogBatch::survives(LogEntry& entry, std::int64_t claimed_index, const Answers& answers) const {
  const LogDraft& draft = entry.draft;
  if (draft.request && !answers.claimed.contains(claimed_index)) {
    entry.outcome.emplace().kind = LogOutcome::Kind::kDuplicate;
    return false;
  }
  if (draft.sheet && !answers.sheets.contains(claimed_index)) {
    entry.outcome = failed(core::make_error(Reason::kWrongState, "this sheet was entered before"));
    entry.outcome->sheet_entered = true;
    return false;
  }
  if (!fresh(draft, answers)) {
    entry.outcome = stale(answers.revision);
    return false;
  }
  for (const PersonVersion& person : draft.cluster) {
    const auto found = answers.versions.find(person.person.value());
    if (found != answers.versions.end() && found->second == person.version) continue;
    entry.outcome = stale(answers.revision);
    entry.outcome->person_busy = found == answers.versions.end();
    return false;
  }
  if (draft.opening && !answers.openings.contains(*draft.opening)) {
    entry.outcome = stale(answers.revision);
    entry.outcome->person_busy = true;  // perhaps it is being taken back just now
    return false;
  }
  if (!draft.inquiry) return true;
  if (draft.inquiry->opens) {
    if (!answers.taken.contains(draft.inquiry->reference)) return true;
    entry.outcome = stale(answers.revision);
    entry.outcome->reference_taken = true;
    return false;
  }
  const auto stored = answers.facts_versions.find(draft.inquiry->reference);
  const std::int32_t demanded = draft.inquiry->facts_version - (draft.inquiry->facts_sealed.empty() ? 0 : 1);
  if (stored != answers.facts_versions.end() && stored->second == demanded) return true;
  entry.outcome = failed(inquiry_changed());
  return false;
}

// Judged by the database's clock alone, so that a server whose clock is wrong answers nothing old.
bool LogBatch::fresh(const LogDraft& draft, const Answers& answers) const {
  if (draft.freshness == Freshness::kNotComputed || draft.register_revision == answers.revision) return true;
  if (draft.freshness == Freshness::kExact || draft.register_revision > answers.revision) return false;
  const auto first_unseen = answers.changed_at.find(draft.register_revision + 1);
  return first_unseen != answers.changed_at.end() && answers.read_at - first_unseen->second <= freshness_limit_;
}

// Step 2: one round trip that ends in COMMIT.
LogBatch::Step LogBatch::commit(std::span<LogEntry* const> live) {
  auto batch = std::make_shared<core::CommittedBatch>(core::CommittedBatch{core::GrownRange(head_.range), {}});
  for (LogEntry* entry : live) {
    entry->index = static_cast<std::int64_t>(batch->range.grown().size());
    entry->leaf_hash = core::leaf_hash(leaf_of(entry->draft));
    batch->range.append(entry->leaf_hash);
  }
  const std::size_t taken_along = checkpoints_.unsaved().size();
  const std::vector<Call> calls = log_inserts(live, head_, batch->range, checkpoints_.unsaved(), clock_.now());
  pg::PipelineOutcome got = connection_.pipeline(calls);
  if (got.error) {
    // Everything was sent at once, so a connection that is gone leaves open how far the server got.
    return connection_.usable() && !connection_.tainted() ? step_of(*got.error) : Step::kUnknown;
  }
  if (got.rows.size() != calls.size() || got.rows.back().command() != "COMMIT") return Step::kUnknown;
  head_.range = batch->range.grown();
  checkpoints_.saved(taken_along);
  batch->checkpoint = checkpoints_.sign(head_);
  for (LogEntry* entry : live) {
    entry->batch = batch;
    entry->outcome.emplace().kind = LogOutcome::Kind::kCommitted;
  }
  return Step::kGoOn;
}

// Of a statement that failed before COMMIT was done, so that nothing is in the log.
LogBatch::Step LogBatch::step_of(const core::Error& error) {
  if (!connection_.usable()) return Step::kDown;
  const Step undone = roll_back();
  if (undone != Step::kGoOn) return undone;
  if (entry_can_be_at_fault(error)) {
    refusal_ = error;
    return Step::kRefused;
  }
  return lose(error);
}

LogBatch::Step LogBatch::lose(const core::Error& error) {
  runtime::log_error("log_batch_failed", error);
  return Step::kDown;
}

LogBatch::Step LogBatch::roll_back() {
  auto rolled_back = connection_.exec(pg::kRollback);
  return rolled_back ? Step::kGoOn : Step::kDown;
}

// The one entry that is left of a batch that the database refused.
void LogBatch::set_refused(LogEntry& entry) const {
  const std::string_view code = pg::sqlstate_of(refusal_);
  if (pg::violates(refusal_, "inquiry_pkey")) {
    entry.outcome = stale(entry.draft.register_revision);
    entry.outcome->reference_taken = true;
    return;
  }
  if (code.starts_with("40") || code == "55P03") {
    core::Error busy = refusal_;
    busy.reason = Reason::kConflict;
    busy.retry_after = kBusyRetryAfter;
    entry.outcome = failed(std::move(busy));
    return;
  }
  runtime::log_error("log_entry_refused", refusal_);
  core::Error bug = core::make_error(Reason::kBug, "the log does not take this entry");
  entry.outcome = failed(std::move(bug));
}

}  // namespace hotline::store
