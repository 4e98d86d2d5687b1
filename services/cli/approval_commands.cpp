#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>
#include <memory>
#include <thread>

#include "cli/candidate_tables.hpp"
#include "cli/commands.hpp"
#include "cli/facts.hpp"
#include "cli/ground.hpp"
#include "cli/names.hpp"
#include "cli/release_tables.hpp"
#include "cli/watching.hpp"
#include "hotline/v1/approval_service.grpc.pb.h"

namespace hotline::cli {
namespace {

using Approvals = v1::ApprovalService::Stub;

// How often `open --wait` asks again, and for how long.
constexpr std::chrono::seconds kAskEvery{1};
constexpr std::chrono::minutes kWaitMax{10};

struct ApprovalOptions {
  KeyOptions key;
  GroundOptions ground;
  std::string finding;
  std::int64_t number = 0;
  std::int64_t person = 0;
  std::int64_t version = 0;
  std::int32_t facts_version = 0;
  bool later = false;
  bool wait = false;
  bool once = false;
};

int request_release(const Common& common, const ApprovalOptions& options) {
  v1::RequestReleaseRequest request;
  const int read = read_key(options.key, false, *request.mutable_inquiry());
  if (read != kDone) return read;
  request.set_request_id(new_request_id());
  request.set_during_call(!options.later);
  const auto stub = v1::ApprovalService::NewStub(common.channel());
  v1::RequestReleaseResponse response;
  const int called = call(common, *stub, &Approvals::RequestRelease, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
    return kDone;
  }
  std::cout << "request   " << response.request_number() << "\nstate     " << request_state_text(response.state())
            << '\n';
  if (response.state() == v1::RELEASE_REQUEST_STATE_RELEASED) {
    std::cout << "a release stands: hotline release open --reference " << options.key.reference << '\n';
  }
  return kDone;
}

int watch_requests(const Common& common, const ApprovalOptions& options) {
  const auto stub = v1::ApprovalService::NewStub(common.channel());
  const auto begin = [&](grpc::ClientContext& context) {
    return stub->WatchRequests(&context, v1::WatchRequestsRequest());
  };
  const auto take = [&](const v1::WatchRequestsResponse& message) {
    const bool news = message.has_request() || message.has_broken_glass();
    if (news && common.json) print_json(message);
    if (message.has_request() && !common.json) std::cout << request_text(message.request()) << std::flush;
    if (message.has_broken_glass() && !common.json) std::cout << glass_text(message.broken_glass()) << std::flush;
    return news;
  };
  const grpc::Status status = watch<v1::WatchRequestsResponse>(common, options.once, begin, take);
  if (status.ok()) return kDone;
  return print_error(rpc::error_from(status), rpc::call_id_of(status));
}

int decide(const Common& common, const ApprovalOptions& options, v1::ReleaseDecision decision) {
  v1::DecideRequest request;
  const int read = read_ground(common, options.ground, *request.mutable_ground());
  if (read != kDone) return read;
  request.set_request_id(new_request_id());
  request.set_request_number(options.number);
  request.set_decision(decision);
  request.set_person_id(options.person);
  request.set_person_version(options.version);
  request.set_facts_version(options.facts_version);
  const auto stub = v1::ApprovalService::NewStub(common.channel());
  v1::DecideResponse response;
  const int called = call(common, *stub, &Approvals::Decide, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
    return kDone;
  }
  std::cout << request_state_text(response.state());
  if (response.has_released_until()) {
    std::cout << " until " << instant_text(response.released_until()) << "; another person opens and tells it";
  }
  std::cout << '\n';
  return kDone;
}

bool waits(const grpc::Status& status) {
  for (const auto& [key, value] : rpc::error_from(status).metadata) {
    if (key == "state") return value == "WAITING";
  }
  return false;
}

int open_release(const Common& common, const ApprovalOptions& options) {
  v1::OpenRequest request;
  const int read = read_key(options.key, false, *request.mutable_inquiry());
  if (read != kDone) return read;
  const auto stub = v1::ApprovalService::NewStub(common.channel());
  v1::OpenResponse response;
  grpc::Status status;
  const auto until = std::chrono::steady_clock::now() + kWaitMax;
  for (;;) {
    request.set_request_id(new_request_id());
    grpc::ClientContext context;
    common.prepare(context);
    status = stub->Open(&context, request, &response);
    if (!options.wait || !waits(status) || std::chrono::steady_clock::now() >= until) break;
    std::this_thread::sleep_for(kAskEvery);
  }
  if (!status.ok()) return print_error(rpc::error_from(status), rpc::call_id_of(status));
  if (common.json) {
    print_json(response);
    return kDone;
  }
  std::cout << "open until " << instant_text(response.open_until()) << "\nnow:        hotline lookup --reference "
            << options.key.reference << "\nthen:       hotline outcome --code told --reference "
            << options.key.reference << '\n';
  return kDone;
}

int break_glass(const Common& common, const ApprovalOptions& options) {
  v1::BreakGlassRequest request;
  int read = read_key(options.key, false, *request.mutable_inquiry());
  if (read == kDone) read = read_ground(common, options.ground, *request.mutable_reason());
  if (read != kDone) return read;
  request.set_request_id(new_request_id());
  const auto stub = v1::ApprovalService::NewStub(common.channel());
  v1::BreakGlassResponse response;
  const int called = call(common, *stub, &Approvals::BreakGlass, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
    return kDone;
  }
  std::cout << "broken    " << response.break_glass_number() << ", open until " << instant_text(response.open_until())
            << "\nothers have been told, and a supervisor judges it by " << instant_text(response.review_due_at())
            << "\nnow:        hotline lookup --reference " << options.key.reference << '\n';
  return kDone;
}

int judge_glass(const Common& common, const ApprovalOptions& options) {
  v1::ReviewBreakGlassRequest request;
  v1::BreakGlassFinding finding{};
  if (!parse_enum_text("BREAK_GLASS_FINDING_", options.finding, v1::BreakGlassFinding_Parse, finding) ||
      finding == v1::BREAK_GLASS_FINDING_UNSPECIFIED) {
    return usage_error("--finding: justified or not-justified");
  }
  const int read = read_ground(common, options.ground, *request.mutable_ground());
  if (read != kDone) return read;
  request.set_request_id(new_request_id());
  request.set_break_glass_number(options.number);
  request.set_finding(finding);
  const auto stub = v1::ApprovalService::NewStub(common.channel());
  v1::ReviewBreakGlassResponse response;
  const int called = call(common, *stub, &Approvals::ReviewBreakGlass, request, response);
  if (called != kDone) return called;
  common.json ? print_json(response) : void(std::cout << "judged\n");
  return kDone;
}

int withdraw_release(const Common& common, const ApprovalOptions& options) {
  v1::WithdrawReleaseRequest request;
  const int read = read_ground(common, options.ground, *request.mutable_ground());
  if (read != kDone) return read;
  request.set_request_id(new_request_id());
  request.set_inquiry_reference(options.key.reference);
  const auto stub = v1::ApprovalService::NewStub(common.channel());
  v1::WithdrawReleaseResponse response;
  const int called = call(common, *stub, &Approvals::WithdrawRelease, request, response);
  if (called != kDone) return called;
  common.json ? print_json(response) : void(std::cout << "taken back\n");
  return kDone;
}

int list_releases(const Common& common, const ApprovalOptions& options) {
  v1::ListReleasesRequest request;
  request.set_inquiry_reference(options.key.reference);
  const auto stub = v1::ApprovalService::NewStub(common.channel());
  v1::ListReleasesResponse response;
  const int called = call_for_all(common, *stub, &Approvals::ListReleases, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
    return kDone;
  }
  Table table({"request", "person", "state", "released by", "at", "until", "openings", "why"});
  for (const auto& release : response.releases()) {
    std::string why = release.ground();
    if (release.break_glass()) why = "BROKEN GLASS: " + why;
    if (!release.withdrawal_ground().empty()) why += " | taken back: " + release.withdrawal_ground();
    table.add({std::to_string(release.request_number()), std::to_string(release.person_id()),
               enum_text(v1::ReleaseState_Name(release.state()), "RELEASE_STATE_"), release.released_by(),
               instant_text(release.released_at()), instant_text(release.released_until()),
               std::to_string(release.openings()), why});
  }
  std::cout << table.text();
  return kDone;
}

using Command = int (*)(const Common&, const ApprovalOptions&);

std::shared_ptr<ApprovalOptions> add(CLI::App& command, const Common& common, int& exit_code, Command run) {
  auto options = std::make_shared<ApprovalOptions>();
  command.callback([options, &common, &exit_code, run] { exit_code = run(common, *options); });
  return options;
}

int give(const Common& common, const ApprovalOptions& options) {
  return decide(common, options, v1::RELEASE_DECISION_RELEASE);
}

int refuse(const Common& common, const ApprovalOptions& options) {
  return decide(common, options, v1::RELEASE_DECISION_REFUSE);
}

}  // namespace

void add_approval_commands(CLI::App& app, const Common& common, int& exit_code) {
  auto* release = app.add_subcommand("release", "What may be told only after a supervisor's decision");
  release->require_subcommand(1);
  release->footer(
      "The teller asks, a supervisor gives, the teller opens, looks up and tells. Nobody tells what he released "
      "himself.\n"
      "A release ends with any change of the record or of the family's facts, and after 30 days; an opening after 15\n"
      "minutes or with `hotline outcome --code told`.\n"
      "Where nobody can be reached, break-glass opens what the facts mean beyond doubt; two others are told at once.\n"
      "Examples:\n"
      "  hotline --as operator release request --reference 417-093-5528-61\n"
      "  hotline --as supervisor release watch --once\n"
      "  hotline --as supervisor release give 12 --person 4711 --version 3 --facts-version 1\n"
      "  hotline --as operator release open --reference 417-093-5528-61 --wait\n"
      "  hotline --as supervisor release withdraw 417-093-5528-61");

  auto* request = release->add_subcommand("request", "Ask for a release; the family is on the line");
  auto asked = add(*request, common, exit_code, request_release);
  asked->key.add_to(*request);
  request->add_flag("--later", asked->later, "Nobody waits on the line");

  auto* watch = release->add_subcommand("watch", "Print each request as it comes and as it is decided (supervisors)");
  auto watching = add(*watch, common, exit_code, watch_requests);
  watch->add_flag("--once", watching->once, "End when all that waits now has been printed");

  auto* given = release->add_subcommand("give", "Release one of the records that `watch` printed (supervisors)");
  auto giving = add(*given, common, exit_code, give);
  given->add_option("request", giving->number, "The request's number")->required();
  given->add_option("--person", giving->person, "The record")->required();
  given->add_option("--version", giving->version, "Its version that was looked at")->required();
  given->add_option("--facts-version", giving->facts_version, "Version of the family's facts")->required();
  giving->ground.add_to(*given);

  auto* refused = release->add_subcommand("refuse", "Refuse a request (supervisors)");
  auto refusing = add(*refused, common, exit_code, refuse);
  refused->add_option("request", refusing->number, "The request's number")->required();
  refusing->ground.add_to(*refused);

  auto* open = release->add_subcommand("open", "Open the release for yourself, for 15 minutes");
  auto opening = add(*open, common, exit_code, open_release);
  opening->key.add_to(*open);
  open->add_flag("--wait", opening->wait, "Wait up to ten minutes for the supervisor's decision");

  auto* glass =
      release->add_subcommand("break-glass", "No supervisor can be reached: open it for yourself, for 30 minutes");
  auto breaking = add(*glass, common, exit_code, break_glass);
  breaking->key.add_to(*glass);
  breaking->ground.add_to(*glass);

  auto* judged = release->add_subcommand("judge-glass", "Judge a broken glass that `watch` printed (supervisors)");
  auto judging = add(*judged, common, exit_code, judge_glass);
  judged->add_option("number", judging->number, "The broken glass's number")->required();
  judged->add_option("--finding", judging->finding, "justified or not-justified")->required();
  judging->ground.add_to(*judged);

  auto* withdraw = release->add_subcommand("withdraw", "Take a release back at once (supervisors)");
  auto withdrawing = add(*withdraw, common, exit_code, withdraw_release);
  withdraw->add_option("reference", withdrawing->key.reference, "The inquiry")->required();
  withdrawing->ground.add_to(*withdraw);

  auto* list = release->add_subcommand("ls", "The releases of an inquiry, the latest first (supervisors)");
  auto listing = add(*list, common, exit_code, list_releases);
  list->add_option("reference", listing->key.reference, "The inquiry")->required();
}

}  // namespace hotline::cli
