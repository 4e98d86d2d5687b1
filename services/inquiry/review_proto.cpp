#include "inquiry/review_proto.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <utility>

#include "core/normal.hpp"
#include "core/reference.hpp"
#include "inquiry/question_proto.hpp"
#include "inquiry/record_news.hpp"
#include "rpc/validate.hpp"

namespace hotline::inquiry {
namespace {

constexpr std::size_t kGroundMin = 3;
constexpr std::size_t kGroundMax = 500;
constexpr std::int32_t kGroupsDefault = 20;
constexpr std::int32_t kGroupsMax = 100;
constexpr char kReferenceWanted[] = "ten digits and two check digits, as they were given";

std::string position_of(const store::CandidateGroupRow& last) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.9g %lld", static_cast<double>(last.probability),
                static_cast<long long>(last.candidate));
  return text.data();
}

void set_position(const std::string& position, store::CandidatesQuery& query) {
  if (position.empty()) return;
  char* end = nullptr;
  query.probability = std::strtof(position.c_str(), &end);
  query.candidate = std::strtoll(end, nullptr, 10);
}

void read_seen(const v1::ReviewCandidateRequest& request, ReviewToMake& review, rpc::Violations& violations) {
  violations.count("inquiries", request.inquiries_size(), kReviewedMax);
  std::set<std::int64_t> seen;
  for (int i = 0; i < std::min(request.inquiries_size(), static_cast<int>(kReviewedMax)); ++i) {
    const auto& inquiry = request.inquiries(i);
    const std::string path = "inquiries[" + std::to_string(i) + "]";
    if (inquiry.facts_version() < 0) violations.add(path + ".facts_version", "is above zero");
    if (inquiry.inquiry_reference().empty()) continue;  // shape() has named it
    const auto reference = core::Reference::parse(inquiry.inquiry_reference());
    if (!reference) {
      violations.add(path + ".inquiry_reference", kReferenceWanted);
    } else if (!seen.insert(reference->number()).second) {
      violations.add(path + ".inquiry_reference", "is named twice");
    } else {
      review.inquiries.push_back(SeenInquiry{reference->number(), inquiry.facts_version()});
    }
  }
}

void write_candidate(const store::CandidateRow& row, v1::Candidate& message) {
  message.set_candidate_id(row.candidate);
  message.set_inquiry_reference(core::printed_reference(row.reference));
  message.set_inquiry_state(static_cast<v1::InquiryState>(row.inquiry_state));
  message.set_facts_version(row.facts_version);
  message.set_person_id(row.person.value());
  message.set_state(static_cast<v1::CandidateState>(row.state));
  message.set_probability(static_cast<double>(row.probability));
  message.set_reasons(row.reasons);
  message.set_model_version(row.model_version);
  write_instant(row.found_at, *message.mutable_found_at());
  message.set_changed_since(row.changed_since);
}

template <typename Message>
void write_news(core::News news, const core::TellingNeed& need, Message& message) {
  message.set_death(news == core::News::kDeath);
  message.set_telling(static_cast<v1::Telling>(need.telling));
  message.set_caller_level_min(need.caller_level_min);
}

void write_group(const CandidateGroup& group, v1::CandidateGroup& message) {
  message.set_person_id(group.head.record.person.value());
  message.set_person_version(group.head.record.version);
  write_news(group.news, group.need, message);
  for (const store::CandidateRow& row : group.candidates) write_candidate(row, *message.add_candidates());
  message.set_candidates_total(static_cast<std::int32_t>(group.total));
  for (const ShownReview& review : group.reviews) {
    v1::CandidateReview& written = *message.add_reviews();
    written.set_inquiry_reference(core::printed_reference(review.row.reference));
    written.set_decision(static_cast<v1::ReviewDecision>(review.row.decision));
    written.set_actor(review.row.actor.value());
    write_instant(review.row.reviewed_at, *written.mutable_reviewed_at());
    written.set_ground(review.ground.reveal());
  }
}

}  // namespace

