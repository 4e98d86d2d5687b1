#include <sys/stat.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <memory>
#include <sstream>

#include "cli/commands.hpp"
#include "cli/countersigning.hpp"
#include "cli/import_session.hpp"
#include "cli/names.hpp"
#include "cli/sample/register.hpp"

namespace hotline::cli {
namespace {

struct ImportOptions {
  std::string file;
  std::string source;
  std::string side;
  std::string separator;
  std::string refused;
};

void print_summary(const ImportSummary& summary, const std::string& refused_file) {
  const auto count = [&](v1::RowOutcomeKind kind) { return summary.by_outcome[static_cast<std::size_t>(kind)]; };
  Table table({"outcome", "rows"});
  table.add({"new", std::to_string(count(v1::ROW_OUTCOME_KIND_NEW))});
  table.add({"statement added", std::to_string(count(v1::ROW_OUTCOME_KIND_STATEMENT_ADDED))});
  table.add({"unchanged", std::to_string(count(v1::ROW_OUTCOME_KIND_UNCHANGED))});
  table.add({"refused", std::to_string(count(v1::ROW_OUTCOME_KIND_REFUSED))});
  if (summary.resumed_after > 0) {
    table.add({"imported before", std::to_string(summary.resumed_after)});
  }
  const double sent = static_cast<double>(summary.rows - summary.resumed_after);
  std::cout << table.text() << "list      " << hex_text(summary.list_id) << "\nrows      " << summary.rows << " in "
            << std::fixed << std::setprecision(1) << summary.seconds << " s (" << std::setprecision(0)
            << (summary.seconds > 0 ? sent / summary.seconds : 0) << " rows/s)\n";
  if (count(v1::ROW_OUTCOME_KIND_REFUSED) > 0) {
    std::cout << "refused   " << refused_file << " (correct it and import it again)\n";
  }
}

void print_summary_json(const ImportSummary& summary) {
  std::cout << "{\n \"list_id\": \"" << hex_text(summary.list_id) << "\",\n \"rows\": " << summary.rows
            << ",\n \"resumed_after\": " << summary.resumed_after
            << ",\n \"new\": " << summary.by_outcome[v1::ROW_OUTCOME_KIND_NEW]
            << ",\n \"statement_added\": " << summary.by_outcome[v1::ROW_OUTCOME_KIND_STATEMENT_ADDED]
            << ",\n \"unchanged\": " << summary.by_outcome[v1::ROW_OUTCOME_KIND_UNCHANGED]
            << ",\n \"refused\": " << summary.by_outcome[v1::ROW_OUTCOME_KIND_REFUSED]
            << ",\n \"seconds\": " << summary.seconds << "\n}\n";
}

// Refused rows hold names: only the user may read the file, and an empty one is not left behind.
int import_stream(const Common& common, const ImportTask& task, std::istream& in, const std::string& refused_file,
                  ImportSummary& summary) {
  const mode_t kept = umask(0077);
  std::ofstream refused(refused_file, std::ios::binary | std::ios::trunc);
  umask(kept);
  if (!refused) return usage_error("the file for refused rows cannot be written: " + refused_file);
  const int code = import_list(common, task, in, refused, summary);
  refused.close();
  if (std::filesystem::file_size(refused_file) == 0) std::filesystem::remove(refused_file);
  return code;
}

int import_file(const Common& common, ImportOptions options) {
  ImportTask task;
  task.source = options.source;
  task.label = "import";
  if (!parse_enum_text("SIDE_", options.side, v1::Side_Parse, task.side) || task.side == v1::SIDE_UNSPECIFIED) {
    return usage_error("--side: adversary, own, civilian or child");
  }
  const std::string ending = std::filesystem::path(options.file).extension().string();
  task.separator = ending == ".tsv" || ending == ".tab" ? Separator::kTab : Separator::kComma;
  if (options.separator == "comma") task.separator = Separator::kComma;
  if (options.separator == "tab") task.separator = Separator::kTab;
  if (options.separator == "semicolon") task.separator = Separator::kSemicolon;
  std::ifstream in(options.file, std::ios::binary);
  if (!in || std::filesystem::is_directory(options.file))
    return usage_error("the file cannot be read: " + options.file);
  if (options.refused.empty()) options.refused = options.file + ".refused" + (ending.empty() ? ".csv" : ending);
  ImportSummary summary;
  const int code = import_stream(common, task, in, options.refused, summary);
  if (code == kDone || code == kRowsRefused) {
    common.json ? print_summary_json(summary) : print_summary(summary, options.refused);
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
    std::stringstream csv;
    sample::write_csv(csv, list);
    ImportTask task;
    task.source = list.source;
    task.side = to_proto(list.side);
    task.label = list.source;
    std::ostringstream refused;
    ImportSummary summary;
    const int code = import_list(common, task, csv, refused, summary);
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
    print_summary_json(all);
  } else {
    std::cout << table.text();
  }
  return kDone;
}

}  // namespace

void add_import_commands(CLI::App& app, const Common& common, int& exit_code) {
  auto* import = app.add_subcommand("import", "Import a list into the register (registrars)");
  import->footer(
      "Columns: ops/docs/list_format.md. Interrupted, the same command goes on where it stood.\n"
      "Examples:\n"
      "  hotline --as registrar import captured.csv --source own-internment --side adversary\n"
      "  hotline --as registrar import captured.csv.refused.csv --source own-internment --side adversary\n"
      "Exit codes: 0 all rows imported, 7 some refused, 2 wrong file or header, 3 refused, 6 try again.");
  auto options = std::make_shared<ImportOptions>();
  import->add_option("file", options->file, "UTF-8 CSV or TSV with a header row")->required();
  import->add_option("--source", options->source, "Source id (hotline register sources)")->required();
  import->add_option("--side", options->side, "adversary, own, civilian or child")->required();
  import->add_option("--separator", options->separator, "comma, tab or semicolon; by the file's ending when left out")
      ->check(CLI::IsMember({"comma", "tab", "semicolon"}));
  import->add_option("--refused", options->refused, "File for refused rows; FILE.refused.csv when left out");
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
sample->callback([sampling, &common, &exit_code] { exit_code = load_sample(common, *sampling); });
}  // namespace hotline::cli

}  // namespace hotline::cli
