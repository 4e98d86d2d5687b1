#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <memory>

#include "cli/bulletin_month.hpp"
#include "cli/bulletin_words.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/facts.hpp"
#include "cli/names.hpp"
#include "core/time.hpp"
#include "hotline/v1/reporting_service.grpc.pb.h"

namespace hotline::cli {
namespace {

using Stub = v1::ReportingService::Stub;

struct FigureOptions {
  std::string table;
  std::string as_of;
  std::string known_on;
  bool csv = false;
  bool json = false;
  std::string source;
  std::string measure;
  std::string definition;
  std::string citation;
  std::string request_id;
  std::int64_t value = -1;
  std::int64_t value_min = -1;
  std::int64_t value_max = -1;
  std::string from;
  std::string to;
  std::string month;
  std::string out;
  std::string language = "uk";
  std::vector<std::string> measures;
};

constexpr char kTables[] =
    "questions, answers, channels, states, waiting, time-to-answer, callbacks, records, status, rung, region, source "
    "or week";

// A full day into the message; false and a message when it is none.
bool put_day(const char* option, const std::string& text, v1::PartialDate* (*into)(google::protobuf::Message&),
             google::protobuf::Message& request, int& exit_code) {
  if (text.empty()) return true;
  const auto date = core::parse_date(text);
  if (!date || !date->full()) {
    exit_code = usage_error(std::string(option) + ": a full date, as 2026-03-31");
    return false;
  }
  v1::PartialDate& message = *into(request);
  message.set_year(date->year);
  message.set_month(date->month);
  message.set_day(date->day);
  return true;
}

template <typename Request, v1::PartialDate* (Request::*Field)()>
v1::PartialDate* field_of(google::protobuf::Message& request) {
  return (static_cast<Request&>(request).*Field)();
}

template <typename Request>
bool put_times(const FigureOptions& options, Request& request, int& exit_code) {
  return put_day("--as-of", options.as_of, field_of<Request, &Request::mutable_as_of>, request, exit_code) &&
         put_day("--known-on", options.known_on, field_of<Request, &Request::mutable_known_on>, request, exit_code);
}

// A file that is there already is somebody's; said before anything is asked for.
bool is_there(const std::string& path) {
  std::error_code ignored;
  return !path.empty() && std::filesystem::exists(path, ignored);
}

// Pieces as one text. JSON: one array with a table on each line.
class Joined {
 public:
  explicit Joined(bool csv) : csv_(csv), text_(csv ? "" : "[\n") {}
  void add(std::string piece) {
    if (!csv_ && !piece.empty() && piece.back() == '\n') piece.pop_back();
    if (!first_) text_ += csv_ ? "\n" : ",\n";
    first_ = false;
    text_ += piece;
  }
  std::string text() const { return csv_ ? text_ : text_ + "\n]\n"; }

