#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/callback.hpp"
#include "core/ids.hpp"
#include "core/inquiry.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "runtime/deadline.hpp"
#include "store/pg/pool.hpp"
#include "store/pg/transaction.hpp"

namespace hotline::store {

// A row of inquiry; facts and asker are still sealed.
struct StoredInquiry {
  std::int64_t reference = 0;
  core::InquiryState state = core::InquiryState::kStanding;
  std::uint8_t language = 0;
  core::Instant opened_at;
  core::Instant changed_at;
  std::int32_t facts_version = 0;
  std::string facts_sealed;
  std::string asker_sealed;  // empty: none
  std::string passphrase_hash;
  std::int32_t passphrase_failures = 0;
  std::optional<core::CallingHours> calling_hours;  // nothing: the asker named none
};
StoredInquiry read_inquiry(const pg::Row& row);

boost::asio::awaitable<core::Result<std::optional<StoredInquiry>>> get_inquiry(pg::Pool& pool, std::int64_t reference,
                                                                               runtime::Deadline deadline);
// Held until the end of the transaction.
// The same within a transaction, without a lock.
boost::asio::awaitable<core::Result<std::optional<StoredInquiry>>> read_inquiry(pg::Transaction& tx,
                                                                                std::int64_t reference);
boost::asio::awaitable<core::Result<std::optional<StoredInquiry>>> lock_inquiry(pg::Transaction& tx,
                                                                                std::int64_t reference);
// Counts up to `failures_max` and not beyond, in a statement of its own that nothing rolls back.
boost::asio::awaitable<core::Done> count_passphrase_failure(pg::Pool& pool, std::int64_t reference,
                                                            std::int16_t failures_max, runtime::Deadline deadline);

// The record that people confirmed to be the one an inquiry asks for.
struct ConfirmedMatch {
  core::PersonId person;
  core::Instant confirmed_at;
};
boost::asio::awaitable<core::Result<std::optional<ConfirmedMatch>>> find_confirmed_match(pg::Pool& pool,
                                                                                         std::int64_t reference,
                                                                                         runtime::Deadline deadline);

// A row of inquiry without anything personal.
struct InquirySummary {
  std::int64_t reference = 0;
  core::InquiryState state = core::InquiryState::kStanding;
  core::Instant opened_at;
  core::Instant changed_at;
};

// Newest first, from the place on that `opened_before` and `reference_below` name together.
struct InquiryPage {
  core::Instant opened_before;
  std::int64_t reference_below = 0;
  std::vector<std::int16_t> states;
  std::int32_t rows_max = 0;
};
boost::asio::awaitable<core::Result<std::vector<InquirySummary>>> list_inquiries(pg::Pool& pool, InquiryPage page,
                                                                                 runtime::Deadline deadline);

// Who comes second with the same contact key waits for the end of this transaction.
boost::asio::awaitable<core::Done> lock_contact(pg::Transaction& tx, core::Bytes32 contact_key);
// Newest first.
boost::asio::awaitable<core::Result<std::vector<InquirySummary>>> list_of_contact(
    pg::Transaction& tx, std::vector<core::Bytes32> contact_keys, std::vector<std::int16_t> states,
    std::int32_t rows_max);

struct InquiryRow {
  std::int64_t reference = 0;
  core::InquiryState state = core::InquiryState::kStanding;
  std::uint8_t language = 0;
  core::Instant opened_at;
  core::ActorId opened_by;
  std::string facts_sealed;
  std::string asker_sealed;
  std::optional<core::Bytes32> contact_key;
  std::string passphrase_hash;
  std::uint8_t kinship = 4;  // core::kinship_rank
  std::optional<core::CallingHours> calling_hours;
};
// False when the reference is taken: nothing is stored then.
boost::asio::awaitable<core::Result<bool>> put_inquiry(pg::Transaction& tx, InquiryRow row);

// Copies the facts that stand to inquiry_facts.
boost::asio::awaitable<core::Done> keep_facts(pg::Transaction& tx, std::int64_t reference, core::Instant now,
                                              core::ActorId actor);

struct FactsRow {
  std::int64_t reference = 0;
  std::int32_t version_replaced = 0;
  core::InquiryState state = core::InquiryState::kStanding;
  core::Instant changed_at;
  std::string facts_sealed;
};
// kConflict when other facts came between.
boost::asio::awaitable<core::Done> put_facts(pg::Transaction& tx, FactsRow row);

// Other open inquiries of whoever is reached in the same way, at most 20.
boost::asio::awaitable<core::Result<std::int32_t>> count_others(pg::Pool& pool, std::int64_t reference,
                                                                runtime::Deadline deadline);

boost::asio::awaitable<core::Done> put_state(pg::Transaction& tx, std::int64_t reference, core::InquiryState state,
                                             core::Instant now);

// How a call ended.
struct CallOutcome {
  core::ActorId actor;
  std::string line;
  std::string exchange_call_id;
  core::Instant call_started_at;
  std::int16_t code = 0;
  std::optional<std::int64_t> reference;
  std::int16_t escalations = 0;  // bits of core::EscalationReason
};
// In the caller's transaction; gives when it was recorded.
boost::asio::awaitable<core::Result<core::Instant>> put_call_outcome(pg::Transaction& tx, CallOutcome outcome);

}  // namespace hotline::store
