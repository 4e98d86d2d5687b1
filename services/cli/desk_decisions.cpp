#include <charconv>
#include <iostream>

#include "cli/candidate_calls.hpp"
#include "cli/candidate_tables.hpp"
#include "cli/desk_work.hpp"
#include "cli/facts.hpp"
#include "cli/names.hpp"
#include "cli/release_tables.hpp"
#include "hotline/v1/registry_service.grpc.pb.h"

namespace hotline::cli {
namespace {

constexpr char kReviewPurpose[] = "review of a candidate";
constexpr char kReleasePurpose[] = "decision on a release";
// Records of one request that are opened beside the family's facts.
constexpr int kSubjectsOpened = 3;

Worked left(char key) {
  return key == 's' ? Worked::kSkipped : Worked::kQuit;
}

Worked without_ground() {
  std::cout << "without a ground nothing is decided\n";
  return Worked::kSkipped;
}

v1::ReviewDecision decision_of(char key) {
  if (key == 'c') return v1::REVIEW_DECISION_CONFIRM;
  return key == 'r' ? v1::REVIEW_DECISION_REJECT : v1::REVIEW_DECISION_INSUFFICIENT;
}

int show_subjects(const Common& common, const v1::ReleaseRequest& request) {
  const auto inquiries = v1::InquiryService::NewStub(common.channel());
  v1::GetInquiryRequest ask;
  ask.mutable_inquiry()->set_reference(request.inquiry_reference());
  v1::GetInquiryResponse inquiry;
  int called = call(common, *inquiries, &v1::InquiryService::Stub::GetInquiry, ask, inquiry);
  if (called != kDone) return called;
  const auto registry = v1::RegistryService::NewStub(common.channel());
  for (int i = 0; i < std::min(request.subjects_size(), kSubjectsOpened); ++i) {
    v1::GetPersonRequest open;
    open.set_person_id(request.subjects(i).person_id());
    open.set_purpose(kReleasePurpose);
    v1::GetPersonResponse record;
    called = call(common, *registry, &v1::RegistryService::Stub::GetPerson, open, record);
    if (called != kDone) return called;
    std::cout << "\nrecord " << i + 1 << ": person " << open.person_id() << "  " << status_text(record.status()) << ", "
              << rung_text(record.rung()) << ", " << side_text(record.side()) << '\n'
              << comparison_text(inquiry, record);
  }
  return kDone;
}

// Which of the records; nothing when the line is none of them.
std::optional<int> choose_subject(const v1::ReleaseRequest& request) {
  if (request.subjects_size() == 1) return 0;
  const auto line = read_line("which record, 1 to " + std::to_string(request.subjects_size()) + ": ");
  int number = 0;
  if (!line || std::from_chars(line->data(), line->data() + line->size(), number).ec != std::errc())
    return std::nullopt;
  if (number < 1 || number > request.subjects_size()) return std::nullopt;
  return number - 1;
}

Worked decide(const Common& common, const v1::DecideRequest& request) {
  v1::DecideResponse response;
  const auto stub = v1::ApprovalService::NewStub(common.channel());
  if (call(common, *stub, &v1::ApprovalService::Stub::Decide, request, response) != kDone) return Worked::kFailed;
  std::cout << request_state_text(response.state());
  if (response.has_released_until()) {
    std::cout << " until " << instant_text(response.released_until()) << " UTC; another person opens and tells it";
  }
  std::cout << '\n';
  return Worked::kDone;
}

}  // namespace

Worked work_candidates(const Common& common, const v1::CandidateGroup& group) {
  std::cout << "\nPOSSIBLE MATCH" << (group.death() ? ": a DEATH, confirmed by two" : "") << '\n';
  const auto stub = v1::InquiryService::NewStub(common.channel());
  if (show_side_by_side(common, *stub, group, kReviewPurpose) != kDone) return Worked::kFailed;
  if (group.candidates_size() > kComparedMax || group.candidates_total() > group.candidates_size()) {
    std::cout << "more than a desk shows: hotline inquiry candidates show " << group.person_id() << '\n';
    return Worked::kFailed;
  }
  const char key = choose({{'c', "confirm", "confirm: it is he"},
                           {'r', "reject", "reject: another man"},
                           {'i', "insufficient", "insufficient: put aside"}});
  if (key == 's' || key == 'q') return left(key);
  const auto ground = ask_ground();
  if (!ground) return without_ground();
  v1::ReviewCandidateResponse response;
  if (review_group(common, *stub, group, decision_of(key), *ground, response) != kDone) return Worked::kFailed;
  std::cout << made_text(response);
  // Another supervisor's from now on.
  return response.waits_for_second() ? Worked::kSkipped : Worked::kDone;
}

Worked work_request(const Common& common, const v1::ReleaseRequest& request) {
  std::cout << "\nREQUEST FOR A RELEASE\n" << request_text(request);
  if (show_subjects(common, request) != kDone) return Worked::kFailed;
  std::vector<Choice> choices;
  if (request.subjects_size() > 0) choices.push_back({'g', "give", "give the release"});
  choices.push_back({'r', "refuse", "refuse"});
  const char key = choose(choices);
  if (key == 's' || key == 'q') return left(key);
  v1::DecideRequest decision;
  if (key == 'g') {
    const auto which = choose_subject(request);
    if (!which) return Worked::kSkipped;
    decision.set_person_id(request.subjects(*which).person_id());
    decision.set_person_version(request.subjects(*which).person_version());
    decision.set_facts_version(request.facts_version());
  }
  const auto ground = ask_ground();
  if (!ground) return without_ground();
  decision.set_request_id(new_request_id());
  decision.set_request_number(request.request_number());
  decision.set_decision(key == 'g' ? v1::RELEASE_DECISION_RELEASE : v1::RELEASE_DECISION_REFUSE);
  decision.set_ground(*ground);
  return decide(common, decision);
}

Worked work_glass(const Common& common, const v1::BrokenGlass& glass) {
  std::cout << '\n' << glass_text(glass);
  const char key = choose({{'j', "justified", "justified"}, {'n', "not-justified", "not justified: ends it at once"}});
  if (key == 's' || key == 'q') return left(key);
  const auto ground = ask_ground();
  if (!ground) return without_ground();
  v1::ReviewBreakGlassRequest request;
  request.set_request_id(new_request_id());
  request.set_break_glass_number(glass.break_glass_number());
  request.set_finding(key == 'j' ? v1::BREAK_GLASS_FINDING_JUSTIFIED : v1::BREAK_GLASS_FINDING_NOT_JUSTIFIED);
  request.set_ground(*ground);
  v1::ReviewBreakGlassResponse response;
  const auto stub = v1::ApprovalService::NewStub(common.channel());
  if (call(common, *stub, &v1::ApprovalService::Stub::ReviewBreakGlass, request, response) != kDone) {
    return Worked::kFailed;
  }
  std::cout << "judged\n";
  return Worked::kDone;
}

std::string deadline_text(const v1::DueItem& item) {
  std::string text = enum_text(v1::DeadlineKind_Name(item.kind()), "DEADLINE_KIND_");
  if (item.recipient() != v1::RECIPIENT_UNSPECIFIED) {
    text += " to " + enum_text(v1::Recipient_Name(item.recipient()), "RECIPIENT_");
  }
  return text + " of person " + std::to_string(item.person_id()) + " (" + side_text(item.side()) + "), since " +
         date_text(item.since()) + ", due " + date_text(item.due()) + ", " + std::to_string(item.days_late()) +
         " days late\n";
}

// Nothing here closes one: only the statement that fulfils it.
Worked work_deadline(const v1::DueItem& item) {
  std::cout << "\nLATE\n"
            << deadline_text(item)
            << "closed by the statement that fulfils it, by a registrar:  hotline register put-statement --help\n";
  const char key = choose({{'n', "next", "next: a registrar was told"}});
  return key == 'q' ? Worked::kQuit : Worked::kSkipped;
}

}  // namespace hotline::cli
