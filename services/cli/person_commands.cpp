#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <chrono>
#include <iostream>
#include <memory>
#include <optional>

#include "cli/commands.hpp"
#include "cli/facts.hpp"
#include "cli/names.hpp"
#include "cli/person_tables.hpp"
#include "core/time.hpp"
#include "hotline/v1/registry_service.grpc.pb.h"

// hotline register find, show, history, could-be-said, gaps.
namespace hotline::cli {
namespace {

using Stub = v1::RegistryService::Stub;

// A page is 50 persons at most; somebody who wants to see more persons than these asks a narrower question.
constexpr int kFindShownMax = 1'000;

struct PageOptions {
  std::int64_t person_id = 0;
  std::string purpose;
  std::string as_of;
  std::string known_on;
};

int read_day(const std::string& option, const std::string& text, v1::PartialDate& message) {
  const auto date = core::parse_date(text);
  if (!date || !date->full()) return usage_error(option + ": a day, YYYY-MM-DD");
  message.set_year(date->year);
  message.set_month(date->month);
  message.set_day(date->day);
  return kDone;
}

// Two digits at the place, or nothing.
std::optional<int> two_digits(const std::string& text, std::size_t at) {
  int value = 0;
  const char* first = text.data() + at;
  const auto read = std::from_chars(first, first + 2, value);
  if (read.ec != std::errc() || read.ptr != first + 2) return std::nullopt;
  return value;
}

// "2026-11-22" is the end of that day, or now on the same day; "2026-11-22T09:30:00Z" that instant; UTC.
int read_instant(const std::string& text, google::protobuf::Timestamp& stamp) {
  const auto bad = [] { return usage_error("--known-on: a day, YYYY-MM-DD, or an instant, YYYY-MM-DDTHH:MM:SSZ"); };
  constexpr std::size_t kDayLength = 10;
  const auto date = core::parse_date(text.substr(0, kDayLength));
  if (!date || !date->full()) return bad();
  const std::int64_t seconds = std::int64_t{core::day_number(*date)} * 86'400;
  if (text.size() == kDayLength) {
    const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    if (std::chrono::sys_seconds(std::chrono::seconds(seconds)) > now) {
      return usage_error("--known-on: the day lies in the future: give today or an earlier day");
    }
    const auto end = std::chrono::sys_seconds(std::chrono::seconds(seconds + 86'400)) - std::chrono::microseconds(1);
    const auto instant = std::min<core::Instant>(end, now);
    const auto second = std::chrono::floor<std::chrono::seconds>(instant);
    stamp.set_seconds(second.time_since_epoch().count());
    stamp.set_nanos(static_cast<std::int32_t>(std::chrono::nanoseconds(instant - second).count()));
    return kDone;
  }
  if (text.size() != 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z') return bad();
  const auto hour = two_digits(text, 11);
  const auto minute = two_digits(text, 14);
  const auto second = two_digits(text, 17);
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return bad();
  stamp.set_seconds(seconds + *hour * 3600 + *minute * 60 + *second);
  return kDone;
}

int get_page(const Common& common, const PageOptions& options, v1::GetPersonResponse& response) {
  v1::GetPersonRequest request;
  request.set_person_id(options.person_id);
  request.set_purpose(options.purpose);
  if (!options.as_of.empty()) {
    const int read = read_day("--as-of", options.as_of, *request.mutable_as_of());
    if (read != kDone) return read;
  }
  if (!options.known_on.empty()) {
    const int read = read_instant(options.known_on, *request.mutable_known_on());
    if (read != kDone) return read;
  }
  const auto stub = v1::RegistryService::NewStub(common.channel());
  return call(common, *stub, &Stub::GetPerson, request, response);
}

std::string then_text(const PageOptions& options) {
  std::string then;
  if (!options.known_on.empty()) then = "as known on " + options.known_on;
  if (!options.as_of.empty()) then += (then.empty() ? "" : ", ") + ("as of " + options.as_of);
  return then;
}

int show_page(const Common& common, const PageOptions& options) {
  v1::GetPersonResponse response;
  const int called = get_page(common, options, response);
  if (called != kDone) return called;
  common.json ? print_json(response) : static_cast<void>(std::cout << page_text(response, then_text(options)));
  return kDone;
}

int show_history(const Common& common, const PageOptions& options) {
  v1::GetPersonResponse response;
  const int called = get_page(common, options, response);
  if (called != kDone) return called;
  common.json ? print_json(response) : static_cast<void>(std::cout << history_text(response, then_text(options)));
  return kDone;
}

struct SaidOptions {
  std::int64_t person_id = 0;
  std::string purpose;
  std::string day;
};

int show_could_be_said(const Common& common, const SaidOptions& options) {
  v1::WhatCouldBeSaidRequest request;
  request.set_person_id(options.person_id);
  request.set_purpose(options.purpose);
  const int read = read_day("--day", options.day, *request.mutable_day());
  if (read != kDone) return read;
  const auto stub = v1::RegistryService::NewStub(common.channel());
  v1::WhatCouldBeSaidResponse response;
  const int called = call(common, *stub, &Stub::WhatCouldBeSaid, request, response);
  if (called != kDone) return called;
  common.json ? print_json(response) : static_cast<void>(std::cout << could_be_said_text(response, options.day));
  return kDone;
}

struct FindOptions {
  FactOptions facts;
  std::string purpose;
  std::string source;
  std::string list;
  std::vector<std::string> statuses;
  std::vector<std::string> sides;
  int shown_max = 50;
};

int read_search(const Common& common, const FindOptions& options, v1::FindPersonsRequest& request) {
  request.set_purpose(options.purpose);
  request.set_source_id(options.source);
  if (!options.list.empty()) {
    const auto id = bytes_of_hex(options.list);
    if (!id || id->size() != 32) return usage_error("--list: 64 hexadecimal digits, as the import printed it");
    request.set_list_id(*id);
  }
  for (const std::string& name : options.statuses) {
    v1::PersonStatus status{};
    if (!parse_enum_text("PERSON_STATUS_", name, v1::PersonStatus_Parse, status)) {
      return usage_error("--status: captive-notified, dead-confirmed, conflicting ... as `register show` prints them");
    }
    request.add_statuses(status);
  }
  for (const std::string& name : options.sides) {
    v1::Side side{};
    if (!parse_enum_text("SIDE_", name, v1::Side_Parse, side))
      return usage_error("--side: adversary, own, civilian, child");
    request.add_sides(side);
  }
  const bool filtered = !options.source.empty() || !options.list.empty() || !options.statuses.empty();
  if (filtered && options.facts.file.empty() && !options.facts.any_argument()) return kDone;
  v1::Facts facts;
  const int read = read_facts(common, options.facts, facts);
  if (read != kDone) return read;
  const bool further = !facts.birthplace().empty() || !facts.unit().empty() || !facts.mother_name().empty() ||
                       !facts.siblings().empty() || !facts.marks().empty() || !facts.last_seen_place().empty() ||
                       facts.has_last_seen_date() || facts.kind() != v1::SOUGHT_KIND_UNSPECIFIED;
  if (further) return usage_error("find takes a name, a birth date and a service number; no further facts and no kind");
  *request.mutable_name() = facts.name();
  if (facts.has_birth_date()) *request.mutable_birth_date() = facts.birth_date();
  request.set_number(facts.service_number());
  return kDone;
}

int find_persons(const Common& common, const FindOptions& options) {
  v1::FindPersonsRequest request;
  const int read = read_search(common, options, request);
  if (read != kDone) return read;
  const auto stub = v1::RegistryService::NewStub(common.channel());
  Table table({"person", "cluster", "side", "status", "likely", "born", "sources", "name"});
  int shown = 0;
  do {
    request.set_page_size(std::min(options.shown_max - shown, 50));
    v1::FindPersonsResponse response;
    const int called = call(common, *stub, &Stub::FindPersons, request, response);
    if (called != kDone) return called;
    if (common.json) print_json(response);
    for (const auto& person : response.persons()) {
      std::string sources;
      for (const auto& source : person.source_ids()) sources += (sources.empty() ? "" : ",") + source;
      table.add({std::to_string(person.person_id()), std::to_string(person.cluster_id()), side_text(person.side()),
                 status_text(person.status()) + ' ' + rung_text(person.rung()),
                 person.probability() > 0 ? likelihood_text(person.probability()) : "", date_text(person.birth_date()),
                 sources, name_text(person.name())});
      ++shown;
    }
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty() && shown < options.shown_max);
  if (common.json) return kDone;
  std::cout << table.text();
  if (shown == 0) std::cout << "nobody found\n";
  if (!request.page_token().empty()) std::cout << "there are more: narrow the question, or raise --at-most\n";
  return kDone;
}

struct GapOptions {
  std::string source;
  std::string first_day;
  std::string last_day;
};

int report_gaps(const Common& common, const GapOptions& options) {
  v1::ReportGapsRequest request;
  request.set_source_id(options.source);
  int read = read_day("--from", options.first_day, *request.mutable_first_day());
  if (read == kDone) read = read_day("--to", options.last_day, *request.mutable_last_day());
  if (read != kDone) return read;
  const auto stub = v1::RegistryService::NewStub(common.channel());
  v1::ReportGapsResponse response;
  const int called = call(common, *stub, &Stub::ReportGaps, request, response);
  if (called != kDone) return called;
  common.json ? print_json(response) : static_cast<void>(std::cout << gaps_text(response));
  return kDone;
}

void add_page_options(CLI::App& command, PageOptions& options) {
  command.add_option("person", options.person_id, "Person id")->required();
  command.add_option("--purpose", options.purpose, "Why; kept in the log; no names")->required();
  command.add_option("--as-of", options.as_of, "What was true at the end of this day: YYYY-MM-DD");
  command.add_option("--known-on", options.known_on,
                     "What was known then: YYYY-MM-DD (its end) or YYYY-MM-DDTHH:MM:SSZ, UTC");
}

}  // namespace

void add_person_commands(CLI::App& registers, const Common& common, int& exit_code) {
  auto* find = registers.add_subcommand("find", "Find persons by name, number, source, list or status; logged");
  auto finding = std::make_shared<FindOptions>();
  finding->facts.add_to(*find);
  find->add_option("--purpose", finding->purpose, "Why; kept in the log; no names")->required();
  find->add_option("--source", finding->source, "Only whom this source speaks of");
  find->add_option("--list", finding->list, "Only persons of this list");
  find->add_option("--status", finding->statuses, "Only this status; may be repeated");
  find->add_option("--side", finding->sides, "Only this side; may be repeated");
  find->add_option("--at-most", finding->shown_max, "Persons shown")
      ->check(CLI::Range(1, kFindShownMax))
      ->capture_default_str();
  find->footer(
      "Without a source, list or status the facts are asked for. Examples:\n"
      "  hotline --as registrar register find --purpose \"complaint 12/2026\" --facts - < facts.json\n"
      "  hotline --as registrar register find --purpose \"check of a list\" --list LIST --status conflicting\n"
      "  hotline --as registrar register find --purpose \"monthly check\" --source own-hospitals --status "
      "dead-confirmed");
  find->callback([finding, &common, &exit_code] { exit_code = find_persons(common, *finding); });

  auto* show = registers.add_subcommand("show", "Show one human being: every record, source, link; logged");
  auto showing = std::make_shared<PageOptions>();
  add_page_options(*show, *showing);
  show->footer(
      "Examples:\n"
      "  hotline --as registrar register show 4711 --purpose \"complaint 12/2026\"\n"
      "  hotline --as supervisor register show 4711 --purpose \"complaint 12/2026\" --known-on 2026-03-01\n"
      "  hotline --as supervisor register show 4711 --purpose \"court 7/2026\" --as-of 2026-02-03");
  show->callback([showing, &common, &exit_code] { exit_code = show_page(common, *showing); });

  auto* history =
      registers.add_subcommand("history", "One time line of all that was entered, decided and told; logged");
  auto recounting = std::make_shared<PageOptions>();
  add_page_options(*history, *recounting);
  history->footer("Example:\n  hotline --as registrar register history 4711 --purpose \"complaint 12/2026\"");
  history->callback([recounting, &common, &exit_code] { exit_code = show_history(common, *recounting); });

  auto* said = registers.add_subcommand("could-be-said", "What could have been said on a day (supervisors); logged");
  auto saying = std::make_shared<SaidOptions>();
  said->add_option("person", saying->person_id, "Person id")->required();
  said->add_option("--day", saying->day, "YYYY-MM-DD")->required();
  said->add_option("--purpose", saying->purpose, "Why; kept in the log; no names")->required();
  said->footer(
      "Example:\n"
      "  hotline --as supervisor register could-be-said 4711 --day 2026-03-01 --purpose \"complaint 12/2026\"");
  said->callback([saying, &common, &exit_code] { exit_code = show_could_be_said(common, *saying); });

  auto* gaps = registers.add_subcommand("gaps", "How long news took: fact, received, entered, forwarded");
  auto reporting = std::make_shared<GapOptions>();
  gaps->add_option("--from", reporting->first_day, "First day of entering, YYYY-MM-DD")->required();
  gaps->add_option("--to", reporting->last_day, "Last day, at most 366 days")->required();
  gaps->add_option("--source", reporting->source, "Only this source");
  gaps->footer(
      "A year of millions of statements takes longer than the usual ten seconds. Examples:\n"
      "  hotline --as supervisor register gaps --from 2026-03-01 --to 2026-03-31\n"
      "  hotline --timeout 120 --as supervisor register gaps --from 2025-12-01 --to 2026-11-30 --source own-units");
  gaps->callback([reporting, &common, &exit_code] { exit_code = report_gaps(common, *reporting); });
}

}  // namespace hotline::cli
