// What supervisors and tellers do in a day of the demo. Only families of this day are touched, whoever else waits.
#include <algorithm>
#include <map>
#include <set>

#include "cli/demo_day.hpp"
#include "cli/facts.hpp"
#include "cli/names.hpp"
#include "cli/watching.hpp"
#include "hotline/v1/approval_service.grpc.pb.h"
#include "hotline/v1/desk_service.grpc.pb.h"
#include "hotline/v1/inquiry_service.grpc.pb.h"
#include "hotline/v1/lookup_service.grpc.pb.h"

namespace hotline::cli {
namespace {

using Approvals = v1::ApprovalService::Stub;
using Desk = v1::DeskService::Stub;
using Inquiries = v1::InquiryService::Stub;

// A supervisor sees who waits to be asked again, and explains that a death is taken back; a death is told by the teller
// who has the grant for it.
const char* teller_of(const DemoFamily& family) {
  if (family.calls_again) return "second-supervisor";
  if (family.sought.fate != DemoFate::kDead) return "operator";
  return family.told ? "second-supervisor" : "teller";
}

bool on_todays_list(const DemoFamily& family) {
  return family.sought.fate != DemoFate::kNobody;
}

// The candidate of this family that waits for a review; none yet when the group is absent.
int find_group(const DemoDay& day, const DemoFamily& family, v1::CandidateGroup& group) {
  const Common who = day.as("supervisor");
  v1::ListCandidatesRequest request;
  request.set_inquiry_reference(family.key.reference());
  v1::ListCandidatesResponse response;
  const auto stub = v1::InquiryService::NewStub(who.channel());
  const int called = call(who, *stub, &Inquiries::ListCandidates, request, response);
  if (called == kDone && !response.groups().empty()) group = response.groups(0);
  return called;
}

int review_once(const DemoDay& day, const char* supervisor, const DemoFamily& family, const v1::CandidateGroup& group,
                v1::ReviewCandidateResponse& response) {
  v1::ReviewCandidateRequest request;
  request.set_request_id(new_request_id());
  request.set_person_id(group.person_id());
  request.set_person_version(group.person_version());
  for (const auto& candidate : group.candidates()) {
    if (candidate.inquiry_reference() != family.key.reference()) continue;
    v1::ReviewedInquiry& seen = *request.add_inquiries();
    seen.set_inquiry_reference(candidate.inquiry_reference());
    seen.set_facts_version(candidate.facts_version());
  }
  request.set_decision(v1::REVIEW_DECISION_CONFIRM);
  request.set_ground("the names and the birth date agree");
  const Common who = day.as(supervisor);
  const auto stub = v1::InquiryService::NewStub(who.channel());
  return call(who, *stub, &Inquiries::ReviewCandidate, request, response);
}

int review_family(DemoDay& day, DemoFamily& family, const v1::CandidateGroup& group) {
  family.person = group.person_id();
  const double probability = group.candidates().empty() ? 0 : group.candidates(0).probability();
  v1::ReviewCandidateResponse response;
  int called = review_once(day, "supervisor", family, group, response);
  if (called != kDone) return called;
  std::string signed_by = "confirmed";
  if (response.waits_for_second()) {
    called = review_once(day, "second-supervisor", family, group, response);
    signed_by = "a death: confirmed by two supervisors";
  }
  if (called != kDone) return called;
  day.stage.say(family.key.reference() + "  " + likelihood_text(probability) + "  " + signed_by);
  day.count("matches confirmed");
  return kDone;
}

// The request as the supervisor's stream shows it, with the records that the facts may mean.
int find_request(const DemoDay& day, std::int64_t number, v1::ReleaseRequest& found) {
  const Common who = day.as("supervisor");
  const auto stub = v1::ApprovalService::NewStub(who.channel());
  const auto begin = [&](grpc::ClientContext& context) {
    return stub->WatchRequests(&context, v1::WatchRequestsRequest());
  };
  const auto take = [&](const v1::WatchRequestsResponse& message) {
    if (message.has_request() && message.request().request_number() == number) found = message.request();
    return message.has_request() || message.has_broken_glass();
  };
  const grpc::Status status = watch<v1::WatchRequestsResponse>(who, true, begin, take);
  if (!status.ok()) return print_error(rpc::error_from(status), rpc::call_id_of(status));
  if (found.subjects().empty()) return demo_failed("the supervisor's stream does not show the request with a record");
  return kDone;
}

int release_to(DemoDay& day, const DemoFamily& family) {
  const Common operator_asks = day.as("operator");
  const auto asking = v1::ApprovalService::NewStub(operator_asks.channel());
  v1::RequestReleaseRequest request;
  request.set_request_id(new_request_id());
  *request.mutable_inquiry() = family.key;
  v1::RequestReleaseResponse asked;
  int called = call(operator_asks, *asking, &Approvals::RequestRelease, request, asked);
  if (called != kDone) return called;
  v1::ReleaseRequest shown;
  called = find_request(day, asked.request_number(), shown);
  if (called != kDone) return called;
  const auto& subject = shown.subjects(0);
  v1::DecideRequest decision;
  decision.set_request_id(new_request_id());
  decision.set_request_number(shown.request_number());
  decision.set_decision(v1::RELEASE_DECISION_RELEASE);
  decision.set_person_id(subject.person_id());
  decision.set_person_version(subject.person_version());
  decision.set_facts_version(shown.facts_version());
  decision.set_ground("it is he, and his family waits");
  const Common supervisor = day.as("supervisor");
  const auto deciding = v1::ApprovalService::NewStub(supervisor.channel());
  v1::DecideResponse decided;
  called = call(supervisor, *deciding, &Approvals::Decide, decision, decided);
  if (called != kDone) return called;
  day.stage.say("operator asks, supervisor releases inquiry " + family.key.reference() + " until " +
                instant_text(decided.released_until()) + " UTC");
  day.count("releases given");
  return kDone;
}

int open_release(DemoDay& day, const DemoFamily& family) {
  const Common who = day.as(teller_of(family));
  v1::OpenRequest request;
  request.set_request_id(new_request_id());
  *request.mutable_inquiry() = family.key;
  v1::OpenResponse response;
  const auto stub = v1::ApprovalService::NewStub(who.channel());
  const int called = call(who, *stub, &Approvals::Open, request, response);
  if (called == kDone) day.stage.say("  " + who.actor + " opens the release, for 15 minutes and for nobody else");
  return called;
}

// Looks the inquiry up again, so that nothing is said that has changed meanwhile.
int look_up_again(DemoDay& day, const DemoFamily& family, v1::Purpose purpose, v1::LookupPersonResponse& response) {
  v1::LookupPersonRequest request;
  request.set_request_id(new_request_id());
  request.set_purpose(purpose);
  request.set_language(language_of(day.common.language));
  *request.mutable_inquiry() = family.key;
  request.set_relation(v1::RELATION_MOTHER);
  request.set_wishes_to_hear_now(true);
  const Common who = day.as(teller_of(family));
  const auto stub = v1::LookupService::NewStub(who.channel());
  const int called = call(who, *stub, &v1::LookupService::Stub::LookupPerson, request, response);
  if (called != kDone) return called;
  const std::string correction = part_of(response.script(), "correction");
  if (!correction.empty()) day.stage.say("  first        \"" + correction + "\"");
  const std::string kind = enum_text(v1::AnswerKind_Name(response.kind()), "ANSWER_KIND_");
  day.stage.say("  " + kind + "  \"" + part_of(response.script(), "outcome") + "\"");
  day.stage.count(kind, 1);
  day.count("answers logged");
  return kDone;
}

int claim(const DemoDay& day, const DemoFamily& family, std::int64_t callback, v1::ClaimCallbackResponse& response) {
  v1::ClaimCallbackRequest request;
  request.set_request_id(new_request_id());
  request.set_callback_id(callback);
  const Common who = day.as(teller_of(family));
  const auto stub = v1::DeskService::NewStub(who.channel());
  return call(who, *stub, &Desk::ClaimCallback, request, response);
}

int complete(const DemoDay& day, const DemoFamily& family, std::int64_t callback, v1::CallbackOutcome outcome,
             const v1::Receipt& receipt, v1::CompleteCallbackResponse& response) {
  v1::CompleteCallbackRequest request;
  request.set_request_id(new_request_id());
  request.set_callback_id(callback);
  request.set_outcome(outcome);
  if (outcome == v1::CALLBACK_OUTCOME_TOLD) {
    request.set_log_tree(receipt.tree());
    request.set_log_index(receipt.index());
  }
  const Common who = day.as(teller_of(family));
  const auto stub = v1::DeskService::NewStub(who.channel());
  return call(who, *stub, &Desk::CompleteCallback, request, response);
}

std::string causes_of(const v1::Callback& callback) {
  std::string text;
  for (const int cause : callback.causes()) {
    text += (text.empty() ? "" : ", ") +
            enum_text(v1::CallbackCause_Name(static_cast<v1::CallbackCause>(cause)), "CALLBACK_CAUSE_");
  }
  return text;
}

// One call to a family: claimed, looked up again, told, completed.
int call_family(DemoDay& day, DemoFamily& family, const v1::Callback& due) {
  v1::ClaimCallbackResponse claimed;
  int called = claim(day, family, due.callback_id(), claimed);
  if (called != kDone) return called;
  day.stage.say(std::string(teller_of(family)) + (family.calls_again ? " is asked by " : " calls ") + family.who +
                ", inquiry " + family.key.reference() + " (" + causes_of(claimed.callback()) + ")");
  v1::CompleteCallbackResponse completed;
  if (family.sought.fate == DemoFate::kBelieved && claimed.callback().tries() == 0) {
    called = complete(day, family, due.callback_id(), v1::CALLBACK_OUTCOME_NO_ANSWER, {}, completed);
    if (called != kDone) return called;
    day.stage.say("  nobody answers; due again at " + instant_text(completed.callback().due_at()) + " UTC");
    day.count("calls in vain");
    return kDone;
  }
  if (family.sought.fate == DemoFate::kSilent && !family.told) called = open_release(day, family);
  v1::LookupPersonResponse answer;
  if (called == kDone) called = look_up_again(day, family, v1::PURPOSE_CALLBACK, answer);
  if (called != kDone) return called;
  called = complete(day, family, due.callback_id(), v1::CALLBACK_OUTCOME_TOLD, answer.receipt(), completed);
  if (called != kDone) return called;
  family.told = true;
  return kDone;
}

// The callbacks of a state, by reference.
int callbacks_of(const DemoDay& day, v1::CallbackState state, std::map<std::string, v1::Callback>& found) {
  const Common who = day.as("second-supervisor");
  v1::ListCallbacksRequest request;
  request.set_state(state);
  request.set_page_size(200);
  v1::ListCallbacksResponse response;
  const auto stub = v1::DeskService::NewStub(who.channel());
  const int called = call_for_all(who, *stub, &Desk::ListCallbacks, request, response);
  for (const auto& callback : response.callbacks()) found[callback.inquiry_reference()] = callback;
  return called;
}

// Everybody of this day whose callback is in this state, once; how many were told is counted as `what`.
int call_all(DemoDay& day, v1::CallbackState state, const std::string& what) {
  std::map<std::string, v1::Callback> waiting;
  const int listed = callbacks_of(day, state, waiting);
  if (listed != kDone) return listed;
  for (DemoFamily& family : day.families) {
    const auto found = waiting.find(family.key.reference());
    if (found == waiting.end()) continue;
    const std::int64_t in_vain = day.counts["calls in vain"];
    const int called = call_family(day, family, found->second);
    if (called != kDone) return called;
    if (day.counts["calls in vain"] == in_vain) day.count(what);
  }
  day.stage.count("told", day.counts[what]);
  return kDone;
}

}  // namespace

int demo_review(DemoDay& day) {
  for (DemoFamily& family : day.families) {
    if (!on_todays_list(family)) continue;
    v1::CandidateGroup group;
    int called = kDone;
    const bool found = demo_wait(day, DemoWait{"every family that waits is compared with the list"}, [&] {
      called = find_group(day, family, group);
      return called != kDone || group.person_id() != 0;
    });
    if (called != kDone) return called;
    if (!found) return demo_failed("no candidate came for inquiry " + family.key.reference());
    const int reviewed = review_family(day, family, group);
    if (reviewed != kDone) return reviewed;
  }
  day.stage.count("confirmed", day.counts["matches confirmed"]);
  return kDone;
}

int demo_release(DemoDay& day) {
  for (const DemoFamily& family : day.families) {
    if (family.sought.fate != DemoFate::kSilent) continue;
    const int released = release_to(day, family);
    if (released != kDone) return released;
  }
  day.stage.count("released", day.counts["releases given"]);
  return kDone;
}

int demo_callbacks(DemoDay& day) {
  return call_all(day, v1::CALLBACK_STATE_DUE, "families told by callback");
}

int demo_calls_again(DemoDay& day) {
  return call_all(day, v1::CALLBACK_STATE_WAITS_FOR_FAMILY, "families told when they asked again");
}

int demo_corrections(DemoDay& day) {
  const Common who = day.as("supervisor");
  v1::ListAffectedAnswersRequest request;
  request.set_list_id(day.todays_list);
  request.set_page_size(500);
  v1::ListAffectedAnswersResponse affected;
  const auto stub = v1::DeskService::NewStub(who.channel());
  const int called = call_for_all(who, *stub, &Desk::ListAffectedAnswers, request, affected);
  if (called != kDone) return called;
  for (const auto& answer : affected.answers()) {
    day.stage.say(answer.inquiry_reference() + " was told " +
                  enum_text(v1::AnswerKind_Name(answer.answer_kind()), "ANSWER_KIND_") + ", resting on the list");
  }
  day.stage.count("affected", affected.answers_size());
  day.count("answers that rested on the list", affected.answers_size());
  const int told = call_all(day, v1::CALLBACK_STATE_DUE, "corrections told");
  if (told != kDone) return told;
  return call_all(day, v1::CALLBACK_STATE_WAITS_FOR_FAMILY, "corrections told");
}

}  // namespace hotline::cli
