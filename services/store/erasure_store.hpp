#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/inquiry.hpp"
#include "core/payload.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "runtime/deadline.hpp"
#include "runtime/keyring.hpp"
#include "store/pg/pool.hpp"
#include "store/pg/transaction.hpp"

// Erasures: asked for, decided, listed. Nothing is erased here: that is done in the transaction of the log's entry
// (LogDraft::erasure). One function for each file of db/queries/erasure.
namespace hotline::store {

// Stored and mirrored in the proto: never renumber.
enum class ErasureCause : std::uint8_t { kWish = 1, kTimeOver = 2 };
enum class ErasureState : std::uint8_t { kWaiting = 1, kRefused = 2, kApproved = 3, kDone = 4 };
enum class RetentionAnswer : std::uint8_t { kKeep = 1, kErase = 2, kNotReached = 3 };

struct LogPosition {
  std::int32_t tree = 0;
  std::int64_t index = 0;
  friend auto operator<=>(const LogPosition&, const LogPosition&) = default;
};

struct ErasureRow {
  std::int64_t number = 0;
  ErasureCause cause = ErasureCause::kWish;
  std::optional<std::int64_t> reference;  // none: entries of the log
  ErasureState state = ErasureState::kWaiting;
  core::ActorId asked_by;
  core::Instant asked_at;
  std::optional<core::ActorId> decided_by;
  std::optional<core::Instant> decided_at;
  std::optional<LogPosition> entry;  // of a done one
  std::int64_t payloads = 0;
  std::optional<core::Instant> done_at;
  std::string ground_sealed;  // empty once it is done
};

// Waiting or approved already: its number, the new one's otherwise.
boost::asio::awaitable<core::Result<std::int64_t>> put_erasure(pg::Transaction& tx, std::int64_t reference,
                                                               core::ActorId actor, std::string ground_sealed);
boost::asio::awaitable<core::Result<std::optional<ErasureRow>>> lock_erasure(pg::Transaction& tx, std::int64_t number);
boost::asio::awaitable<core::Done> decide_erasure(pg::Transaction& tx, std::int64_t number, ErasureState state,
                                                  core::ActorId actor);
boost::asio::awaitable<core::Result<bool>> has_unjudged_glass(pg::Transaction& tx, std::int64_t reference);

boost::asio::awaitable<core::Result<std::optional<ErasureRow>>> get_erasure(pg::Pool& pool, std::int64_t number,
                                                                            runtime::Deadline deadline);
struct ErasuresPage {
  std::vector<ErasureState> states;
  std::int64_t below = 0;
  std::int32_t limit = 0;
};
boost::asio::awaitable<core::Result<std::vector<ErasureRow>>> list_erasures(pg::Pool& pool, ErasuresPage page,
                                                                            runtime::Deadline deadline);

// Where the payloads of an inquiry's entries lie, in order, those that an older program wrote too; at most `limit`.
boost::asio::awaitable<core::Result<std::vector<LogPosition>>> payloads_of_inquiry(pg::Pool& pool,
                                                                                   const runtime::Keyring& keyring,
                                                                                   std::int64_t reference,
                                                                                   std::int32_t limit,
                                                                                   runtime::Deadline deadline);
// Approved and not done, the oldest first.
boost::asio::awaitable<core::Result<std::vector<std::int64_t>>> approved_erasures(pg::Pool& pool, std::int32_t limit,
                                                                                  runtime::Deadline deadline);
// Approves once more what was carried out while a call of the same inquiry was under way; how many.
boost::asio::awaitable<core::Result<std::int32_t>> approve_stragglers(pg::Pool& pool, std::int32_t limit,
                                                                      runtime::Deadline deadline);

// Approved by the rule of the 24 months: an inquiry, or (nothing) entries of the log. Nothing is given when one of the
// inquiry is under way.
boost::asio::awaitable<core::Result<std::optional<std::int64_t>>> put_erasure_by_rule(
    pg::Pool& pool, std::optional<std::int64_t> reference, runtime::Deadline deadline);
// It turned out not to be: another server was first.
boost::asio::awaitable<core::Done> drop_erasure_by_rule(pg::Pool& pool, std::int64_t number,
                                                        runtime::Deadline deadline);
boost::asio::awaitable<core::Result<std::vector<std::int32_t>>> log_trees(pg::Pool& pool, runtime::Deadline deadline);
// Of a tree's first payloads those whose time is over; `more` when the page was full and the last of them was.
struct ExpiredPayloads {
  std::vector<LogPosition> positions;
  std::optional<core::Instant> oldest_kept;
  std::int64_t last_seen = -1;
  bool more = false;
};
boost::asio::awaitable<core::Result<ExpiredPayloads>> expired_payloads(pg::Pool& pool, LogPosition after,
                                                                       std::int32_t limit, runtime::Deadline deadline);

struct DueInquiry {
  std::int64_t reference = 0;
  core::InquiryState state = core::InquiryState::kClosed;
  core::Instant opened_at;
  core::Instant changed_at;
  core::Instant due_at;
  bool reachable = false;
  std::optional<RetentionAnswer> answer;
  std::string answered_by;
  std::optional<core::Instant> answered_at;
};
struct DuePage {
  std::int32_t days_ahead = 60;
  core::Instant after_change;
  std::int64_t after_reference = -1;
  std::int32_t limit = 0;
};
boost::asio::awaitable<core::Result<std::vector<DueInquiry>>> due_inquiries(pg::Pool& pool, DuePage page,
                                                                            runtime::Deadline deadline);
struct ErasableInquiry {
  std::int64_t reference = 0;
  bool unasked = false;  // although it could have been
};
boost::asio::awaitable<core::Result<std::vector<ErasableInquiry>>> erasable_inquiries(pg::Pool& pool,
                                                                                      std::int32_t limit,
                                                                                      runtime::Deadline deadline);
// Nothing: no such closed inquiry.
boost::asio::awaitable<core::Result<std::optional<core::Instant>>> put_retention_answer(pg::Transaction& tx,
                                                                                        std::int64_t reference,
                                                                                        RetentionAnswer answer,
                                                                                        core::ActorId actor);

// As runs, for the entry that names them. Positions in order, each once.
std::vector<core::IndexRange> ranges_of(const std::vector<LogPosition>& positions);

}  // namespace hotline::store