core::Result<store::CandidatesQuery> read_candidates(const v1::ListCandidatesRequest& request,
                                                     const rpc::CallContext& call, const rpc::PageTokens& tokens) {
  rpc::Violations violations;
  violations.shape(request);
  store::CandidatesQuery query;
  violations.count("states", request.states_size(), core::kCandidateStateLast);
  for (int i = 0; i < request.states_size(); ++i) {
    if (request.states(i) == v1::CANDIDATE_STATE_UNSPECIFIED) {
      violations.add("states[" + std::to_string(i) + "]", "one of the known states");
    }
    query.states.push_back(static_cast<core::CandidateState>(request.states(i)));
  }
  if (query.states.empty()) query.states = {core::CandidateState::kProposed, core::CandidateState::kUnderReview};
  if (request.person_id() < 0) violations.add("person_id", "is an id above zero");
  if (request.person_id() > 0) query.person = core::PersonId(request.person_id());
  if (!request.inquiry_reference().empty()) {
    const auto reference = core::Reference::parse(request.inquiry_reference());
    if (!reference) violations.add("inquiry_reference", kReferenceWanted);
    if (reference) query.reference = reference->number();
  }
  if (query.person && query.reference) violations.add("inquiry_reference", "either a record or an inquiry, not both");
  query.limit = violations.page_size(request.page_size(), kGroupsDefault, kGroupsMax) + 1;
  const auto position = tokens.open(call.method, call.caller.id, request, request.page_token());
  if (position) {
    set_position(*position, query);
  } else {
    violations.add("page_token", "was not given out for this request");
  }
  if (!violations.empty()) return violations.error();
  return query;
}

core::Result<ReviewToMake> read_review(const v1::ReviewCandidateRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  ReviewToMake review;
  if (const auto id = violations.uuid("request_id", request.request_id())) review.request = *id;
  if (request.person_id() < 0) violations.add("person_id", "is an id above zero");
  if (request.person_version() < 0) violations.add("person_version", "is above zero");
  review.person = core::PersonId(request.person_id());
  review.person_version = request.person_version();
  read_seen(request, review, violations);
  review.decision = static_cast<core::ReviewDecision>(request.decision());
  review.ground =
      core::Sensitive<std::string>(violations.trimmed_text("ground", request.ground(), kGroundMin, kGroundMax));
  if (!violations.empty()) return violations.error();
  return review;
}

void write_groups(const std::vector<CandidateGroup>& groups, const store::CandidatesQuery& query,
                  const v1::ListCandidatesRequest& request, const rpc::CallContext& call, const rpc::PageTokens& tokens,
                  v1::ListCandidatesResponse& response) {
  const auto size = static_cast<std::size_t>(query.limit - 1);
  for (std::size_t i = 0; i < groups.size() && i < size; ++i) write_group(groups[i], *response.add_groups());
  if (groups.size() <= size) return;
  response.set_next_page_token(tokens.make(call.method, call.caller.id, request, position_of(groups[size - 1].head)));
}

void write_change(const store::ChangedCandidate& change, core::Instant now, v1::WatchCandidatesResponse& response) {
  write_candidate(change.row, *response.mutable_candidate());
  write_news(news_of(change.record), need_of(change.record, now), response);
}

void write_made(const ReviewMade& made, v1::ReviewCandidateResponse& response) {
  for (const ReviewedInquiry& one : made) {
    v1::ReviewedCandidate& written = *response.add_candidates();
    written.set_inquiry_reference(core::printed_reference(one.reference));
    written.set_state(static_cast<v1::CandidateState>(one.state));
    written.set_inquiry_state(static_cast<v1::InquiryState>(one.inquiry_state));
    if (one.state == core::CandidateState::kUnderReview) response.set_waits_for_second(true);
  }
}

}  // namespace hotline::inquiry
