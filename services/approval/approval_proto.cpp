#include "approval/approval_proto.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "core/normal.hpp"
#include "core/reference.hpp"
#include "rpc/validate.hpp"

namespace hotline::approval {
namespace {

constexpr std::size_t kGroundMin = 3;
constexpr std::size_t kGroundMax = 500;
constexpr std::size_t kReasonMin = 20;
constexpr std::int32_t kReleasesDefault = 50;
constexpr std::int32_t kReleasesMax = 200;

core::Sensitive<std::string> read_ground(const std::string& text, rpc::Violations& violations) {
  return core::Sensitive<std::string>(violations.trimmed_text("ground", text, kGroundMin, kGroundMax));
}

std::int64_t read_reference(const std::string& text, rpc::Violations& violations) {
  if (text.empty()) return 0;  // shape() has named it
  const auto reference = core::Reference::parse(text);
  if (!reference) violations.add("inquiry_reference", "ten digits and two check digits, as they were given");
  return reference ? reference->number() : 0;
}

SubjectSeen read_seen(const v1::DecideRequest& request, rpc::Violations& violations) {
  if (request.person_id() < 1) violations.add("person_id", "with RELEASE the record, an id above zero");
  if (request.person_version() < 1) violations.add("person_version", "with RELEASE the version that was seen");
  if (request.facts_version() < 1) violations.add("facts_version", "with RELEASE the version that was seen");
  return SubjectSeen{core::PersonId(request.person_id()), request.person_version(), request.facts_version()};
}

void refuse_seen(const v1::DecideRequest& request, rpc::Violations& violations) {
  constexpr char kNone[] = "none with REFUSE";
  if (request.person_id() != 0) violations.add("person_id", kNone);
  if (request.person_version() != 0) violations.add("person_version", kNone);
  if (request.facts_version() != 0) violations.add("facts_version", kNone);
}

// What every call about an inquiry begins with.
struct Keyed {
  std::optional<core::RequestId> request;
  std::optional<inquiry::InquiryKey> key;
};
template <typename Request>
Keyed read_keyed(const Request& request, inquiry::PassphraseRule rule, rpc::Violations& violations) {
  violations.shape(request);
  Keyed keyed;
  keyed.request = violations.uuid("request_id", request.request_id());
  if (request.has_inquiry()) {
    keyed.key = inquiry::read_key("inquiry", request.inquiry(), rule, violations);
  }
  return keyed;
}

v1::ReleaseState state_of(core::ReleaseFault fault) {
  return static_cast<v1::ReleaseState>(static_cast<int>(fault) + 1);
}

void write_release(const ShownRelease& release, v1::ListedRelease& message) {
  const store::ReleaseRow& row = release.row.row;
  message.set_request_number(row.request_number);
  message.set_person_id(row.person.value());
  message.set_state(state_of(row.fault));
  message.set_released_by(row.released_by.value());
  inquiry::write_instant(row.released_at, *message.mutable_released_at());
  inquiry::write_instant(row.until, *message.mutable_released_until());
  message.set_openings(static_cast<std::int32_t>(release.row.openings));
  if (release.row.last_opened_at)
    inquiry::write_instant(*release.row.last_opened_at, *message.mutable_last_opened_at());
  message.set_ground(release.ground.reveal());
  message.set_withdrawal_ground(release.withdrawal_ground.reveal());
  message.set_break_glass(release.row.break_glass);
}

}  // namespace

core::Result<RequestToMake> read_request(const v1::RequestReleaseRequest& request, core::Role role) {
  rpc::Violations violations;
  Keyed keyed = read_keyed(request, inquiry::rule_for(role), violations);
  if (!violations.empty()) return violations.error();
  return RequestToMake{*keyed.request, std::move(*keyed.key), request.during_call()};
}

core::Result<DecisionToMake> read_decision(const v1::DecideRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  DecisionToMake decision;
  if (const auto id = violations.uuid("request_id", request.request_id())) decision.request = *id;
  if (request.request_number() < 0) violations.add("request_number", "is a number above zero");
  decision.number = request.request_number();
  if (request.decision() == v1::RELEASE_DECISION_RELEASE) decision.release = read_seen(request, violations);
  if (request.decision() == v1::RELEASE_DECISION_REFUSE) refuse_seen(request, violations);
  decision.ground = read_ground(request.ground(), violations);
  if (!violations.empty()) return violations.error();
  return decision;
}

core::Result<OpeningToMake> read_opening(const v1::OpenRequest& request) {
  rpc::Violations violations;
  // Whoever calls the family back needs none; the flow refuses everybody else.
  Keyed keyed = read_keyed(request, inquiry::PassphraseRule::kOptional, violations);
  if (!violations.empty()) return violations.error();
  return OpeningToMake{*keyed.request, std::move(*keyed.key)};
}

core::Result<WithdrawalToMake> read_withdrawal(const v1::WithdrawReleaseRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  WithdrawalToMake withdrawal;
  if (const auto id = violations.uuid("request_id", request.request_id())) withdrawal.request = *id;
  withdrawal.reference = read_reference(request.inquiry_reference(), violations);
  withdrawal.ground = read_ground(request.ground(), violations);
  if (!violations.empty()) return violations.error();
  return withdrawal;
}

core::Result<GlassToBreak> read_glass(const v1::BreakGlassRequest& request, core::Role role) {
  rpc::Violations violations;
  Keyed keyed = read_keyed(request, inquiry::rule_for(role), violations);
  std::string reason = violations.trimmed_text("reason", request.reason(), kReasonMin, kGroundMax);
  if (!violations.empty()) return violations.error();
  return GlassToBreak{*keyed.request, std::move(*keyed.key), core::Sensitive<std::string>(std::move(reason))};
}

core::Result<GlassReview> read_glass_review(const v1::ReviewBreakGlassRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  GlassReview review;
  if (const auto id = violations.uuid("request_id", request.request_id())) review.request = *id;
  if (request.break_glass_number() < 0) violations.add("break_glass_number", "is a number above zero");
  review.number = request.break_glass_number();
  review.justified = request.finding() == v1::BREAK_GLASS_FINDING_JUSTIFIED;
  review.ground = read_ground(request.ground(), violations);
  if (!violations.empty()) return violations.error();
  return review;
}

core::Result<store::ReleasesPage> read_listed(const v1::ListReleasesRequest& request, const rpc::CallContext& call,
                                              const rpc::PageTokens& tokens) {
  rpc::Violations violations;
  violations.shape(request);
  store::ReleasesPage page;
  page.reference = read_reference(request.inquiry_reference(), violations);
  page.limit = violations.page_size(request.page_size(), kReleasesDefault, kReleasesMax) + 1;
  page.below = std::numeric_limits<std::int64_t>::max();
  const auto position = tokens.open(call.method, call.caller.id, request, request.page_token());
  if (!position) violations.add("page_token", "was not given out for this request");
  if (position && !position->empty()) page.below = std::strtoll(position->c_str(), nullptr, 10);
  if (!violations.empty()) return violations.error();
  return page;
}

void write_request(const RequestMade& made, v1::RequestReleaseResponse& response) {
  response.set_request_number(made.number);
  response.set_state(static_cast<v1::ReleaseRequestState>(made.state));
  inquiry::write_instant(made.requested_at, *response.mutable_requested_at());
}

void write_decision(const DecisionMade& made, v1::DecideResponse& response) {
  response.set_state(made.released_until ? v1::RELEASE_REQUEST_STATE_RELEASED : v1::RELEASE_REQUEST_STATE_REFUSED);
  if (made.released_until) inquiry::write_instant(*made.released_until, *response.mutable_released_until());
}

void write_broken(const GlassBroken& broken, v1::BreakGlassResponse& response) {
  response.set_break_glass_number(broken.number);
  inquiry::write_instant(broken.open_until, *response.mutable_open_until());
  inquiry::write_instant(broken.review_due_at, *response.mutable_review_due_at());
}

void write_glass(const store::BrokenGlass& glass, const std::string& reason, v1::BrokenGlass& message) {
  message.set_break_glass_number(glass.release);
  message.set_inquiry_reference(core::printed_reference(glass.reference));
  message.set_person_id(glass.person.value());
  message.set_broken_by(glass.broken_by.value());
  inquiry::write_instant(glass.broken_at, *message.mutable_broken_at());
  message.set_reason(reason);
  inquiry::write_instant(glass.review_due_at, *message.mutable_review_due_at());
  message.set_overdue(glass.overdue && !glass.reviewed_by);
  if (!glass.reviewed_by) return;
  message.set_reviewed_by(*glass.reviewed_by);
  message.set_finding(glass.justified ? v1::BREAK_GLASS_FINDING_JUSTIFIED : v1::BREAK_GLASS_FINDING_NOT_JUSTIFIED);
}

void write_releases(const std::vector<ShownRelease>& releases, const store::ReleasesPage& page,
                    const v1::ListReleasesRequest& request, const rpc::CallContext& call, const rpc::PageTokens& tokens,
                    v1::ListReleasesResponse& response) {
  const auto size = static_cast<std::size_t>(page.limit - 1);
  for (std::size_t i = 0; i < std::min(size, releases.size()); ++i)
    write_release(releases[i], *response.add_releases());
  if (releases.size() <= size) return;
  const std::int64_t last = releases[size - 1].row.row.release;
  response.set_next_page_token(tokens.make(call.method, call.caller.id, request, std::to_string(last)));
}

void write_waiting(const store::RequestRow& row, std::int32_t facts_version, const std::vector<Subject>& subjects,
                   core::Instant now, v1::ReleaseRequest& message) {
  message.set_request_number(row.number);
  message.set_inquiry_reference(core::printed_reference(row.reference));
  message.set_facts_version(facts_version);
  message.set_state(static_cast<v1::ReleaseRequestState>(row.state));
  message.set_during_call(row.during_call);
  message.set_requested_by(row.requested_by.value());
  inquiry::write_instant(row.requested_at, *message.mutable_requested_at());
  const auto waited = std::chrono::duration_cast<std::chrono::seconds>(now - row.requested_at).count();
  message.set_waiting_seconds(std::max<std::int64_t>(waited, 0));
  for (const Subject& subject : subjects) {
    v1::ReleaseSubject& written = *message.add_subjects();
    written.set_person_id(subject.person.value());
    written.set_person_version(subject.version);
    written.set_probability(subject.probability);
    written.set_death(subject.news == core::News::kDeath);
    written.set_telling(static_cast<v1::Telling>(subject.need.telling));
    written.set_caller_level_min(subject.need.caller_level_min);
  }
}

}  // namespace hotline::approval
