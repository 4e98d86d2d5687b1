#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/admission.hpp"
#include "core/alarm.hpp"
#include "core/callback.hpp"
#include "core/ids.hpp"
#include "core/merkle.hpp"
#include "core/payload.hpp"
#include "core/release.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "runtime/deadline.hpp"
#include "runtime/log_signer.hpp"
#include "runtime/metrics.hpp"
#include "store/pg/pool.hpp"

namespace hotline::store {

// What the first call with a request key was answered.
struct StoredAnswer {
  core::Bytes32 digest{};
  std::string answer_sealed;
  core::LogReceipt receipt;
};

struct PersonVersion {
  core::PersonId person;
  std::int64_t version = 0;
};

struct AwaitedPair {
  core::PersonId lower;
  core::PersonId higher;
};

// Of an inquiry that a partner submitted.
struct PartnerCase {
  core::Bytes32 key{};                      // store::case_keys
  std::uint8_t collected_by = 1;            // store::CollectedBy
  std::optional<std::int32_t> consent_day;  // with kPartner; days since 1970-01-01
};

// The inquiry that a lookup opens, or whose facts it renews, in the transaction that logs it.
struct InquiryWrite {
  std::int64_t reference = 0;
  bool opens = true;
  std::uint8_t state = 1;  // core::InquiryState
  std::uint8_t language = 1;
  // Of the facts written here. A renewal demands that the version before it is the one stored; a renewal without facts
  // only moves the state and demands that this one is stored.
  std::int32_t facts_version = 1;
  std::string facts_sealed;
  std::string asker_sealed;  // empty: none
  std::uint8_t kinship = 4;  // core::kinship_rank of who asks
  std::optional<core::CallingHours> calling_hours;
  std::string contact_key;      // empty: none; else 32 bytes
  std::string passphrase_hash;  // of a new one: 50 bytes, runtime::hash_passphrase
  bool compared = true;         // false: its answer said nothing of the register, so people see what is held already
  std::optional<PartnerCase> partner_case;  // of a new one; the entry's actor is the partner
  bool apart = false;                       // the question meant an invented person: in no figure
};

// The sheet of paper that an entry was taken on, claimed with it: a sheet is entered once.
struct SheetWrite {
  std::int64_t number = 0;
  core::Instant taken_at;
};

// What is erased in the transaction that logs it: approved before, by another login (db/migrations/0012_erasure.sql).
struct ErasureWrite {
  std::int64_t number = 0;
  std::string payload;  // that the entry commits to
  std::vector<core::IndexRange> ranges;
};

// Beside the entry, in clear.
struct LookupFact {
  std::uint8_t channel = 1;
  std::uint8_t language = 1;
  std::uint8_t answer_kind = 1;
  std::uint16_t region = 0;
  std::int32_t duration_us = 0;
  std::int32_t script_version = 0;  // kept with what is told, not among the figures
};

// How far the index may lie behind the register for this entry to commit (system.md 7.4).
enum class Freshness : std::uint8_t {
  kExact,        // at the revision that the batch reads: the first two attempts
  kWithinLimit,  // at most the limit (one second) behind: the last attempt
  kNotComputed   // an entry that answers nothing from the register: a refusal, a registrar's reading
};

// One entry as it waits to be written; everything costly (sealing, hashing of the payload) is already done by the
// caller.
struct LogDraft {
  core::ActorId actor;
  // Only an entry with an answer claims the key; a refusal leaves these empty.
  std::optional<core::RequestId> request;
  core::Bytes32 request_digest{};
  std::string answer_sealed;

  core::LogEntryKind kind = core::LogEntryKind::kInquiry;
  core::Bytes16 entry_id{};
  core::Bytes32 actor_pseudonym{};
  core::Bytes32 commitment{};
  core::Instant at;
  core::Bytes32 salt{};
  std::string key_sealed;
  std::string payload_sealed;
  std::string subject_key;           // empty or 8 bytes
  std::string guard_keys;            // empty or core::encode_guard_row
  std::optional<core::Alarm> alarm;  // raised by this entry, in the transaction that logs it
  // Of the inquiry that the entry belongs to, and is erased with; nothing: the one that it writes, if any.
  std::optional<std::int64_t> reference;
  std::optional<ErasureWrite> erasure;

