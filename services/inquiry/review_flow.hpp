#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/candidate_review.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/sensitive.hpp"
#include "core/telling.hpp"
#include "core/time.hpp"
#include "rpc/call_context.hpp"
#include "store/await_append.hpp"
#include "store/pg/pool.hpp"
#include "store/review_store.hpp"

namespace hotline::inquiry {

// One review serves all inquiries for one man; a name that more families than this ask for is no man but a mistake.
inline constexpr std::int32_t kReviewedMax = 100;
// Of one group, in a list.
inline constexpr std::int32_t kGroupCandidatesMax = 100;
inline constexpr std::int32_t kGroupReviewsMax = 20;

struct ShownReview {
  store::ReviewRow row;
  core::Sensitive<std::string> ground;
};
// All candidates of one record in the states asked for.
struct CandidateGroup {
  store::CandidateGroupRow head;
  core::News news = core::News::kOther;
  core::TellingNeed need;
  std::vector<store::CandidateRow> candidates;
  std::int64_t total = 0;
  std::vector<ShownReview> reviews;
};

// What the reviewer saw of an inquiry.
struct SeenInquiry {
  std::int64_t reference = 0;
  std::int32_t facts_version = 0;
};
struct ReviewToMake {
  core::RequestId request;
  core::PersonId person;
  std::int64_t person_version = 0;
  std::vector<SeenInquiry> inquiries;
  core::ReviewDecision decision = core::ReviewDecision::kConfirm;
  core::Sensitive<std::string> ground;
};
struct ReviewedInquiry {
  std::int64_t reference = 0;
  core::CandidateState state = core::CandidateState::kProposed;
  core::InquiryState inquiry_state = core::InquiryState::kStanding;
};
using ReviewMade = std::vector<ReviewedInquiry>;  // in the order asked

// Decisions on whether a record is the person that inquiries ask for.
class ReviewFlow {
 public:
  ReviewFlow(store::pg::Pool& pool, store::ActLog log) : pool_(pool), acts_(log) {}

  boost::asio::awaitable<core::Result<std::vector<CandidateGroup>>> list(rpc::CallContext call,
                                                                         store::CandidatesQuery query);
  // The answer is kept as the bytes that `write` makes of it; `digest` is store::write_digest of the request. Errors:
  // kNotFound (a record, an inquiry, or a pair that nobody proposed), kConflict (the record or facts changed since they
  // were seen), kWrongState.
  using Write = std::function<std::string(const ReviewMade& made)>;
  boost::asio::awaitable<core::Result<std::string>> review(rpc::CallContext call, ReviewToMake review,
                                                           core::Bytes32 digest, Write write);

 private:
  // A pair as it is decided on.
  struct Pair {
    store::AskedRow asked;
    store::LockedCandidate candidate;
    core::CandidateState after = core::CandidateState::kProposed;
    core::InquiryState inquiry_after = core::InquiryState::kStanding;
  };
  boost::asio::awaitable<core::Result<std::vector<Pair>>> decide(store::pg::Transaction& tx, core::ActorId actor,
                                                                 core::Role role, const ReviewToMake& review);
  boost::asio::awaitable<core::Result<std::vector<Pair>>> lock_pairs(store::pg::Transaction& tx,
                                                                     const ReviewToMake& review);
  boost::asio::awaitable<core::Done> put(store::pg::Transaction& tx, core::ActorId actor, const ReviewToMake& review,
                                         const std::vector<Pair>& pairs);
  // An entry for each inquiry, so that each family's story is whole.
  boost::asio::awaitable<core::Done> log(rpc::CallContext call, const ReviewToMake& review);

  store::pg::Pool& pool_;
  store::ActLog acts_;
};

}  // namespace hotline::inquiry
