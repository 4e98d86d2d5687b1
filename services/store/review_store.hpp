#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/candidate_review.hpp"
#include "core/ids.hpp"
#include "core/inquiry.hpp"
#include "core/person.hpp"
#include "core/result.hpp"
#include "core/status.hpp"
#include "core/time.hpp"
#include "runtime/deadline.hpp"
#include "store/pg/pool.hpp"
#include "store/pg/transaction.hpp"

// Candidates of standing inquiries as people review them: one function for each of the files of db/queries/review.
namespace hotline::store {

// What the desk may know of a record: what it takes to tell it.
struct RecordRow {
  core::PersonId person;
  core::ClusterId cluster;
  std::int64_t version = 0;
  core::Status status = core::Status::kUnknown;
  core::EvidenceRung rung = core::EvidenceRung::kR0;
  std::uint8_t flags = 0;  // core::RecordFlag bits
  core::InformKin inform_kin = core::InformKin::kNotAsked;
  std::int32_t hold_until_day = 0;
  core::Side side = core::Side::kAdversary;
};

// An inquiry and a record, compared.
struct CandidateRow {
  std::int64_t candidate = 0;
  std::int64_t reference = 0;
  core::InquiryState inquiry_state = core::InquiryState::kStanding;
  std::int32_t facts_version = 0;  // of the inquiry, now
  core::PersonId person;
  core::CandidateState state = core::CandidateState::kProposed;
  float probability = 0;
  std::string reasons;
  std::string model_version;
  core::Instant found_at;
  bool changed_since = false;  // the facts or the record, since the two were compared
};

struct CandidateGroupRow {
  std::int64_t candidate = 0;  // its likeliest
  float probability = 0;
  RecordRow record;
};
struct CandidatesQuery {
  std::vector<core::CandidateState> states;
  // At most one of the two.
  std::optional<core::PersonId> person;
  std::optional<std::int64_t> reference;
  // After this one, in falling probability; the default is before the first.
  float probability = 2;
  std::int64_t candidate = 0;
  std::int32_t limit = 0;
};
boost::asio::awaitable<core::Result<std::vector<CandidateGroupRow>>> list_candidate_groups(pg::Transaction& tx,
                                                                                           CandidatesQuery query);

struct ListedCandidate {
  CandidateRow row;
  std::int64_t total = 0;  // of the record, in these states
};
// At most `each_max` of each person, the likeliest first; persons in rising order.
boost::asio::awaitable<core::Result<std::vector<ListedCandidate>>> list_candidates(
    pg::Transaction& tx, std::vector<core::PersonId> persons, std::vector<core::CandidateState> states,
    std::int32_t each_max);

struct ReviewRow {
  std::int64_t reference = 0;
  core::PersonId person;
  core::ReviewDecision decision = core::ReviewDecision::kConfirm;
  core::ActorId actor;
  std::string ground_sealed;
  core::Instant reviewed_at;
};
// At most `each_max` of each person, the latest first; persons in rising order.
boost::asio::awaitable<core::Result<std::vector<ReviewRow>>> list_reviews(pg::Transaction& tx,
                                                                          std::vector<core::PersonId> persons,
                                                                          std::int32_t each_max);

// All of these hold their rows until the end of the transaction. First the record, then the inquiries, then the
// candidates: whoever locks several keeps to this order.
boost::asio::awaitable<core::Result<std::optional<RecordRow>>> lock_record(pg::Transaction& tx, core::PersonId person);
struct AskedRow {
  std::int64_t reference = 0;
  core::InquiryState state = core::InquiryState::kStanding;
  std::int32_t facts_version = 0;
};
boost::asio::awaitable<core::Result<std::vector<AskedRow>>> lock_inquiries(pg::Transaction& tx,
                                                                           std::vector<std::int64_t> references);
struct LockedCandidate {
  std::int64_t candidate = 0;
  std::int64_t reference = 0;
  core::CandidateState state = core::CandidateState::kProposed;
  std::string facts_digest;
};
// The rows that stand for the pairs, not those replaced.
boost::asio::awaitable<core::Result<std::vector<LockedCandidate>>> lock_candidates(
    pg::Transaction& tx, core::PersonId person, std::vector<std::int64_t> references);

struct LastReview {
  std::int64_t reference = 0;
  core::ReviewDecision decision = core::ReviewDecision::kConfirm;
  core::ActorId actor;
};
boost::asio::awaitable<core::Result<std::vector<LastReview>>> last_reviews(pg::Transaction& tx, core::PersonId person,
                                                                           std::vector<std::int64_t> references);
struct OtherCandidate {
  std::int64_t reference = 0;
  core::CandidateState state = core::CandidateState::kProposed;
  core::ClusterId cluster;
};
// The inquiries' candidates that wait or are confirmed, without this person's.
boost::asio::awaitable<core::Result<std::vector<OtherCandidate>>> list_other_candidates(
    pg::Transaction& tx, core::PersonId person, std::vector<std::int64_t> references);

struct ReviewedCandidate {
  std::int64_t candidate = 0;
  std::int64_t reference = 0;
  core::CandidateState state = core::CandidateState::kProposed;  // from now on
  std::string ground_sealed;
  std::string facts_digest;
};
struct NewReviews {
  core::PersonId person;
  std::int64_t person_version = 0;
  core::ReviewDecision decision = core::ReviewDecision::kConfirm;
  core::ActorId actor;
  std::vector<ReviewedCandidate> candidates;
};
// The states, and what was decided beside them.
boost::asio::awaitable<core::Done> put_reviews(pg::Transaction& tx, NewReviews reviews);

// A place in the order in which candidates change. Taken from rows that were read, never from the clock of
// transactions alone: after a crash a number that nobody wrote can be given out again.
struct ChangePlace {
  std::uint64_t transaction = 0;
  std::int64_t candidate = 0;
};
struct ChangedCandidate {
  ChangePlace place;
  CandidateRow row;
  RecordRow record;
};
// After the place, in order; nothing can come before what it gives.
boost::asio::awaitable<core::Result<std::vector<ChangedCandidate>>> read_candidate_changes(pg::Pool& pool,
                                                                                           ChangePlace after,
                                                                                           std::int32_t limit,
                                                                                           runtime::Deadline deadline);
struct ChangeHorizon {
  std::uint64_t under_way = 0;  // the first transaction that may still be
  std::uint64_t to_come = 0;    // the first that has not begun
};
boost::asio::awaitable<core::Result<ChangeHorizon>> read_change_horizon(pg::Pool& pool, runtime::Deadline deadline);

}  // namespace hotline::store
