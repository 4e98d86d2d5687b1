#include "inquiry/review_flow.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

#include "inquiry/inquiry_access.hpp"
#include "inquiry/record_news.hpp"
#include "rpc/logged_call.hpp"
#include "store/inquiry_store.hpp"
#include "store/pg/transaction.hpp"
#include "store/record_codec.hpp"
#include "store/write_keys.hpp"

namespace hotline::inquiry {
namespace {

namespace asio = boost::asio;
using store::pg::Transaction;

core::Error no_such_candidate() {
  return core::make_error(core::Reason::kNotFound, "no such candidate");
}

core::Error another_confirmed() {
  core::Error error = core::make_error(core::Reason::kWrongState,
                                       "another man is confirmed for this inquiry; undo that first if it is wrong");
  error.metadata.emplace_back("state", std::string(core::name_of(core::InquiryState::kAwaitingCallback)));
  return error;
}

std::vector<std::int64_t> references_of(const ReviewToMake& review) {
  std::vector<std::int64_t> references;
  for (const SeenInquiry& seen : review.inquiries) references.push_back(seen.reference);
  std::sort(references.begin(), references.end());
  return references;
}

core::FirstSignature signature_of(const std::vector<store::LastReview>& last, std::int64_t reference,
                                  const core::ActorId& actor) {
  const auto found =
      std::find_if(last.begin(), last.end(), [&](const store::LastReview& one) { return one.reference == reference; });
  if (found == last.end()) return core::FirstSignature::kNone;
  return found->actor == actor ? core::FirstSignature::kOfThisActor : core::FirstSignature::kOfAnother;
}

// A refusal names the place in the request, not the inquiry.
core::Error at(core::Error error, std::size_t place) {
  error.metadata.emplace_back("at", "inquiries[" + std::to_string(place) + "]");
  return error;
}

}  // namespace

asio::awaitable<core::Result<std::vector<CandidateGroup>>> ReviewFlow::list(rpc::CallContext call,
                                                                            store::CandidatesQuery query) {
  auto tx = co_await store::pg::begin(pool_, call.deadline);
  if (!tx) co_return tx.error();
  const std::vector<core::CandidateState> states = query.states;
  auto heads = co_await store::list_candidate_groups(*tx, std::move(query));
  if (!heads) co_return heads.error();

  std::vector<CandidateGroup> groups;
  std::vector<core::PersonId> persons;
  std::map<core::PersonId, std::size_t> places;
  const core::Instant now = acts_.clock.now();
  for (store::CandidateGroupRow& head : *heads) {
    places[head.record.person] = groups.size();
    persons.push_back(head.record.person);
    CandidateGroup& group = groups.emplace_back();
    group.news = news_of(head.record);
    group.need = need_of(head.record, now);
    group.head = std::move(head);
  }
  auto candidates = co_await store::list_candidates(*tx, persons, states, kGroupCandidatesMax);
  if (!candidates) co_return candidates.error();
  for (store::ListedCandidate& listed : *candidates) {
    CandidateGroup& group = groups[places[listed.row.person]];
    group.total = listed.total;
    group.candidates.push_back(std::move(listed.row));
  }
  auto reviews = co_await store::list_reviews(*tx, std::move(persons), kGroupReviewsMax);
  if (!reviews) co_return reviews.error();
  for (store::ReviewRow& review : *reviews) {
    auto ground = store::open_review_ground(acts_.keyring, review.reference, review.person, review.ground_sealed);
    if (!ground) co_return ground.error();
    ShownReview shown{std::move(review), core::Sensitive<std::string>(std::move(*ground))};
    groups[places[shown.row.person]].reviews.push_back(std::move(shown));
  }
  co_return groups;
}

asio::awaitable<core::Result<std::string>> ReviewFlow::review(rpc::CallContext call, ReviewToMake review,
                                                              core::Bytes32 digest, Write write) {
  using Answer = core::Result<std::string>;
  const store::WriteKey key = write_key(call, review.request, digest);
  auto open = co_await store::open_write(pool_, acts_.keyring, key, call.deadline);
  if (!open) co_return Answer(std::move(open).error());
  if (open->earlier) co_return Answer(std::move(*open->earlier));

  auto pairs = co_await decide(open->tx, call.caller.id, call.caller.role, review);
  if (!pairs) co_return Answer(std::move(pairs).error());
  auto stored = co_await put(open->tx, call.caller.id, review, *pairs);
  if (!stored) co_return Answer(std::move(stored).error());
  auto logged = co_await log(call, review);
  if (!logged) co_return Answer(std::move(logged).error());

  ReviewMade made;
  for (const Pair& pair : *pairs) {
    made.push_back(ReviewedInquiry{pair.asked.reference, pair.after, pair.inquiry_after});
  }
  std::string answer = write(made);
  co_return co_await store::close_write(open->tx, acts_.keyring, key, std::move(answer));
}

asio::awaitable<core::Result<std::vector<ReviewFlow::Pair>>> ReviewFlow::decide(Transaction& tx, core::ActorId actor,
                                                                                core::Role role,
                                                                                const ReviewToMake& review) {
  auto record = co_await store::lock_record(tx, review.person);
  if (!record) co_return record.error();
  if (!*record) co_return no_such_candidate();
  if ((*record)->version != review.person_version) co_return changed_meanwhile("record");
  auto pairs = co_await lock_pairs(tx, review);
  if (!pairs) co_return pairs.error();
  auto last = co_await store::last_reviews(tx, review.person, references_of(review));
  if (!last) co_return last.error();
  auto others = co_await store::list_other_candidates(tx, review.person, references_of(review));
  if (!others) co_return others.error();

  const core::News news = news_of(**record);
  for (std::size_t place = 0; place < pairs->size(); ++place) {
    Pair& pair = (*pairs)[place];
    const core::FirstSignature signature = signature_of(*last, pair.asked.reference, actor);
    auto after = core::decide_candidate(pair.candidate.state, news, signature, review.decision);
    if (!after) co_return at(std::move(after).error(), place);
    pair.after = *after;
    core::OtherCandidates beside;
    bool other_man = false;
    for (const store::OtherCandidate& other : *others) {
      if (other.reference != pair.asked.reference) continue;
      if (core::is_waiting(other.state)) {
        beside.waiting = true;
      } else {
        beside.confirmed = true;
        other_man = other_man || other.cluster != (*record)->cluster;
      }
    }
    if (other_man && review.decision == core::ReviewDecision::kConfirm) co_return at(another_confirmed(), place);
    auto state = core::inquiry_after(pair.asked.state, core::CandidateStep{pair.candidate.state, *after}, beside, role);
    if (!state) co_return at(std::move(state).error(), place);
    pair.inquiry_after = *state;
  }
  co_return std::move(*pairs);
}

// In the order asked.
asio::awaitable<core::Result<std::vector<ReviewFlow::Pair>>> ReviewFlow::lock_pairs(Transaction& tx,
                                                                                    const ReviewToMake& review) {
  auto asked = co_await store::lock_inquiries(tx, references_of(review));
  if (!asked) co_return asked.error();
  auto candidates = co_await store::lock_candidates(tx, review.person, references_of(review));
  if (!candidates) co_return candidates.error();
  std::vector<Pair> pairs;
  for (const SeenInquiry& seen : review.inquiries) {
    const auto of_inquiry = [&](const auto& row) { return row.reference == seen.reference; };
    const auto inquiry = std::find_if(asked->begin(), asked->end(), of_inquiry);
    // The newest row, should the matcher have left two.
    const auto candidate = std::find_if(candidates->rbegin(), candidates->rend(), of_inquiry);
    if (inquiry == asked->end() || candidate == candidates->rend()) co_return no_such_candidate();
    if (inquiry->facts_version != seen.facts_version) {
      co_return at(changed_meanwhile("facts"), pairs.size());
    }
    Pair& pair = pairs.emplace_back();
    pair.asked = *inquiry;
    pair.candidate = *candidate;
  }
  co_return pairs;
}

asio::awaitable<core::Done> ReviewFlow::put(Transaction& tx, core::ActorId actor, const ReviewToMake& review,
                                            const std::vector<Pair>& pairs) {
  store::NewReviews reviews;
  reviews.person = review.person;
  reviews.person_version = review.person_version;
  reviews.decision = review.decision;
  reviews.actor = std::move(actor);
  for (const Pair& pair : pairs) {
    store::ReviewedCandidate& one = reviews.candidates.emplace_back();
    one.candidate = pair.candidate.candidate;
    one.reference = pair.asked.reference;
    one.state = pair.after;
    one.ground_sealed = store::seal_review_ground(acts_.keyring, one.reference, review.person, review.ground.reveal());
    one.facts_digest = pair.candidate.facts_digest;
  }
  auto stored = co_await store::put_reviews(tx, std::move(reviews));
  if (!stored) co_return stored;
  const core::Instant now = acts_.clock.now();
  for (const Pair& pair : pairs) {
    if (pair.inquiry_after == pair.asked.state) continue;
    auto moved = co_await store::put_state(tx, pair.asked.reference, pair.inquiry_after, now);
    if (!moved) co_return moved;
  }
  co_return core::Nothing{};
}

asio::awaitable<core::Done> ReviewFlow::log(rpc::CallContext call, const ReviewToMake& review) {
  core::PersonVersion record;
  record.person = review.person;
  record.version = review.person_version;
  for (const SeenInquiry& seen : review.inquiries) {
    core::LogPayload payload = rpc::payload_of(call, "CANDIDATE_" + std::string(core::name_of(review.decision)));
    payload.inquiry_reference = seen.reference;
    payload.disclosed.push_back(record);
    auto logged = co_await store::log_act(acts_, core::LogEntryKind::kApproval, std::move(payload), call.deadline);
    if (!logged) co_return logged;
  }
  co_return core::Nothing{};
}

}  // namespace hotline::inquiry
