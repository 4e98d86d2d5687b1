#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <iostream>
#include <memory>
#include <numbers>
#include <optional>

#include "cli/commands.hpp"
#include "cli/data_folders.hpp"
#include "core/date_text.hpp"
#include "core/normal.hpp"
#include "matching/birth_date.hpp"
#include "matching/lexicon.hpp"
#include "matching/model.hpp"
#include "matching/model_text.hpp"
#include "matching/pair_model.hpp"
#include "matching/refit.hpp"

namespace hotline::cli {
namespace {

using matching::model_text::split;
namespace fs = std::filesystem;
using matching::Lexicon;

constexpr std::size_t kBytesMax = 1U << 30;
constexpr std::size_t kFaultsShown = 20;

fs::path default_lexicon() {
  return data_folder("share/hotline/lexicon", "services/matching/lexicon");
}

struct PairRow {
  core::NameParts query, record;
  core::PartialDate query_birth, record_birth;
  std::optional<bool> label;
  std::string kind;
};

// A table with a header line. What is wrong is told by row and column, never by value.
class PairTable {
 public:
  // The columns beside the two names that must be there.
  explicit PairTable(bool labelled) : labelled_(labelled) {}

  int read(const std::string& path) {
    auto text = read_text(path, kBytesMax);
    if (!text) return usage_error(text.error().message);
    text_ = std::move(*text);
    std::string_view rest = text_;
    if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
    if (!read_header(next_line(rest))) return finish();
    for (std::size_t row = 1; !rest.empty(); ++row) read_row(row, next_line(rest));
    return finish();
  }
  const std::vector<PairRow>& rows() const { return rows_; }

 private:
  static std::string_view next_line(std::string_view& rest) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }

  bool read_header(std::string_view line) {
    const auto heads = split(line, '\t');
    const auto place = [&](std::string_view name) -> std::optional<std::size_t> {
      const auto at = std::find(heads.begin(), heads.end(), name);
      if (at == heads.end()) return std::nullopt;
      return static_cast<std::size_t>(at - heads.begin());
    };
    width_ = heads.size();
    query_ = place("query_name");
    record_ = place("record_name");
    query_birth_ = place("query_birth");
    record_birth_ = place("record_birth");
    label_ = place("label");
    kind_ = place("kind");
    if (!query_) fault("the header has no column query_name");
    if (!record_) fault("the header has no column record_name");
    if (labelled_ && !label_) fault("the header has no column label");
    return faults_.empty();
  }

  void read_row(std::size_t row, std::string_view line) {
    const auto cells = split(line, '\t');
    const std::string where = "row " + std::to_string(row) + ": ";
    if (cells.size() != width_) {
      fault(where + "has " + std::to_string(cells.size()) + " columns, the header " + std::to_string(width_));
      return;
    }
    PairRow pair;
    pair.query.line = cells[*query_];
    pair.record.line = cells[*record_];
    check_text(pair.query.line, where + "query_name ");
    check_text(pair.record.line, where + "record_name ");
    read_birth(cells, query_birth_, where + "query_birth ", pair.query_birth);
    read_birth(cells, record_birth_, where + "record_birth ", pair.record_birth);
    if (kind_) pair.kind = cells[*kind_];
    if (labelled_) {
      const std::string_view label = cells[*label_];
      if (label != "0" && label != "1") fault(where + "label must be 0 or 1");
      pair.label = label == "1";
    }
    rows_.push_back(std::move(pair));
  }

  void check_text(const std::string& name, const std::string& where) {
    if (!core::valid_utf8(name)) fault(where + "is not UTF-8");
  }

  void read_birth(const std::vector<std::string_view>& cells, std::optional<std::size_t> column,
                  const std::string& where, core::PartialDate& date) {
    if (!column || cells[*column].empty()) return;
    const auto read = core::read_date(cells[*column]);
    if (read)
      date = *read;
    else
      fault(where + "is not a date; write YYYY-MM-DD, YYYY-MM or YYYY");
  }

  void fault(std::string text) {
    ++fault_count_;
    if (faults_.size() < kFaultsShown) faults_.push_back(std::move(text));
  }

  int finish() const {
    if (fault_count_ == 0) return kDone;
    for (const std::string& text : faults_) std::cerr << text << '\n';
    if (fault_count_ > faults_.size()) std::cerr << "and " << fault_count_ - faults_.size() << " more\n";
    return kUsage;
  }

  bool labelled_;
  std::string text_;
  std::size_t width_ = 0, fault_count_ = 0;
  std::optional<std::size_t> query_, record_, query_birth_, record_birth_, label_, kind_;
  std::vector<PairRow> rows_;
  std::vector<std::string> faults_;
};

struct Options {
  std::string pairs, lexicon, model, held_out;
  std::uint64_t seed = 1;
};

core::Result<std::shared_ptr<const Lexicon>> load_lexicon(const Options& options) {
  const fs::path folder = options.lexicon.empty() ? default_lexicon() : fs::path(options.lexicon);
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    return core::make_error(core::Reason::kInvalidField,
                            "there is no lexicon in " + folder.string() + ": name its folder with --lexicon");
  }
  return Lexicon::load(folder);
}

