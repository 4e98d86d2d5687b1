#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <set>

#include "cli/candidate_calls.hpp"
#include "cli/candidate_tables.hpp"
#include "cli/commands.hpp"
#include "cli/facts.hpp"
#include "cli/ground.hpp"
#include "cli/names.hpp"
#include "cli/watching.hpp"
#include "hotline/v1/inquiry_service.grpc.pb.h"

namespace hotline::cli {
namespace {

using Inquiries = v1::InquiryService::Stub;

struct CandidateOptions {
  std::int64_t person_id = 0;
  std::int64_t version = 0;
  std::vector<std::string> references;
  std::vector<std::string> states;
  std::string decision;
  GroundOptions ground;
  std::string purpose = "review of a candidate";
  std::string cursor;
  std::int32_t most = 50;
  bool once = false;
};

int read_states(const CandidateOptions& options, v1::ListCandidatesRequest& request) {
  for (const auto& name : options.states) {
    v1::CandidateState state{};
    if (!parse_enum_text("CANDIDATE_STATE_", name, v1::CandidateState_Parse, state) ||
        state == v1::CANDIDATE_STATE_UNSPECIFIED) {
      return usage_error("--state: proposed, under-review, confirmed, rejected, insufficient or replaced");
    }
    request.add_states(state);
  }
  return kDone;
}

int list_candidates(const Common& common, const CandidateOptions& options) {
  v1::ListCandidatesRequest request;
  const int read = read_states(options, request);
  if (read != kDone) return read;
  request.set_person_id(options.person_id);
  if (!options.references.empty()) request.set_inquiry_reference(options.references.front());
  const auto stub = v1::InquiryService::NewStub(common.channel());
  v1::ListCandidatesResponse all;
  do {
    request.set_page_size(std::min(options.most - all.groups_size(), 100));
    v1::ListCandidatesResponse page;
    const int called = call(common, *stub, &Inquiries::ListCandidates, request, page);
    if (called != kDone) return called;
    request.set_page_token(page.next_page_token());
    all.MergeFrom(page);
  } while (!request.page_token().empty() && all.groups_size() < options.most);
  if (common.json) {
    print_json(all);
    return kDone;
  }
  std::cout << groups_text(all);
  if (!request.page_token().empty()) std::cout << "more: raise --most\n";
  if (all.groups_size() > 0) {
    std::cout << "look closer:  hotline inquiry candidates show PERSON\n"
                 "decide:       hotline inquiry candidates review PERSON --decision confirm|reject|insufficient|undo\n";
  }
  return kDone;
}

std::vector<v1::CandidateState> all_standing() {
  return {v1::CANDIDATE_STATE_PROPOSED, v1::CANDIDATE_STATE_UNDER_REVIEW, v1::CANDIDATE_STATE_CONFIRMED,
          v1::CANDIDATE_STATE_REJECTED, v1::CANDIDATE_STATE_INSUFFICIENT};
}

// What each decision can be taken on.
std::vector<v1::CandidateState> states_for(v1::ReviewDecision decision) {
  if (decision != v1::REVIEW_DECISION_UNDO) return {v1::CANDIDATE_STATE_PROPOSED, v1::CANDIDATE_STATE_UNDER_REVIEW};
  return {v1::CANDIDATE_STATE_UNDER_REVIEW, v1::CANDIDATE_STATE_CONFIRMED, v1::CANDIDATE_STATE_REJECTED,
          v1::CANDIDATE_STATE_INSUFFICIENT};
}

// Keeps those of these references; an unknown one is a mistake.
int keep_only(const std::vector<std::string>& references, v1::CandidateGroup& group) {
  if (references.empty()) return kDone;
  const std::set<std::string> wanted(references.begin(), references.end());
  v1::CandidateGroup kept = group;
  kept.clear_candidates();
  for (const auto& candidate : group.candidates()) {
    if (wanted.contains(candidate.inquiry_reference())) *kept.add_candidates() = candidate;
  }
  if (kept.candidates_size() != static_cast<int>(wanted.size())) {
    return usage_error("--reference: an inquiry of this person, as `hotline inquiry candidates ls` prints it");
  }
  kept.set_candidates_total(kept.candidates_size());
  group = std::move(kept);
  return kDone;
}

int show_candidate(const Common& common, const CandidateOptions& options) {
  const auto stub = v1::InquiryService::NewStub(common.channel());
  v1::CandidateGroup group;
  int called = fetch_group(common, *stub, options.person_id, all_standing(), group);
  if (called == kDone) called = keep_only(options.references, group);
  if (called != kDone) return called;
  called = show_side_by_side(common, *stub, group, options.purpose);
  if (called != kDone) return called;
  if (!common.json) {
    if (group.candidates_size() > kComparedMax) std::cout << "more: --reference names which\n";
    std::cout << "\ndecide:  hotline inquiry candidates review " << options.person_id << " --version "
              << group.person_version() << " --decision confirm|reject|insufficient|undo\n";
  }
  return kDone;
}

int review_candidate(const Common& common, const CandidateOptions& options) {
  v1::ReviewDecision decision{};
  if (!parse_enum_text("REVIEW_DECISION_", options.decision, v1::ReviewDecision_Parse, decision) ||
      decision == v1::REVIEW_DECISION_UNSPECIFIED) {
    return usage_error("--decision: confirm, reject, insufficient or undo");
  }
  const auto stub = v1::InquiryService::NewStub(common.channel());
  v1::CandidateGroup group;
  int called = fetch_group(common, *stub, options.person_id, states_for(decision), group);
  if (called == kDone) called = keep_only(options.references, group);
  if (called != kDone) return called;
  if (!common.json) std::cout << group_text(group) << '\n';
  std::string ground;
  called = read_ground(common, options.ground, ground);
  if (called != kDone) return called;

  if (options.version != 0) group.set_person_version(options.version);
  v1::ReviewCandidateResponse response;
  called = review_group(common, *stub, group, decision, ground, response);
  if (called != kDone) return called;
  common.json ? print_json(response) : void(std::cout << made_text(response));
  return kDone;
}

int watch_candidates(const Common& common, const CandidateOptions& options) {
  const auto stub = v1::InquiryService::NewStub(common.channel());
  v1::WatchCandidatesRequest request;
  request.set_cursor(options.cursor);
  const auto begin = [&](grpc::ClientContext& context) { return stub->WatchCandidates(&context, request); };
  const auto take = [&](const v1::WatchCandidatesResponse& message) {
    if (!message.cursor().empty()) request.set_cursor(message.cursor());
    if (message.has_candidate() && common.json) print_json(message);
    if (message.has_candidate() && !common.json) std::cout << change_text(message) << std::flush;
    return message.has_candidate();
  };
  const grpc::Status status = watch<v1::WatchCandidatesResponse>(common, options.once, begin, take);
  // A cursor that was refused leads nowhere.
  const bool refused = status.error_code() == grpc::StatusCode::INVALID_ARGUMENT;
  if (!request.cursor().empty() && !refused) std::cerr << "go on:  --cursor " << request.cursor() << '\n';
  if (status.ok()) return kDone;
  return print_error(rpc::error_from(status), rpc::call_id_of(status));
}

}  // namespace

void add_candidate_commands(CLI::App& inquiry, const Common& common, int& exit_code) {
  auto* candidates =
      inquiry.add_subcommand("candidates", "Possible matches of open inquiries with records (supervisors)");
  candidates->require_subcommand(1);
  candidates->footer(
      "One review serves all inquiries for one man. A death takes two supervisors; one of them undoes.\n"
      "Examples:\n"
      "  hotline --as supervisor inquiry candidates ls\n"
      "  hotline --as supervisor inquiry candidates show 4711\n"
      "  hotline --as supervisor inquiry candidates review 4711 --version 3 --decision confirm\n"
      "  hotline --as supervisor inquiry candidates review 4711 --decision reject --reference 417-093-5528-61\n"
      "  hotline --as supervisor --json inquiry candidates watch --once");

  auto* list =
      candidates->add_subcommand("ls", "List them by record, the likeliest first; those that wait for a review");
  auto listing = std::make_shared<CandidateOptions>();
  list->add_option("--state", listing->states,
                   "proposed, under-review, confirmed, rejected, insufficient or replaced; may be repeated");
  auto* of_person = list->add_option("--person", listing->person_id, "Only this record");
  list->add_option("--reference", listing->references, "Only records found for this inquiry")
      ->expected(1)
      ->excludes(of_person);
  list->add_option("--most", listing->most, "How many records at the most")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  list->callback([listing, &common, &exit_code] { exit_code = list_candidates(common, *listing); });

  auto* show =
      candidates->add_subcommand("show", "The family's facts and the record side by side; opening it is logged");
  auto showing = std::make_shared<CandidateOptions>();
  show->add_option("person", showing->person_id, "Person id")->required();
  show->add_option("--reference", showing->references, "Only this inquiry; may be repeated")->allow_extra_args(false);
  show->add_option("--purpose", showing->purpose, "Why the record is opened; goes into the log; no names")
      ->capture_default_str();
  show->callback([showing, &common, &exit_code] { exit_code = show_candidate(common, *showing); });

  auto* review = candidates->add_subcommand("review", "Decide whether the record is the man these inquiries ask for");
  auto reviewing = std::make_shared<CandidateOptions>();
  review->add_option("person", reviewing->person_id, "Person id")->required();
  review->add_option("--decision", reviewing->decision, "confirm, reject, insufficient or undo")->required();
  review->add_option("--reference", reviewing->references, "Only this inquiry, all when left out; may be repeated")
      ->allow_extra_args(false);
  review->add_option("--version", reviewing->version, "The record's version that was looked at, as `show` printed it");
  reviewing->ground.add_to(*review);
  review->callback([reviewing, &common, &exit_code] { exit_code = review_candidate(common, *reviewing); });

  auto* watch = candidates->add_subcommand("watch", "Print each one as it comes and as its state changes");
  auto watching = std::make_shared<CandidateOptions>();
  watch->add_option("--cursor", watching->cursor, "Go on where an earlier watch ended");
  watch->add_flag("--once", watching->once, "End when all that there is now has been printed");
  watch->callback([watching, &common, &exit_code] { exit_code = watch_candidates(common, *watching); });
}

}  // namespace hotline::cli
