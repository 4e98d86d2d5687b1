// Plays the supervisors for the ten documented people of the sample register, so that a portal's developer sees every
// answer without a human being acting. It does what people do, by the same calls, and does it for nobody else.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <iostream>
#include <map>
#include <memory>
#include <thread>

#include "cli/commands.hpp"
#include "cli/names.hpp"
#include "cli/sample/documented.hpp"
#include "cli/watching.hpp"
#include "hotline/v1/inquiry_service.grpc.pb.h"
#include "hotline/v1/registry_service.grpc.pb.h"

namespace hotline::cli {
namespace {

using Inquiries = v1::InquiryService::Stub;

// Between two watches when the server is away: twice as long each time.
constexpr std::chrono::seconds kRestMin{2};
constexpr std::chrono::seconds kRestMax{60};

// Below this it may be another, and people look closer.
constexpr double kSure = 0.99;

struct SampleDeskOptions {
  std::string first = "supervisor";
  std::string second = "second-supervisor";
  bool once = false;
};

// Numbers of the documented people by the record that the register has of them.
using TheTen = std::map<std::int64_t, int>;

Common as(const Common& common, const std::string& actor) {
  Common changed = common;
  changed.actor = actor;
  return changed;
}

// The record with this man's own name and birth date, from his own source.
bool is_he(const v1::FoundPerson& found, const sample::DocumentedPerson& person) {
  const auto& own = person.language == "uk" ? person.ukrainian : person.russian;
  const auto& sources = found.source_ids();
  v1::PersonName name;
  name.set_surname(std::string(own.surname));
  name.set_given_name(std::string(own.given));
  name.set_patronymic(std::string(own.patronymic));
  return std::find(sources.begin(), sources.end(), person.source) != sources.end() &&
         name_text(found.name()) == name_text(name);
}

int find_the_ten(const Common& common, TheTen& ten) {
  const auto stub = v1::RegistryService::NewStub(common.channel());
  for (const auto& person : sample::documented_persons()) {
    if (person.source.empty()) continue;
    v1::FindPersonsRequest request;
    request.set_purpose("the ten documented people of the trial");
    request.set_number(std::string(person.service_number));
    v1::FindPersonsResponse response;
    const int called = call(common, *stub, &v1::RegistryService::Stub::FindPersons, request, response);
    if (called != kDone) return called;
    for (const auto& found : response.persons()) {
      if (is_he(found, person)) ten[found.person_id()] = person.number;
    }
  }
  if (!ten.empty()) return kDone;
  std::cerr
      << "hotline: the ten documented people are not in this register: `hotline --as registrar sample` loads them\n";
  return kNotFound;
}

// The candidate as it stands now; false when it waits for nobody any more.
int fetch(const Common& common, const v1::Candidate& seen, v1::ReviewCandidateRequest& request) {
  v1::ListCandidatesRequest ask;
  ask.set_person_id(seen.person_id());
  v1::ListCandidatesResponse response;
  const auto stub = v1::InquiryService::NewStub(common.channel());
  const int called = call(common, *stub, &Inquiries::ListCandidates, ask, response);
  if (called != kDone || response.groups().empty()) return called;
  const v1::CandidateGroup& group = response.groups(0);
  // What may not be told today stays with the family's question, which reads as if nothing were held.
  if (group.telling() == v1::TELLING_NOT_NOW) return kDone;
  request.set_person_id(group.person_id());
  request.set_person_version(group.person_version());
  for (const auto& candidate : group.candidates()) {
    if (candidate.inquiry_reference() != seen.inquiry_reference()) continue;
    auto& one = *request.add_inquiries();
    one.set_inquiry_reference(candidate.inquiry_reference());
    one.set_facts_version(candidate.facts_version());
    break;
  }
  return kDone;
}

int sign(const Common& common, v1::ReviewCandidateRequest request, v1::ReviewCandidateResponse& response) {
  request.set_request_id(new_request_id());
  request.set_decision(v1::REVIEW_DECISION_CONFIRM);
  request.set_ground("one of the ten documented people of the trial");
  const auto stub = v1::InquiryService::NewStub(common.channel());
  return call(common, *stub, &Inquiries::ReviewCandidate, request, response);
}

// Confirms one candidate, a death by both supervisors.
int confirm_once(const Common& common, const SampleDeskOptions& options, int number, const v1::Candidate& seen) {
  const Common first = as(common, options.first);
  v1::ReviewCandidateRequest request;
  int called = fetch(first, seen, request);
  if (called != kDone || request.inquiries().empty()) return called;
  v1::ReviewCandidateResponse response;
  called = sign(first, request, response);
  if (called == kDone && response.waits_for_second()) called = sign(as(common, options.second), request, response);
  if (called != kDone) return called;
  std::cout << "number " << number << ": inquiry " << seen.inquiry_reference() << " confirmed" << std::endl;
  return kDone;
}

// What changed while it was looked at is looked at once more.
int confirm(const Common& common, const SampleDeskOptions& options, int number, const v1::Candidate& seen) {
  const int confirmed = confirm_once(common, options, number, seen);
  return confirmed == kRefused ? confirm_once(common, options, number, seen) : confirmed;
}

bool waits(v1::CandidateState state) {
  return state == v1::CANDIDATE_STATE_PROPOSED || state == v1::CANDIDATE_STATE_UNDER_REVIEW;
}

// Until the server ends the watch; with `once` until all that waits now has been looked at.
int work_off(const Common& common, const SampleDeskOptions& options, const TheTen& ten) {
  const Common first = as(common, options.first);
  const auto stub = v1::InquiryService::NewStub(first.channel());
  v1::WatchCandidatesRequest request;
  int failed = kDone;
  const auto begin = [&](grpc::ClientContext& context) { return stub->WatchCandidates(&context, request); };
  const auto take = [&](const v1::WatchCandidatesResponse& message) {
    if (!message.cursor().empty()) request.set_cursor(message.cursor());
    if (!message.has_candidate()) return false;
    const auto known = ten.find(message.candidate().person_id());
    const bool sure = message.candidate().probability() >= kSure;
    if (known != ten.end() && sure && waits(message.candidate().state())) {
      const int confirmed = confirm(common, options, known->second, message.candidate());
      if (confirmed != kDone) failed = confirmed;
    }
    return true;
  };
  const grpc::Status status = watch<v1::WatchCandidatesResponse>(first, options.once, begin, take);
  if (!status.ok()) return print_error(rpc::error_from(status), rpc::call_id_of(status));
  return failed;
}

int work_once(const Common& common, const SampleDeskOptions& options) {
  const Common first = as(common, options.first);
  const auto trial = is_trial(first);
  if (!trial) return print_error(trial.error(), "");
  if (!*trial) return usage_error("this database is LIVE: nobody is confirmed there but by people");
  TheTen ten;
  const int found = find_the_ten(first, ten);
  return found == kDone ? work_off(common, options, ten) : found;
}

int sit_at_the_desk(const Common& common, const SampleDeskOptions& options) {
  auto rest = kRestMin;
  for (;;) {
    const auto began = std::chrono::steady_clock::now();
    const int worked = work_once(common, options);
    // A server that starts again is waited for.
    if (options.once || (worked != kDone && worked != kTryAgain)) return worked;
    rest = std::chrono::steady_clock::now() - began > kRestMax ? kRestMin : std::min(2 * rest, kRestMax);
    std::this_thread::sleep_for(rest);
  }
}

}  // namespace

void add_sample_desk(CLI::App& sample, const Common& common, int& exit_code) {
  auto* desk = sample.add_subcommand(
      "desk", "Play the supervisors who confirm the ten documented people, for portals' developers (TRIAL only)");
  desk->footer(
      "Each inquiry that surely means one of the ten is confirmed once it is compared, a death by both supervisors;\n"
      "who may not be told of is left alone, as people would. Goes on until it is ended. What then comes to a portal:\n"
      "ops/docs/sample.md.\n"
      "Examples:\n  hotline sample desk &\n  hotline sample desk --once");
  auto options = std::make_shared<SampleDeskOptions>();
  desk->add_option("--first", options->first, "The actor who confirms")->capture_default_str();
  desk->add_option("--second", options->second, "The actor who signs deaths too")->capture_default_str();
  desk->add_flag("--once", options->once, "End when all that waits now has been looked at");
  desk->callback([options, &common, &exit_code] { exit_code = sit_at_the_desk(common, *options); });
}

}  // namespace hotline::cli
