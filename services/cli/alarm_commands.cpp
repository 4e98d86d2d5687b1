#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <random>

#include "cli/commands.hpp"
#include "cli/ground.hpp"
#include "cli/names.hpp"
#include "cli/sample/load.hpp"
#include "cli/watching.hpp"
#include "hotline/v1/alarm_service.grpc.pb.h"

namespace hotline::cli {
namespace {

using Alarms = v1::AlarmService::Stub;

constexpr int kCanariesDefault = 50;
constexpr int kCanariesMost = 200;

struct AlarmOptions {
  GroundOptions ground;
  std::int64_t number = 0;
  std::string source;
  std::string side = "adversary";
  int count = kCanariesDefault;
  bool all = false;
  bool watch = false;
  bool once = false;
};

std::string what_of(const v1::Alarm& alarm) {
  std::string what = enum_text(v1::AlarmKind_Name(alarm.kind()), "ALARM_KIND_");
  if (alarm.pattern() != v1::ALARM_PATTERN_UNSPECIFIED) {
    what += ": " + enum_text(v1::AlarmPattern_Name(alarm.pattern()), "ALARM_PATTERN_");
  }
  return what;
}

std::string who_of(const v1::Alarm& alarm) {
  if (alarm.actor().empty()) return "all callers";
  return alarm.actor() + (alarm.credential() == "socket" ? "" : " at " + alarm.credential());
}

std::string entry_of(const v1::Alarm& alarm) {
  return alarm.tree() == 0 ? "" : std::to_string(alarm.tree()) + ":" + std::to_string(alarm.log_index());
}

std::string line_of(const v1::Alarm& alarm) {
  std::string line = alarm.acknowledged_by().empty() ? "ALARM " : "acknowledged ";
  line += std::to_string(alarm.alarm_number()) + "  " + what_of(alarm) + "  " + who_of(alarm) + "  count " +
          std::to_string(alarm.count()) + "  " + instant_text(alarm.raised_at());
  if (!entry_of(alarm).empty()) line += "  log entry " + entry_of(alarm);
  if (!alarm.acknowledged_by().empty()) line += "  by " + alarm.acknowledged_by() + ": " + alarm.ground();
  return line + '\n';
}

int watch_alarms(const Common& common, const AlarmOptions& options) {
  const auto stub = v1::AlarmService::NewStub(common.channel());
  v1::WatchAlarmsRequest request;
  const auto begin = [&](grpc::ClientContext& context) { return stub->WatchAlarms(&context, request); };
  const auto take = [&](const v1::WatchAlarmsResponse& message) {
    request.set_cursor(message.cursor());
    if (message.has_alarm() && common.json) print_json(message);
    if (message.has_alarm() && !common.json) std::cout << line_of(message.alarm()) << std::flush;
    return message.has_alarm();
  };
  const grpc::Status status = watch<v1::WatchAlarmsResponse>(common, options.once, begin, take);
  if (status.ok()) return kDone;
  return print_error(rpc::error_from(status), rpc::call_id_of(status));
}

int list_alarms(const Common& common, const AlarmOptions& options) {
  if (options.watch) return watch_alarms(common, options);
  v1::ListAlarmsRequest request;
  request.set_all(options.all);
  const auto stub = v1::AlarmService::NewStub(common.channel());
  v1::ListAlarmsResponse response;
  const int called = call_for_all(common, *stub, &Alarms::ListAlarms, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
    return kDone;
  }
  if (response.alarms().empty()) {
    std::cout << (options.all ? "there was no alarm\n" : "no alarm waits\n");
    return kDone;
  }
  Table table({"alarm", "what", "who", "count", "raised", "log entry", "acknowledged", "what it was"});
  for (const auto& alarm : response.alarms()) {
    table.add({std::to_string(alarm.alarm_number()), what_of(alarm), who_of(alarm), std::to_string(alarm.count()),
               instant_text(alarm.raised_at()), entry_of(alarm), alarm.acknowledged_by(), alarm.ground()});
  }
  std::cout << table.text();
  return kDone;
}

int acknowledge_alarm(const Common& common, const AlarmOptions& options) {
  v1::AcknowledgeAlarmRequest request;
  const int read = read_ground(common, options.ground, *request.mutable_ground());
  if (read != kDone) return read;
  request.set_request_id(new_request_id());
  request.set_alarm_number(options.number);
  const auto stub = v1::AlarmService::NewStub(common.channel());
  v1::AcknowledgeAlarmResponse response;
  const int called = call(common, *stub, &Alarms::AcknowledgeAlarm, request, response);
  if (called != kDone) return called;
  common.json ? print_json(response) : void(std::cout << "acknowledged\n");
  return kDone;
}

v1::Canary canary_of(const sample::Row& row) {
  v1::Canary canary;
  canary.mutable_name()->set_surname(row.surname);
  canary.mutable_name()->set_given_name(row.given_name);
  canary.mutable_name()->set_patronymic(row.patronymic);
  auto& born = *canary.mutable_birth_date();
  born.set_year(std::stoi(row.birth_date.substr(0, 4)));
  born.set_month(std::stoi(row.birth_date.substr(5, 2)));
  born.set_day(std::stoi(row.birth_date.substr(8, 2)));
  canary.set_birthplace(row.birthplace);
  canary.set_unit(row.unit);
  canary.set_rank(row.rank);
  return canary;
}

// Drawn anew each time from a number that nobody has seen, so that nobody, who reads this source either, knows them.
int plant_canaries(const Common& common, const AlarmOptions& options) {
  v1::PlantCanariesRequest request;
  v1::Side side{};
  if (!parse_enum_text("SIDE_", options.side, v1::Side_Parse, side) || side == v1::SIDE_UNSPECIFIED) {
    return usage_error("--side: adversary, own or civilian");
  }
  request.set_request_id(new_request_id());
  request.set_source_id(options.source);
  request.set_side(side);
  std::random_device device;
  const std::uint64_t seed = (std::uint64_t{device()} << 32U) | device();
  sample::generate_rows(static_cast<std::uint64_t>(options.count), seed, 0,
                        [&](const sample::Row& row) { *request.add_canaries() = canary_of(row); });
  const auto stub = v1::AlarmService::NewStub(common.channel());
  v1::PlantCanariesResponse response;
  const int called = call(common, *stub, &Alarms::PlantCanaries, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
    return kDone;
  }
  std::cout << "planted   " << response.planted() << "\nleft out  " << response.left_out()
            << " who are like somebody in the register\nin all    " << response.canaries() << '\n';
  return kDone;
}

int count_canaries(const Common& common, const AlarmOptions& /*options*/) {
  const auto stub = v1::AlarmService::NewStub(common.channel());
  v1::GetCanaryCountResponse response;
  const int called = call(common, *stub, &Alarms::GetCanaryCount, v1::GetCanaryCountRequest(), response);
  if (called != kDone) return called;
  common.json ? print_json(response) : void(std::cout << response.canaries() << '\n');
  return kDone;
}

using AlarmCommand = int (*)(const Common&, const AlarmOptions&);

std::shared_ptr<AlarmOptions> add_alarm(CLI::App& command, const Common& common, int& exit_code, AlarmCommand run) {
  auto options = std::make_shared<AlarmOptions>();
  command.callback([options, &common, &exit_code, run] { exit_code = run(common, *options); });
  return options;
}

}  // namespace

void add_alarm_commands(CLI::App& app, const Common& common, int& exit_code) {
  auto* list = app.add_subcommand("alarms", "What the guard has noticed (supervisors, auditors, administrators)");
  list->footer(
      "An alarm names who asked and what is off, never a person sought. What to do: ops/docs/runbook.md, \"An alarm "
      "came\".\n"
      "Examples:\n"
      "  hotline --as supervisor alarms\n"
      "  hotline --as supervisor alarms --watch\n"
      "  hotline --as auditor alarms --all --json");
  auto listing = add_alarm(*list, common, exit_code, list_alarms);
  list->add_flag("--all", listing->all, "Those too that were acknowledged");
  auto* watch = list->add_flag("--watch", listing->watch, "Print what waits, then each alarm as it comes, without end");
  list->add_flag("--once", listing->once, "With --watch: end when all that waits now has been printed")->needs(watch);

  auto* alarm = app.add_subcommand("alarm", "One alarm");
  alarm->require_subcommand(1);
  alarm->footer("Example:\n  hotline --as supervisor alarm acknowledge 12");
  auto* acknowledged =
      alarm->add_subcommand("acknowledge", "Say that you have looked into it and what it was (supervisors, auditors)");
  auto acknowledging = add_alarm(*acknowledged, common, exit_code, acknowledge_alarm);
  acknowledged->add_option("number", acknowledging->number, "The alarm's number")->required();
  acknowledging->ground.add_to(*acknowledged);

  auto* canary = app.add_subcommand("canary", "Invented persons in the register who raise an alarm when asked for");
  canary->require_subcommand(1);
  canary->footer(
      "Examples:\n"
      "  hotline --as administrator canary plant --count 50 --source sample-internment\n"
      "  hotline --as auditor canary count");
  auto* planted = canary->add_subcommand("plant", "Draw invented persons and plant them (administrators)");
  auto planting = add_alarm(*planted, common, exit_code, plant_canaries);
  planted->add_option("--count", planting->count, "How many")
      ->check(CLI::Range(1, kCanariesMost))
      ->capture_default_str();
  planted->add_option("--source", planting->source, "The source whose statements they are to look like")->required();
  planted->add_option("--side", planting->side, "adversary, own or civilian")->capture_default_str();
  auto* counted = canary->add_subcommand("count", "How many there are (administrators, auditors)");
  add_alarm(*counted, common, exit_code, count_canaries);
}

}  // namespace hotline::cli
