// What the registrars do in a day of the demo.
#include <memory>
#include <sstream>

#include "cli/countersigning.hpp"
#include "cli/demo_day.hpp"
#include "cli/import_session.hpp"
#include "cli/names.hpp"
#include "hotline/v1/admin_service.grpc.pb.h"
#include "hotline/v1/registry_service.grpc.pb.h"

namespace hotline::cli {
namespace {

using Registry = v1::RegistryService::Stub;

constexpr const char* kActors[] = {"operator",         "teller", "supervisor", "second-supervisor", "registrar",
                                   "second-registrar", "portal", "partner",    "reporter"};

// Days before this one, so that nobody of them plays again.
int count_days(const DemoDay& day, std::int64_t& days) {
  const Common who = day.as("registrar");
  v1::ListListsRequest request;
  request.set_source_id(source_of(DemoFate::kAgreed));
  request.set_page_size(200);
  v1::ListListsResponse response;
  const auto stub = v1::RegistryService::NewStub(who.channel());
  const int called = call_for_all(who, *stub, &Registry::ListLists, request, response);
  days = response.lists_size();
  return called;
}

// One list of one source, imported by the registrar.
int import_rows(DemoDay& day, const std::string& source, v1::Side side, const std::vector<sample::Row>& rows,
                std::string& list_id) {
  auto csv = std::make_unique<std::stringstream>();
  sample::write_csv_header(*csv);
  for (const auto& row : rows) sample::write_csv_row(*csv, row);
  const auto opened = open_plain_list(std::move(csv), static_cast<core::Side>(side));
  if (!opened) return print_error(opened.error(), "");
  ImportTask task;
  task.source = source;
  task.side = side;
  task.label = source;
  ImportSummary summary;
  const int code = import_list(day.as("registrar"), task, *opened, nullptr, summary);
  if (code == kRowsRefused) {
    for (const auto& fault : summary.first_refused.front().faults) day.stage.say(fault.description());
    return demo_failed("rows of an invented list were refused");
  }
  if (code != kDone) return code;
  list_id = summary.list_id;
  const auto persons = summary.by_outcome[v1::ROW_OUTCOME_KIND_NEW];
  day.stage.say("list of " + source + ": rows " + std::to_string(summary.rows) + ", persons that are new " +
                std::to_string(persons));
  day.stage.count("rows", summary.rows);
  day.count("lists imported");
  day.count("rows imported", summary.rows);
  return kDone;
}

int countersign_shown(DemoDay& day, const std::string& list_id) {
  const Common second = day.as("second-registrar");
  std::int64_t deaths = 0;
  std::string token;
  const auto page = [&](const v1::ReviewListResponse& shown) {
    for (const auto& row : shown.deaths()) {
      day.stage.say("the second registrar reads: " + name_text(row.name()) + ", " + status_text(row.status()) +
                    " becomes " + status_text(row.status_after()));
    }
    deaths += shown.deaths_size();
  };
  int called = read_review(second, list_id, page, token);
  if (called != kDone) return called;
  v1::CountersignListResponse response;
  called = countersign_list(second, list_id, token, response);
  if (called != kDone) return called;
  day.stage.say("countersigned; deaths that count from now on: " + std::to_string(response.deaths()));
  day.stage.count("deaths", deaths);
  day.count("deaths countersigned", deaths);
  return kDone;
}

int withdraw_once(const DemoDay& day, const char* registrar, v1::WithdrawListResponse& response) {
  const Common who = patient(day.as(registrar));
  v1::WithdrawListRequest request;
  request.set_request_id(new_request_id());
  request.set_list_id(day.todays_list);
  request.set_ground("the source took it back: another month's list");
  const auto stub = v1::RegistryService::NewStub(who.channel());
  return call(who, *stub, &Registry::WithdrawList, request, response);
}

}  // namespace

// Every actor is tried.
int demo_refused(const Common& common) {
  for (const char* actor : kActors) {
    Common who = common;
    who.actor = actor;
    const auto stub = v1::AdminService::NewStub(who.channel());
    v1::GetStatusResponse status;
    const int called = call(who, *stub, &v1::AdminService::Stub::GetStatus, v1::GetStatusRequest(), status);
    if (called == kNotAllowed) {
      demo_failed("the demo acts as \"" + std::string(actor) +
                  "\" of [actors] in the server's settings, as ops/config/hotlined.toml has it");
    }
    if (called != kDone) return called;
    if (status.database_kind() != v1::DATABASE_KIND_TRIAL) {
      return usage_error("this database is LIVE: a day of invented people has no place in it. Nothing was changed");
    }
    if (!status.serving()) return demo_failed("the server does not serve: `hotline status` says more");
  }
  return kDone;
}

int demo_begin(DemoDay& day) {
  std::int64_t days = 0;
  const int counted = count_days(day, days);
  if (counted != kDone) return counted;
  day.people = DemoPeople(day.options.seed, days);
  day.stage.say("a TRIAL database: everybody in it is invented. Seed " + std::to_string(day.options.seed) +
                "; nobody of an earlier day plays again");
  if (day.common.language == "uk") {
    day.stage.say("what is said aloud is shown in Ukrainian; hotline --language en demo shows it in English");
  }
  return volumes_of_today(day, day.before);
}

int demo_nights_lists(DemoDay& day) {
  std::vector<sample::Row> theirs;
  std::vector<sample::Row> ours;
  for (const DemoFate fate : demo_scene_fates()) {
    day.nights.push_back(day.people.next(fate));
    auto& rows = fate == DemoFate::kMissingOfOurs ? ours : theirs;
    for (auto& row : list_rows(day.nights.back())) rows.push_back(std::move(row));
  }
  std::string own_list;
  int imported = import_rows(day, source_of(DemoFate::kMissingOfOurs), v1::SIDE_OWN, ours, own_list);
  std::string list;
  if (imported == kDone) imported = import_rows(day, source_of(DemoFate::kAgreed), v1::SIDE_ADVERSARY, theirs, list);
  if (imported != kDone) return imported;
  return countersign_shown(day, list);
}

int demo_todays_list(DemoDay& day) {
  std::vector<sample::Row> rows;
  for (const DemoFamily& family : day.families) {
    for (auto& row : list_rows(family.sought)) rows.push_back(std::move(row));
  }
  return import_rows(day, source_of(DemoFate::kAgreed), v1::SIDE_ADVERSARY, rows, day.todays_list);
}

int demo_countersign(DemoDay& day) {
  return countersign_shown(day, day.todays_list);
}

int demo_withdraw(DemoDay& day) {
  v1::WithdrawListResponse response;
  int called = withdraw_once(day, "registrar", response);
  if (called != kDone) return called;
  std::int64_t statements = response.statements();
  day.stage.say("the registrar takes it back: statements " + std::to_string(statements) +
                ", deaths that wait for a second registrar " + std::to_string(response.deaths_waiting()));
  if (!response.withdrawn()) {
    called = withdraw_once(day, "second-registrar", response);
    if (called != kDone) return called;
    statements += response.statements();
    day.stage.say("the second registrar too: statements " + std::to_string(response.statements()));
  }
  if (!response.withdrawn()) return demo_failed("the list still counts after two registrars took it back");
  day.stage.count("statements", statements);
  day.count("statements taken back", statements);
  return kDone;
}

}  // namespace hotline::cli
