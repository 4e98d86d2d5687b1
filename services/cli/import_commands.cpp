#include <sys/stat.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>

#include "cli/commands.hpp"
#include "cli/countersigning.hpp"
#include "cli/import_report.hpp"
#include "cli/import_session.hpp"
#include "cli/list_file.hpp"
#include "cli/names.hpp"
#include "cli/sample/register.hpp"
#include "core/date_text.hpp"
#include "core/normal.hpp"
#include "core/status.hpp"

namespace hotline::cli {
namespace {

struct ImportOptions {
  std::string file;
  std::string source;
  std::string side;
  std::string encoding;
  std::string separator;
  std::string refused;
  int sheet = 1;
  std::int32_t attempt = 0;
  std::string received;
  bool dry_run = false;
  std::vector<std::string> maps;
  sheet::Constants constants;
};

// What the columns of this source's last list were understood as.
int remembered_mapping(const Common& common, const std::string& source, std::vector<sheet::MapRule>& remembered) {
  const auto stub = v1::RegistryService::NewStub(common.channel());
  v1::ListSourcesRequest request;
  do {
    v1::ListSourcesResponse response;
    const int called = call(common, *stub, &v1::RegistryService::Stub::ListSources, request, response);
    if (called != kDone) return called;
    for (const auto& one : response.sources()) {
      if (one.source_id() != source) continue;
      for (const auto& rule : one.column_mapping()) remembered.push_back({rule.heading(), rule.column()});
      return kDone;
    }
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  return kDone;  // an unknown source is told by the import
}

// The likeliest encoding is shown and has to be accepted: a wrong one would make other names of all names.
int confirm_encoding(const sheet::ByteFacts& facts, FileOptions& options) {
  if (facts.kind != sheet::FileKind::kText || facts.certain || options.encoding) return kDone;
  const std::string guess(sheet::name_of(facts.encoding));
  const auto answer = ask("The file is not UTF-8; by its letters it is likely " + guess + ". Read it so? (yes or no)");
  if (answer) {
    const std::string word = core::lower_case(*answer);
    if (word == "yes" || word == "y" || word == "так" || word == "да") {
      options.encoding = facts.encoding;
      return kDone;
    }
  }
  // Guessed are these two alone.
  const std::string other = facts.encoding == sheet::Encoding::kKoi8U ? "windows-1251" : "koi8-u";
  return usage_error("the file is not UTF-8; by its letters it is likely " + guess +
                     ": nothing was sent. Look at it and say what it is with --encoding " + guess + " (or " + other +
                     ", utf-8, utf-16)");
}

// Refused rows hold names: only the user may read the file, and an empty one is not left behind.
int import_into(const Common& common, const ImportTask& task, const OpenedList& list, const std::string& refused_file,
                ImportSummary& summary) {
  const mode_t kept = umask(0077);
  std::ofstream file(refused_file, std::ios::binary | std::ios::trunc);
  umask(kept);
  if (!file) return usage_error("the file for refused rows cannot be written: " + refused_file);
  std::error_code failed;
  std::filesystem::permissions(refused_file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write,
                               failed);
  auto refused =
      list.reading.workbook ? sheet::refused_xlsx(refused_file) : sheet::refused_csv(file, list.reading.format);
  int code = import_list(common, task, list, refused.get(), summary);
  const auto finished = refused->finish();
  refused.reset();
  file.close();
  if (!finished) code = print_error(finished.error(), "");
  if (summary.refused_written == 0) std::filesystem::remove(refused_file, failed);
  return code;
}

// A wrong word here would refuse every row.
core::Error check_constants(const sheet::Constants& constants) {
  core::Error error = core::make_error(core::Reason::kInvalidField, "what holds for the whole list is not understood");
  if (!constants.statement.empty() && !core::statement_kind_of(constants.statement)) {
    error.violations.push_back({"--statement",
                                "is a word of the table of statements (ops/docs/list_format.md), like "
                                "captured, missing, killed or exchanged"});
  }
  const std::string& rung = constants.evidence;
  const bool known = rung.size() == 2 && (rung[0] == 'R' || rung[0] == 'r') && rung[1] >= '0' && rung[1] <= '6';
  if (!rung.empty() && !known) error.violations.push_back({"--evidence", "is R0 to R6"});
  if (!constants.fact_date.empty()) {
    const auto date = core::read_date(constants.fact_date);
    if (!date) error.violations.push_back({"--fact-date", date.error().violations.front().description});
  }
  return error;
}

core::Result<FileOptions> file_options(const ImportOptions& options) {
  FileOptions list;
  list.path = options.file;
  list.sheet = options.sheet;
  list.rules.constants = options.constants;
  list.encoding = sheet::encoding_of(options.encoding);
  for (const auto separator : {sheet::Separator::kComma, sheet::Separator::kTab, sheet::Separator::kSemicolon}) {
    if (sheet::name_of(separator) == options.separator) list.separator = separator;
  }
  const auto wrong_constants = check_constants(options.constants);
  if (!wrong_constants.violations.empty()) return wrong_constants;
  for (const std::string& text : options.maps) {
    auto rule = sheet::parse_map_rule(text);
    if (!rule) return rule.error();
    list.rules.maps.push_back(std::move(*rule));
  }
  return list;
}

int wrong_file(const core::Error& error) {
  print_error(error, "");
  return kUsage;  // the file is wrong, not what the server made of it
}

std::string refused_path(const ImportOptions& options, bool workbook) {
  if (!options.refused.empty()) return options.refused;
  const std::string ending = workbook ? ".xlsx" : std::filesystem::path(options.file).extension().string();
  return options.file + ".refused" + (ending.empty() ? ".csv" : ending);
}

int import_file(const Common& common, const ImportOptions& options) {
  ImportTask task;
  task.source = options.source;
  task.label = options.dry_run ? "dry run" : "import";
  task.attempt = options.attempt;
  if (!options.received.empty()) {
    const auto received = core::read_date(options.received);
    if (!received || !received->full())
      return usage_error("--received: the day on which the list reached the bureau, YYYY-MM-DD");
    task.received_day = core::day_number(*received);
  }
  task.dry_run = options.dry_run;
  if (!parse_enum_text("SIDE_", options.side, v1::Side_Parse, task.side) || task.side == v1::SIDE_UNSPECIFIED) {
    return usage_error("--side: adversary, own, civilian or child");
  }
  auto wanted = file_options(options);
  if (!wanted) return wrong_file(wanted.error());
  wanted->side = static_cast<core::Side>(task.side);
  const auto facts = look_at(options.file);
  if (!facts) return wrong_file(facts.error());
  const int confirmed = confirm_encoding(*facts, *wanted);
  if (confirmed != kDone) return confirmed;
  const int remembered = remembered_mapping(common, options.source, wanted->rules.remembered);
  if (remembered != kDone) return remembered;
  const auto list = open_list(*wanted, *facts);
  if (!list) return wrong_file(list.error());

  ImportSummary summary;
  if (task.dry_run) {
    const int code = import_list(common, task, *list, nullptr, summary);
    if (code != kDone && code != kRowsRefused) return code;
    common.json ? print_summary_json(summary, true) : print_dry_run(*list, summary);
    return code;
  }
  const std::string refused = refused_path(options, list->reading.workbook);
  std::error_code failed;
  if (std::filesystem::equivalent(refused, options.file, failed)) {
    return usage_error("--refused is the list itself: name another file");
  }
  print_left_out(*list);
  const int code = import_into(common, task, *list, refused, summary);
  if (code == kDone || code == kRowsRefused) {
    common.json ? print_summary_json(summary, false) : print_summary(summary, refused);
  }
  return code;
}

struct SampleOptions {
  std::int64_t persons = 20'000;
  std::uint64_t seed = 1;
  std::string folder;
  std::string second = "second-registrar";
};

v1::Side to_proto(core::Side side) {
  return static_cast<v1::Side>(side);
}

int countersign(const Common& common, const std::string& second, const std::string& list_id) {
  Common signer = common;
  signer.actor = second;
  return countersign_unseen(signer, list_id);
}

int write_files(const SampleOptions& options, const std::vector<sample::List>& lists) {
  std::filesystem::create_directories(options.folder);
  for (const auto& list : lists) {
    const auto path = std::filesystem::path(options.folder) / list.file_name;
    std::ofstream out(path, std::ios::binary);
    sample::write_csv(out, list);
    if (!out) return usage_error("cannot be written: " + path.string());
    std::cout << path.string() << "  --source " << list.source << "  " << list.rows.size() << " rows\n";
  }
  return kDone;
}

int load_sample(const Common& common, const SampleOptions& options) {
  sample::Options wanted;
  wanted.persons = static_cast<std::size_t>(options.persons);
  wanted.seed = options.seed;
  if (!options.folder.empty()) return write_files(options, sample::generate(wanted));
  const auto trial = is_trial(common);
  if (!trial) return print_error(trial.error(), "");
  if (!*trial) return usage_error("this database is LIVE: invented people have no place in it");
  Table table({"source", "rows", "new", "statement added", "unchanged", "refused"});
  ImportSummary all;
  for (const auto& list : sample::generate(wanted)) {
    auto csv = std::make_unique<std::stringstream>();
    sample::write_csv(*csv, list);
    const auto opened = open_plain_list(std::move(csv), list.side);
    if (!opened) return wrong_file(opened.error());
    ImportTask task;
    task.source = list.source;
    task.side = to_proto(list.side);
    task.label = list.source;
    std::ostringstream refused;
    const auto refused_rows = sheet::refused_csv(refused, opened->reading.format);
    ImportSummary summary;
    const int code = import_list(common, task, *opened, refused_rows.get(), summary);
    if (code == kRowsRefused) std::cerr << refused.str();
    if (code != kDone) return code;
    const int signed_off = countersign(common, options.second, summary.list_id);
    if (signed_off != kDone) return signed_off;
    const auto count = [&](v1::RowOutcomeKind kind) { return summary.by_outcome[static_cast<std::size_t>(kind)]; };
    table.add({list.source, std::to_string(summary.rows), std::to_string(count(v1::ROW_OUTCOME_KIND_NEW)),
               std::to_string(count(v1::ROW_OUTCOME_KIND_STATEMENT_ADDED)),
               std::to_string(count(v1::ROW_OUTCOME_KIND_UNCHANGED) + summary.resumed_after),
               std::to_string(count(v1::ROW_OUTCOME_KIND_REFUSED))});
    for (std::size_t i = 0; i < all.by_outcome.size(); ++i) all.by_outcome[i] += summary.by_outcome[i];
    all.rows += summary.rows;
    all.seconds += summary.seconds;
  }
  if (common.json) {
    print_summary_json(all, false);
  } else {
    std::cout << table.text();
  }
  return kDone;
}

}  // namespace

void add_import_commands(CLI::App& app, const Common& common, int& exit_code) {
  auto* import = app.add_subcommand("import", "Import a list into the register (registrars)");
  import->footer(
      "CSV, TSV or .xlsx with a header; headings in Ukrainian, Russian or English (ops/docs/list_format.md).\n"
      "Interrupted, the same command goes on where it stood.\n"
      "Examples:\n"
      "  hotline --as registrar import captured.xlsx --source own-internment --side adversary --dry-run\n"
      "  hotline --as registrar import captured.csv --source own-internment --side adversary\n"
      "  hotline --as registrar import morgue.csv --source morgue --side adversary --encoding windows-1251 \\\n"
      "      --statement body_identified --evidence R3 --map \"Особа=name\" --map \"Шафа=\"\n"
      "  hotline --as registrar import captured.csv.refused.csv --source own-internment --side adversary\n"
      "Exit codes: 0 all rows imported, 7 some refused, 2 wrong file, header or an encoding to confirm, 3 refused,\n"
      "6 try again.");
  auto options = std::make_shared<ImportOptions>();
  import->add_option("file", options->file, "The list: CSV or TSV with a header, or .xlsx")->required();
  import->add_option("--source", options->source, "Source id (hotline source ls)")->required();
  import->add_option("--side", options->side, "adversary, own, civilian or child; a column may only agree")->required();
  import->add_flag("--dry-run", options->dry_run,
                   "Write nothing: show how the columns were understood, counts, refusals, likely duplicates");
  import
      ->add_option("--map", options->maps,
                   "\"HEADING=column\"; \"HEADING=\" passes over; \"#5=column\" is the fifth column. Repeatable")
      ->allow_extra_args(false);
  import->add_option("--statement", options->constants.statement, "For rows that say none: captured, missing, ...");
  import->add_option("--evidence", options->constants.evidence, "For rows that say none: R0 to R6");
  import->add_option("--fact-date", options->constants.fact_date, "For rows that say none: when it happened");
  import->add_option("--place", options->constants.place, "For rows that say none: where it happened");
  import->add_option("--encoding", options->encoding, "utf-8, utf-16, windows-1251 or koi8-u; found when left out")
      ->check(CLI::IsMember({"utf-8", "utf-16", "windows-1251", "koi8-u"}));
  import->add_option("--separator", options->separator, "comma, tab or semicolon; found when left out")
      ->check(CLI::IsMember({"comma", "tab", "semicolon"}));
  import->add_option("--sheet", options->sheet, "Which sheet of a workbook")
      ->check(CLI::Range(1, 1'000))
      ->capture_default_str();
  import->add_option("--received", options->received,
                     "The day on which the list reached the bureau; today when left out");
  import->add_option("--attempt", options->attempt, "Raise it to import a list again that was withdrawn")
      ->check(CLI::Range(0, 99))
      ->capture_default_str();
  import->add_option("--refused", options->refused,
                     "File for refused rows; FILE.refused with its ending when left out");
  import->callback([options, &common, &exit_code] { exit_code = import_file(common, *options);
});

auto* sample = app.add_subcommand("sample", "Load the register of invented people (TRIAL databases only)");
sample->footer(
    "Example:\n  hotline --as registrar sample --persons 20000\nThe ten people with known answers: ops/docs/sample.md");
auto sampling = std::make_shared<SampleOptions>();
sample->add_option("--persons", sampling->persons, "How many")
    ->check(CLI::Range(100, 2'000'000))
    ->capture_default_str();
sample->add_option("--seed", sampling->seed, "The same seed gives the same people")->capture_default_str();
sample->add_option("--second", sampling->second, "The actor who countersigns the lists")->capture_default_str();
sample->add_option("--write", sampling->folder, "Only write the lists as CSV files into this folder");
sample->callback([sample, sampling, &common, &exit_code] {
  if (sample->get_subcommands().empty()) exit_code = load_sample(common, *sampling);
});
add_sample_desk(*sample, common, exit_code);
}  // namespace hotline::cli

}  // namespace hotline::cli