 private:
  bool csv_;
  bool first_ = true;
  std::string text_;
};

int export_figures(const Common& common, const FigureOptions& options, v1::FigureTable table) {
  if (is_there(options.out)) return usage_error(options.out + " is there already");
  v1::ExportFiguresRequest request;
  request.set_format(options.csv ? v1::EXPORT_FORMAT_CSV : v1::EXPORT_FORMAT_JSON);
  if (table != v1::FIGURE_TABLE_UNSPECIFIED) request.add_tables(table);
  int exit_code = kDone;
  if (!put_times(options, request, exit_code)) return exit_code;
  const auto stub = v1::ReportingService::NewStub(common.channel());
  grpc::ClientContext context;
  common.prepare(context);
  const auto reader = stub->ExportFigures(&context, request);
  v1::ExportFiguresResponse piece;
  Joined joined(options.csv);
  while (reader->Read(&piece)) joined.add(piece.piece());
  const grpc::Status status = reader->Finish();
  if (!status.ok()) return print_error(rpc::error_from(status), rpc::call_id_of(status));
  if (!options.out.empty()) return write_new_file(options.out, joined.text(), FileIs::kForAll);
  std::cout << joined.text();
  return kDone;
}

int show_figures(const Common& common, const FigureOptions& options) {
  v1::FigureTable table = v1::FIGURE_TABLE_UNSPECIFIED;
  const bool all = options.table == "all";
  if (!all && (!parse_enum_text("FIGURE_TABLE_", options.table, v1::FigureTable_Parse, table) ||
               table == v1::FIGURE_TABLE_UNSPECIFIED)) {
    return usage_error(std::string("TABLE: ") + kTables + ", or all with --csv or --json");
  }
  if (options.csv && options.json) return usage_error("--csv or --json, not both");
  if (options.csv || options.json) return export_figures(common, options, table);
  if (all) return usage_error("all: with --csv or --json");
  if (!options.out.empty()) return usage_error("--out: with --csv or --json");
  v1::GetFiguresRequest request;
  request.set_table(table);
  int exit_code = kDone;
  if (!put_times(options, request, exit_code)) return exit_code;
  const auto stub = v1::ReportingService::NewStub(common.channel());
  v1::GetFiguresResponse response;
  const int called = call(common, *stub, &Stub::GetFigures, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
    return kDone;
  }
  const v1::ReleasedTable& shown = response.table();
  if (response.trial()) std::cout << "TRIAL: everybody in this register is invented.\n\n";
  std::cout << shown.title() << ", " << shown.month() << '\n' << shown.definition() << "\n\n";
  const BulletinWords words(v1::LANGUAGE_EN);
  Table rows({"row", "number"});
  for (const auto& row : shown.rows()) rows.add({row.row(), words.cell(row)});
  std::cout << rows.text() << "rounded to five; released " << date_text(shown.released_on()) << ", SHA-256 "
            << shown.sha256() << '\n';
  return kDone;
}

int add_figure(const Common& common, const FigureOptions& options) {
  v1::PutFigureRequest request;
  request.set_request_id(options.request_id.empty() ? new_request_id() : options.request_id);
  request.set_source(options.source);
  request.set_measure(options.measure);
  request.set_definition(options.definition);
  request.set_citation(options.citation);
  const bool range = options.value_min >= 0 && options.value_max >= 0;
  const bool half = (options.value_min >= 0) != (options.value_max >= 0);
  if (half || range == (options.value >= 0)) return usage_error("--value N, or --at-least N with --at-most N");
  request.set_value_min(range ? options.value_min : options.value);
  request.set_value_max(range ? options.value_max : options.value);
  int exit_code = kDone;
  if (!put_day("--as-of", options.as_of, field_of<v1::PutFigureRequest, &v1::PutFigureRequest::mutable_as_of>, request,
               exit_code)) {
    return exit_code;
  }
  const auto stub = v1::ReportingService::NewStub(common.channel());
  v1::PutFigureResponse response;
  const int called = call(common, *stub, &Stub::PutFigure, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
  } else {
    std::cout << "figure " << response.figure_id() << " kept; a correction is another figure\n";
  }
  return kDone;
}

// Typed by people: what a spreadsheet would take for a formula is marked as text.
std::string csv_field(const std::string& value) {
  std::string out = "\"";
  if (!value.empty() && std::string_view("=+-@\t\r").find(value.front()) != std::string_view::npos) out += '\'';
  for (const char c : value) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string comparison_csv(const std::string& measure, const v1::CompareSourcesResponse& response) {
  std::string text = response.trial() ? "# TRIAL: everybody in this register is invented.\n" : "";
  text +=
      "# Totals as their sources published them, side by side; none is the bureau's, and no mean of them means "
      "anything.\n";
  text += "measure,as_of,source,value_min,value_max,contradicted,definition,citation,entered_on\n";
  for (const auto& day : response.comparisons()) {
    for (const auto& figure : day.figures()) {
      text += csv_field(measure) + "," + date_text(day.as_of()) + "," + csv_field(figure.source()) + "," +
              std::to_string(figure.value_min()) + "," + std::to_string(figure.value_max()) + "," +
              (day.contradictory() ? "yes" : "no") + "," + csv_field(figure.definition()) + "," +
              csv_field(figure.citation()) + "," + date_text(figure.entered_on()) + "\n";
    }
  }
  return text;
}

int compare_sources(const Common& common, const FigureOptions& options) {
  using Request = v1::CompareSourcesRequest;
  Request request;
  request.set_measure(options.measure);
  int exit_code = kDone;
  if (!put_day("--from", options.from, field_of<Request, &Request::mutable_from>, request, exit_code) ||
      !put_day("--to", options.to, field_of<Request, &Request::mutable_to>, request, exit_code) ||
      !put_day("--known-on", options.known_on, field_of<Request, &Request::mutable_known_on>, request, exit_code)) {
    return exit_code;
  }
  const auto stub = v1::ReportingService::NewStub(common.channel());
  v1::CompareSourcesResponse response;
  const int called = call(common, *stub, &Stub::CompareSources, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
    return kDone;
  }
  if (options.csv) {
    std::cout << comparison_csv(options.measure, response);
    return kDone;
  }
  if (response.comparisons().empty()) std::cout << "no figure of this measure is known\n";
  for (const auto& day : response.comparisons()) {
    std::cout << "as of " << date_text(day.as_of())
              << (day.contradictory() ? "   these totals contradict each other\n" : "\n");
    Table table({"total", "source", "entered", "counts", "citation"});
    for (const auto& figure : day.figures()) {
      std::string total = std::to_string(figure.value_min());
      if (figure.value_max() != figure.value_min()) total += " to " + std::to_string(figure.value_max());
      table.add({total, figure.source(), date_text(figure.entered_on()), figure.definition(), figure.citation()});
    }
    std::cout << table.text() << '\n';
  }
  return kDone;
}

std::string busiest_hour(const v1::DayVolume& day) {
  if (day.questions() == 0) return {};
  int busiest = 0;
  for (int hour = 1; hour < day.questions_by_hour_size(); ++hour) {
    if (day.questions_by_hour(hour) > day.questions_by_hour(busiest)) busiest = hour;
  }
  return std::to_string(busiest) + ": " + std::to_string(day.questions_by_hour(busiest));
}

int show_volumes(const Common& common, const FigureOptions& options) {
  using Request = v1::GetVolumesRequest;
  Request request;
  int exit_code = kDone;
  if (!put_day("--from", options.from, field_of<Request, &Request::mutable_from>, request, exit_code) ||
      !put_day("--to", options.to, field_of<Request, &Request::mutable_to>, request, exit_code)) {
    return exit_code;
  }
  const auto stub = v1::ReportingService::NewStub(common.channel());
  v1::GetVolumesResponse response;
  const int called = call(common, *stub, &Stub::GetVolumes, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
    return kDone;
  }
  Table table({"day", "questions", "by portals", "busiest hour (UTC)", "inquiries opened", "callbacks opened", "told",
               "lapsed", "ended", "tries", "due at its end", "wait for family", "lapsed at its end"});
  for (const auto& day : response.days()) {
    const auto text = [](std::int64_t number) { return std::to_string(number); };
    const v1::CallbackVolume& callbacks = day.callbacks();
    table.add({date_text(day.day()), text(day.questions()), text(day.by_portals()), busiest_hour(day),
               text(day.inquiries_opened()), text(callbacks.opened()), text(callbacks.told()), text(callbacks.lapsed()),
               text(callbacks.ended_otherwise()), text(callbacks.tries()), text(callbacks.due_at_end()),
               text(callbacks.waiting_for_family_at_end()), text(callbacks.lapsed_at_end())});
  }
  std::cout << table.text();
  return kDone;
}

int report_month(const Common& common, const FigureOptions& options) {
  if (is_there(options.out)) return usage_error(options.out + " is there already");
  Bulletin bulletin;
  const int gathered = gather_bulletin(common, options.month, options.measures, bulletin);
  if (gathered != kDone) return gathered;
  const std::string html = bulletin_html(bulletin, language_of(options.language));
  std::string sha256;
  const int published = publish_bulletin(common, bulletin, html, options.out, sha256);
  if (published != kDone) return published;
  std::cout << options.out << "\nSHA-256 " << sha256 << ", placed in the log\n";
  return kDone;
}

void add_times(CLI::App& command, FigureOptions& options) {
  command.add_option("--as-of", options.as_of, "The last month that had ended on this day; today when left out");
  command.add_option("--known-on", options.known_on, "As known on this day; today when left out");
}

void add_figure_group(CLI::App& app, const Common& common, int& exit_code) {
  auto* figure = app.add_subcommand("figure", "Totals that others have published, side by side and never averaged");
  figure->require_subcommand(1);
  const auto options = std::make_shared<FigureOptions>();
  auto* add = figure->add_subcommand("add", "Keep a published total with its source (reporters, supervisors)");
  add->footer(
      "Example, two totals of one army's dead for one day:\n"
      "  hotline figure add --measure dead-of-one-army --as-of 2022-03-02 --value 498 --source 'one side' \\\n"
      "    --definition 'own dead, as announced' --citation 'announcement of that day'\n"
      "  hotline figure add --measure dead-of-one-army --as-of 2022-03-02 --at-least 5500 --at-most 6500 --source 'the "
      "other "
      "side' \\\n    --definition 'about 6,000 dead of the other army' --citation 'announcement of that day'\n"
      "  hotline figure compare dead-of-one-army");
  add->add_option("--source", options->source, "Who published it")->required();
  add->add_option("--measure", options->measure, "What is counted: lower case letters, digits and hyphens")->required();
  add->add_option("--definition", options->definition, "How the source says it counts")->required();
  add->add_option("--as-of", options->as_of, "The day up to which it counts")->required();
  add->add_option("--value", options->value, "The total")
      ->check(CLI::Range(std::int64_t{0}, std::int64_t{1'000'000'000}));
  add->add_option("--at-least", options->value_min, "The lower end of a range")
      ->check(CLI::Range(std::int64_t{0}, std::int64_t{1'000'000'000}));
  add->add_option("--at-most", options->value_max, "The upper end of a range")
      ->check(CLI::Range(std::int64_t{0}, std::int64_t{1'000'000'000}));
  add->add_option("--citation", options->citation, "Where it can be read again")->required();
  add->add_option("--request-id", options->request_id, "UUID; the same one again puts nothing twice");
  add->callback([options, &common, &exit_code] { exit_code = add_figure(common, *options); });
  auto* compare = figure->add_subcommand("compare", "What each source says, by day (reporters, supervisors)");
  compare->add_option("MEASURE", options->measure)->required();
  compare->add_option("--from", options->from, "From this day");
  compare->add_option("--to", options->to, "To this day");
  compare->add_option("--known-on", options->known_on, "As known on this day");
  compare->add_flag("--csv", options->csv, "As CSV with definitions and citations; hotline --json: as JSON");
  compare->callback([options, &common, &exit_code] { exit_code = compare_sources(common, *options); });
}

}  // namespace

void add_figure_commands(CLI::App& app, const Common& common, int& exit_code) {
  add_figure_group(app, common, exit_code);
  const auto options = std::make_shared<FigureOptions>();
  auto* figures = app.add_subcommand(
      "figures", "A released table of a month, rounded so that it betrays nobody (reporters, supervisors)");
  figures->add_option("TABLE", options->table, kTables)->required();
  add_times(*figures, *options);
  figures->add_flag("--csv", options->csv, "As CSV with the definition");
  figures->add_flag("--json", options->json, "As a JSON array with the definitions, one table on a line");
  figures->add_option("--out", options->out,
                      "With --csv or --json: a new file to write; standard output when left out");
  figures->callback([options, &common, &exit_code] { exit_code = show_figures(common, *options); });

  auto* volumes = app.add_subcommand("volumes", "Exact counts of the desk's work by day (supervisors)");
  volumes->add_option("--from", options->from, "First day")->required();
  volumes->add_option("--to", options->to, "Last day, at most 91 days later")->required();
  volumes->callback([options, &common, &exit_code] { exit_code = show_volumes(common, *options); });

  auto* report = app.add_subcommand("report", "Bulletins");
  report->require_subcommand(1);
  auto* month = report->add_subcommand(
      "month",
      "The bulletin of a released month as one page to print, its hash placed in the log (reporters, supervisors)");
  month->add_option("MONTH", options->month, "As 2026-03; on TRIAL also the month under way")->required();
  month->add_option("--out", options->out, "New file to write")->required();
  month->add_option("--language", options->language, "Language of the page: uk, ru or en")
      ->check(CLI::IsMember({"uk", "ru", "en"}))
      ->capture_default_str();
  month->add_option("--measure", options->measures, "Also what others have published of this measure; may be repeated");
  month->callback([options, &common, &exit_code] { exit_code = report_month(common, *options); });
}

}  // namespace hotline::cli
