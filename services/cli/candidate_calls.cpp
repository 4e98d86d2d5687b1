#include "cli/candidate_calls.hpp"

#include <algorithm>
#include <iostream>
#include <map>
#include <utility>

#include "cli/candidate_tables.hpp"
#include "cli/names.hpp"
#include "hotline/v1/registry_service.grpc.pb.h"

namespace hotline::cli {

// A pair that came back with new facts has an earlier, decided row: people decide on the newest.
void keep_newest(v1::CandidateGroup& group) {
  std::map<std::string, std::int64_t> newest;
  for (const auto& candidate : group.candidates()) {
    auto& id = newest[candidate.inquiry_reference()];
    id = std::max<std::int64_t>(id, candidate.candidate_id());
  }
  v1::CandidateGroup kept = group;
  kept.clear_candidates();
  for (const auto& candidate : group.candidates()) {
    if (candidate.candidate_id() == newest[candidate.inquiry_reference()]) *kept.add_candidates() = candidate;
  }
  kept.set_candidates_total(group.candidates_total() - (group.candidates_size() - kept.candidates_size()));
  group = std::move(kept);
}

// The one group of the person; kNotFound when nothing is proposed for him in these states.
int fetch_group(const Common& common, v1::InquiryService::Stub& stub, std::int64_t person,
                const std::vector<v1::CandidateState>& states, v1::CandidateGroup& group) {
  v1::ListCandidatesRequest request;
  request.set_person_id(person);
  for (const auto state : states) request.add_states(state);
  v1::ListCandidatesResponse response;
  const int called = call(common, stub, &v1::InquiryService::Stub::ListCandidates, request, response);
  if (called != kDone) return called;
  if (response.groups().empty()) {
    std::cerr << "hotline: no candidate of this person is in a state for that\n";
    return kNotFound;
  }
  group = std::move(*response.mutable_groups(0));
  keep_newest(group);
  return kDone;
}

int show_side_by_side(const Common& common, v1::InquiryService::Stub& stub, const v1::CandidateGroup& group,
                      const std::string& purpose) {
  v1::GetPersonRequest open;
  open.set_person_id(group.person_id());
  open.set_purpose(purpose);
  v1::GetPersonResponse record;
  const auto registry = v1::RegistryService::NewStub(common.channel());
  int called = call(common, *registry, &v1::RegistryService::Stub::GetPerson, open, record);
  if (called != kDone) return called;
  if (common.json) {
    print_json(group);
    print_json(record);
  } else {
    std::cout << group_text(group) << "status    " << status_text(record.status()) << ", " << rung_text(record.rung())
              << ", " << side_text(record.side()) << '\n';
  }
  for (int i = 0; i < std::min(group.candidates_size(), kComparedMax); ++i) {
    v1::GetInquiryRequest ask;
    ask.mutable_inquiry()->set_reference(group.candidates(i).inquiry_reference());
    v1::GetInquiryResponse inquiry;
    called = call(common, stub, &v1::InquiryService::Stub::GetInquiry, ask, inquiry);
    if (called != kDone) return called;
    if (common.json) {
      print_json(inquiry);
    } else {
      std::cout << comparison_text(inquiry, record);
    }
  }
  return kDone;
}

int review_group(const Common& common, v1::InquiryService::Stub& stub, const v1::CandidateGroup& group,
                 v1::ReviewDecision decision, const std::string& ground, v1::ReviewCandidateResponse& response) {
  v1::ReviewCandidateRequest request;
  request.set_request_id(new_request_id());
  request.set_person_id(group.person_id());
  request.set_person_version(group.person_version());
  for (const auto& candidate : group.candidates()) {
    v1::ReviewedInquiry& seen = *request.add_inquiries();
    seen.set_inquiry_reference(candidate.inquiry_reference());
    seen.set_facts_version(candidate.facts_version());
  }
  request.set_decision(decision);
  request.set_ground(ground);
  return call(common, stub, &v1::InquiryService::Stub::ReviewCandidate, request, response);
}

std::string made_text(const v1::ReviewCandidateResponse& response) {
  Table table({"inquiry", "match", "its state"});
  for (const auto& one : response.candidates()) {
    table.add({one.inquiry_reference(), candidate_state_text(one.state()),
               enum_text(v1::InquiryState_Name(one.inquiry_state()), "INQUIRY_STATE_")});
  }
  std::string text = table.text();
  if (response.waits_for_second()) {
    text += "signed: a death is confirmed when another supervisor gives the same command\n";
  }
  return text;
}

}  // namespace hotline::cli