  std::int64_t register_revision = 0;
  Freshness freshness = Freshness::kExact;
  std::vector<PersonVersion> cluster;    // every person whose version must still hold at commit
  std::vector<PersonVersion> disclosed;  // of whom something is told
  std::optional<InquiryWrite> inquiry;
  std::optional<SheetWrite> sheet;
  std::optional<LookupFact> fact;
  std::optional<std::int64_t>
      opening;                       // of a release, without which this would not be told: it must still hold at commit
  std::vector<AwaitedPair> awaited;  // whose links are to be reviewed first: this answer waits for them
  core::CallClass call_class = core::CallClass::kDesk;  // who goes first goes first here too
  std::chrono::steady_clock::time_point deadline;
};

struct LogOutcome {
  enum class Kind {
    kCommitted,  // receipt is set
    kStale,      // the register moved on: compute again; current_revision is what the batch saw
    kDuplicate,  // the key is taken: read the stored answer
    kFailed,     // error is set; nothing may be answered
  };
  Kind kind = Kind::kFailed;
  std::optional<core::LogReceipt> receipt;
  std::int64_t current_revision = 0;
  // A version was locked by a writer, or a new inquiry's reference was taken: wait a little, do not only recompute.
  bool person_busy = false;
  bool reference_taken = false;
  // Of kFailed: the sheet was entered before (find_sheet says when).
  bool sheet_entered = false;
  std::optional<core::Error> error;
};

struct LogWriterOptions {
  std::string conninfo;  // of the login hotline_log
  std::int32_t tree = 1;
  std::size_t queue_max = 4096;
  std::size_t batch_max = 512;
  std::size_t batch_bytes_max = 256 * 1024;
  std::chrono::milliseconds freshness_limit{1000};
  std::string state_file;  // remembers the last committed head beside the database, to notice a restore; empty: none
  std::chrono::milliseconds fenced_pause{5000};  // before a tree that another writer took is taken back
  runtime::Metrics* metrics = nullptr;           // outlives the writer; none: figures are kept and shown nowhere
  const runtime::LogSigner* signer = nullptr;    // outlives the writer; none: receipts bear no checkpoint
  std::function<void(const core::BatchSeen&)> on_batch;  // called on the writer thread after each; none: nobody is told
  // Whether a damaged tree is closed, and one that continues it opened, instead of not starting at all.
  enum class Damaged { kRefused, kClosed } damaged = Damaged::kRefused;
};

struct LogWriterState {
  bool ready = false;
  std::int32_t tree = 0;
  std::int64_t epoch = 0;
  std::int64_t size = 0;
  core::Bytes32 root{};
  std::string checkpoint;  // the signed note of size and root
  std::size_t queued = 0;
  std::int32_t partitions_ahead = 0;
};

// Writes the log: one thread, one connection, two pipelined steps per batch, taking all that waits. An outcome is given
// exactly once for every appended draft, on the writer thread, so callbacks only post. Each entry's fate is its own.
class LogWriter {
 public:
  using Callback = std::function<void(LogOutcome)>;

  static core::Result<std::unique_ptr<LogWriter>> start(LogWriterOptions options, const core::Clock& clock);
  ~LogWriter();  // ends after the batch under way; what still waits fails with kStoreDown
  LogWriter(const LogWriter&) = delete;
  LogWriter& operator=(const LogWriter&) = delete;

  // Never blocks. A full queue, a passed deadline or a lost database give kFailed at once (kTooMany, kOutOfTime,
  // kStoreDown), on the calling thread.
  void append(LogDraft draft, Callback done);
  LogWriterState state() const;

  // The answer behind kDuplicate, read by the login hotline_inquiry; nothing when the key is not there (any more). Its
  // receipt is that of the first answer: the same path to the same batch's checkpoint.
  static boost::asio::awaitable<core::Result<std::optional<StoredAnswer>>> stored_answer(
      pg::Pool& pool, const runtime::LogSigner& signer, core::ActorId actor, core::RequestId request,
      runtime::Deadline deadline);

 private:
  LogWriter();
  static core::LogReceipt receipt(std::int32_t tree, std::int64_t index, const core::Bytes32& leaf_hash,
                                  std::shared_ptr<const core::CommittedBatch> batch);
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hotline::store