double probability(const Lexicon& lexicon, const PairRow& row) {
  thread_local matching::Readings query, record;
  matching::read_name(lexicon, row.query, query);
  matching::read_name(lexicon, row.record, record);
  const auto score = matching::score_pair(lexicon.pair_model(), lexicon, query, record);
  const auto births = matching::compare_dates(lexicon, row.query_birth, row.record_birth);
  const double logit = static_cast<double>(score.logit) + static_cast<double>(births.bits) * std::numbers::ln2;
  return 1 / (1 + std::exp(-logit));
}

int run_match(const Options& options) {
  const auto lexicon = load_lexicon(options);
  if (!lexicon) return usage_error(lexicon.error().message);
  PairTable table(false);
  if (const int code = table.read(options.pairs); code != kDone) return code;
  const auto& rows = table.rows();
  Progress progress("pairs", static_cast<std::int64_t>(rows.size()));
  std::string out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::array<char, 64> text{};
    const int length = std::snprintf(text.data(), text.size(), "%zu\t%.9f\n", i + 1, probability(**lexicon, rows[i]));
    out.append(text.data(), static_cast<std::size_t>(length));
    progress.set(static_cast<std::int64_t>(i + 1));
  }
  std::cout << out;
  return kDone;
}

void print_figures(const matching::PairFigures& figures) {
  std::printf(
      "on surnames not fitted on: AUC %.4f, recall at precision 0.99 %.4f (from probability %.4f),\n"
      "calibration error %.4f\n",
      figures.auc, figures.recall, figures.threshold, figures.calibration_error);
  Table kinds({"kind", "pairs", "accepted"});
  const auto add = [&](const auto& of, const char* sign) {
    for (const auto& [name, kind] : of) {
      std::array<char, 32> share{};
      std::snprintf(share.data(), share.size(), "%.4f",
                    static_cast<double>(kind.accepted) / static_cast<double>(kind.pairs));
      kinds.add({sign + (name.empty() ? "(none)" : name), std::to_string(kind.pairs), share.data()});
    }
  };
  add(figures.true_kinds, "+ ");
  add(figures.false_kinds, "- ");
  std::cout << kinds.text();
}

int run_refit(const Options& options) {
  const auto lexicon = load_lexicon(options);
  if (!lexicon) return usage_error(lexicon.error().message);
  PairTable table(true);
  if (const int code = table.read(options.pairs); code != kDone) return code;
  std::vector<matching::LabelledPair> pairs;
  for (const PairRow& row : table.rows()) pairs.push_back({row.query, row.record, *row.label, row.kind});
  std::unique_ptr<Progress> progress;
  matching::RefitOptions refit;
  refit.seed = options.seed;
  refit.progress = [&](std::size_t done, std::size_t of) {
    if (!progress) progress = std::make_unique<Progress>("models fitted", static_cast<std::int64_t>(of));
    progress->set(static_cast<std::int64_t>(done));
  };
  auto fitted = matching::refit_pairs(**lexicon, pairs, refit);
  progress.reset();
  if (!fitted) return usage_error(fitted.error().message);
  std::cout << "seed " << options.seed << ", " << pairs.size() << " pairs\n";
  print_figures(fitted->figures);
  if (!options.held_out.empty()) {
    std::ofstream out(options.held_out);
    for (std::size_t i = 0; i < pairs.size(); ++i) out << i + 1 << '\t' << fitted->held_out[i] << '\n';
    if (!out.flush()) return usage_error("cannot write " + options.held_out);
  }
  if (options.model.empty()) return kDone;
  matching::PairModel model = (*lexicon)->pair_model();
  model.refit(std::move(fitted->fitted));
  std::ofstream out(options.model, std::ios::binary);
  matching::write_model(out, (*lexicon)->weights(), model);
  if (!out.flush()) return usage_error("cannot write " + options.model);
  return kDone;
}

}  // namespace

void add_match_commands(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  const auto common = [&](CLI::App* command) {
    command->add_option("PAIRS", options->pairs, "Table of pairs (TSV with a header line), or - for standard input")
        ->required();
    command->add_option("--lexicon", options->lexicon,
                        "Folder of the lexicon and its model; default: the one beside the program");
  };
  CLI::App* match = app.add_subcommand("match", "How likely two names are one person's, pair by pair; asks no server");
  common(match);
  match->footer(
      "Columns query_name and record_name are needed; query_birth and record_birth are used where they stand, others\n"
      "are passed over. Prints `row<TAB>probability` for each row (from 1), at even odds between true pairs and the\n"
      "hard negatives that the model was fitted on.\n\n"
      "  hotline match pairs.tsv > scores.tsv");
  match->callback([options, &exit_code] { exit_code = run_match(*options); });

  CLI::App* refit = app.add_subcommand("refit", "Fits the weights of the name matcher anew from labelled pairs");
  common(refit);
  refit->add_option("--model", options->model, "Writes the model here; without it only the figures are printed");
  refit->add_option("--held-out", options->held_out, "Writes `row<TAB>probability` by models that saw no such surname");
  refit->add_option("--seed", options->seed, "Seed of folds and trees")->capture_default_str();
  refit->footer(
      "Columns as for `match`, and label (1 one person, 0 two); a column kind groups the figures. The same lexicon,\n"
      "pairs and seed give the same model. All figures are of five models, each asked about surnames it never saw.\n\n"
      "  hotline refit pairs.tsv --model services/matching/lexicon/model.tsv");
  refit->callback([options, &exit_code] { exit_code = run_refit(*options); });
}

}  // namespace hotline::cli
