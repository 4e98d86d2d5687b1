#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/answer_kind.hpp"
#include "core/callback.hpp"
#include "core/ids.hpp"
#include "core/inquiry.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "store/pg/pool.hpp"
#include "store/pg/transaction.hpp"

// The duty to tell: one function for each file of db/queries/callback. What opens one are triggers
// (0019_callbacks.sql).
namespace hotline::store {

struct CallbackRow {
  std::int64_t id = 0;
  std::int64_t reference = 0;
  std::uint8_t causes = 0;  // core::CallbackCause bits
  core::CallbackState state = core::CallbackState::kDue;
  std::int16_t kinship = 0;
  core::Instant opened_at;
  core::Instant due_at;
  std::int16_t tries = 0;
  core::ActorId claimed_by;  // empty: nobody
  std::optional<core::Instant> claim_until;
  std::uint8_t escalations = 0;             // bits of core::EscalationReason, with what the records say now
  std::int32_t others = 0;                  // other open inquiries of the same contact; of a list, for supervisors
  std::optional<core::Instant> claimed_at;  // these two of lock_callback only
  core::Instant caused_at;                  // when the last cause joined
};

struct DueCallbacks {
  core::Instant now;
  std::int16_t after_kinship = 0;
  core::Instant after_due;
  std::int64_t after_id = 0;
  bool for_supervisors = false;
  std::int16_t in_spite_of = 0;  // bits of core::EscalationReason
  std::int32_t limit = 0;
};
boost::asio::awaitable<core::Result<std::vector<CallbackRow>>> list_due(pg::Pool& pool, DueCallbacks query,
                                                                        runtime::Deadline deadline);
boost::asio::awaitable<core::Result<std::vector<CallbackRow>>> list_of_state(pg::Pool& pool, core::CallbackState state,
                                                                             std::int64_t after, std::int32_t limit,
                                                                             runtime::Deadline deadline);

struct Claim {
  core::ActorId actor;
  core::Instant now;
  core::Instant until;
  bool for_supervisors = false;
  std::int16_t in_spite_of = 0;  // bits of core::EscalationReason
};
// Nothing when none is due.
boost::asio::awaitable<core::Result<std::optional<CallbackRow>>> claim_next(pg::Transaction& tx, Claim claim);
// The inquiry of a callback.
boost::asio::awaitable<core::Result<std::optional<std::int64_t>>> find_callback(pg::Transaction& tx, std::int64_t id);
boost::asio::awaitable<core::Result<std::optional<CallbackRow>>> lock_callback(pg::Transaction& tx, std::int64_t id);
boost::asio::awaitable<core::Result<bool>> is_releaser(pg::Transaction& tx, std::int64_t reference, Claim claim);
boost::asio::awaitable<core::Done> claim_one(pg::Transaction& tx, std::int64_t id, Claim claim);

struct LogPlaceTold {
  std::int32_t tree = 0;
  std::int64_t index = 0;
};
struct CallbackTry {
  std::int64_t id = 0;
  std::int16_t number = 0;
  core::ActorId actor;
  core::CallbackOutcome outcome = core::CallbackOutcome::kNoAnswer;
  core::Instant at;
  std::optional<LogPlaceTold> told;
};
// False when the entry has told another callback.
boost::asio::awaitable<core::Result<bool>> put_try(pg::Transaction& tx, CallbackTry made);
boost::asio::awaitable<core::Done> put_outcome(pg::Transaction& tx, CallbackTry made, core::CallbackStep step);

struct ToldEntry {
  core::Instant logged_at;  // a whole second
  std::optional<core::AnswerKind> told;
  bool stands = true;  // the records it told of are still as they were
};
// Nothing when the entry is not one of this inquiry.
boost::asio::awaitable<core::Result<std::optional<ToldEntry>>> find_told(pg::Transaction& tx, LogPlaceTold place,
                                                                         std::int64_t reference);
struct ToldBefore {
  core::Instant at;
  core::AnswerKind kind = core::AnswerKind::kNoAnswerToday;
  bool to_this_family = false;
  std::int16_t kinship = 0;
};
boost::asio::awaitable<core::Result<std::vector<ToldBefore>>> told_before(pg::Transaction& tx, std::int64_t reference,
                                                                          std::int32_t limit);
struct SameContact {
  std::int64_t reference = 0;
  core::InquiryState state = core::InquiryState::kStanding;
};
boost::asio::awaitable<core::Result<std::vector<SameContact>>> same_contact(pg::Transaction& tx, std::int64_t reference,
                                                                            std::int32_t limit);
// What there is to say or to ask, also where the calls were in vain: bits of core::CallbackCause, 0 for nothing.
boost::asio::awaitable<core::Result<std::uint8_t>> open_causes(pg::Pool& pool, std::int64_t reference,
                                                               runtime::Deadline deadline);
// Whether he has the inquiry's callback now.
boost::asio::awaitable<core::Result<bool>> has_claim(pg::Pool& pool, std::int64_t reference, core::ActorId actor,
                                                     core::Instant now, runtime::Deadline deadline);
// The one that stands for it from now on; nothing when it has not lapsed, or nobody may be called.
boost::asio::awaitable<core::Result<std::optional<std::int64_t>>> reopen_callback(pg::Transaction& tx, std::int64_t id);

// Exactly one is given.
struct AffectedQuery {
  std::optional<core::StatementId> statement;
  std::optional<core::ListId> list;
  std::optional<core::LinkId> link;
  std::int64_t after = -1;
  std::int32_t limit = 0;
};
struct AffectedAnswer {
  std::int64_t reference = 0;
  core::Instant told_at;
  std::optional<core::AnswerKind> kind;
  std::int16_t language = 0;  // core::Language; 0 like the version: not known
  std::int32_t script_version = 0;
};
boost::asio::awaitable<core::Result<std::vector<AffectedAnswer>>> list_affected(pg::Pool& pool, AffectedQuery query,
                                                                                runtime::Deadline deadline);

}  // namespace hotline::store
