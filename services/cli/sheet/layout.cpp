#include "cli/sheet/layout.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "cli/sheet/headings.hpp"
#include "cli/sheet/xlsx/book.hpp"
#include "core/normal.hpp"

namespace hotline::sheet {
namespace {

constexpr std::size_t kColumnsMax = 200;
// A header knows at least so many headings: one alone could be a word in a title.
constexpr std::size_t kKnownMin = 2;
// One that a person named is as good as two.
constexpr std::size_t kNamedWeight = 2;

struct Meaning {
  std::string column;
  Origin origin = Origin::kTable;
  bool by_number = false;
};

const MapRule* rule_for(const std::vector<MapRule>& rules, const std::string& folded, std::size_t place) {
  const std::string numbered = "#" + std::to_string(place + 1);
  for (const MapRule& rule : rules) {
    if (rule.heading == numbered || (!folded.empty() && fold_heading(rule.heading) == folded)) return &rule;
  }
  return nullptr;
}

std::optional<Meaning> meaning_of(const std::string& heading, std::size_t place, const LayoutRules& rules) {
  const std::string folded = fold_heading(heading);
  if (const MapRule* rule = rule_for(rules.maps, folded, place)) {
    return Meaning{rule->column, Origin::kOption, rule->heading.front() == '#'};
  }
  if (heading.empty()) return Meaning{"", Origin::kBlank};
  // Numbers of columns are not remembered: the next list may have its columns in another order.
  const MapRule* rule = folded.rfind('#', 0) == 0 ? nullptr : rule_for(rules.remembered, folded, kColumnsMax);
  if (rule != nullptr) return Meaning{rule->column, Origin::kRemembered};
  if (const auto known = column_of_heading(heading)) return Meaning{std::string(*known), Origin::kTable};
  return std::nullopt;
}

struct Judged {
  std::size_t known = 0;
  bool name = false;
  bool header() const { return known >= kKnownMin && name; }
};

Judged judge(const std::vector<std::string>& cells, const LayoutRules& rules) {
  Judged judged;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string heading = core::trim(cells[i]);
    const auto meaning = meaning_of(heading, i, rules);
    // A title merged over many columns says one thing many times.
    const bool again = i > 0 && heading == core::trim(cells[i - 1]);
    if (!meaning || again) continue;
    if (meaning->column == "name" || meaning->column == "surname") judged.name = true;
    // A rule by number fits every row and so tells no header.
    if (heading.empty() || meaning->by_number) continue;
    judged.known += meaning->origin == Origin::kTable ? 1 : kNamedWeight;
  }
  return judged;
}

std::string quoted(const std::string& heading) {
  return "\"" + heading + "\"";
}

void check_meanings(const Layout& layout, std::vector<core::FieldViolation>& violations) {
  std::map<std::string, std::vector<std::size_t>> places;
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    const std::string& column = layout.columns[i].column;
    if (!column.empty()) places[column].push_back(i);
  }
  for (const auto& [column, at] : places) {
    if (at.size() < 2) continue;
    bool spread = may_be_spread(column);
    std::string headings;
    for (std::size_t i = 0; i < at.size(); ++i) {
      const std::string& heading = layout.columns[at[i]].heading;
      headings += (i == 0 ? "" : ", ") + quoted(heading);
      const bool beside = i == 0 || at[i] == at[i - 1] + 1;
      spread = spread && beside && fold_heading(heading) == fold_heading(layout.columns[at[0]].heading);
    }
    if (spread) continue;
    violations.push_back({column, "is the meaning of several headings: " + headings +
                                      "; keep one and pass the others over with --map \"HEADING=\" (or --map "
                                      "\"#NUMBER=\" where headings are the same)"});
  }
}

void check_required(const Layout& layout, const Constants& constants, std::vector<core::FieldViolation>& violations) {
  if (!layout.has("statement") && constants.statement.empty()) {
    violations.push_back({"statement", "no heading means it: map one, or give --statement for the whole list"});
  }
  if (!layout.has("evidence") && constants.evidence.empty()) {
    violations.push_back({"evidence", "no heading means it: map one, or give --evidence for the whole list"});
  }
}

core::Error no_header(const std::vector<Line>& lines, const LayoutRules& rules) {
  core::Error error = core::make_error(core::Reason::kInvalidField,
                                       "no header was found in the first " + std::to_string(kHeaderLinesMax) + " rows");
  std::size_t best_known = 0;
  const Line* best = nullptr;
  for (const Line& line : lines) {
    const Judged judged = judge(header_cells(line.cells), rules);
    if (judged.known > best_known) {
      best_known = judged.known;
      best = &line;
    }
  }
  if (best == nullptr || best_known < kKnownMin) {
    error.violations.push_back({"header",
                                "at least two headings must be known, one of them of a name: name yours with --map "
                                "\"HEADING=surname\" and so on (columns: ops/docs/list_format.md)"});
    return error;
  }
  error.violations.push_back({"row " + std::to_string(best->number),
                              "looks like the header, but no heading there means surname or name: give --map "
                              "\"HEADING=surname\" or --map \"HEADING=name\""});
  return error;
}

}  // namespace

core::Result<MapRule> parse_map_rule(const std::string& text) {
  const std::size_t at = text.rfind('=');
  if (at == std::string::npos || at == 0) {
    return core::invalid_field("--map", "is \"HEADING=column\", or \"HEADING=\" for a column that is passed over");
  }
  MapRule rule{core::trim(text.substr(0, at)), core::lower_case(core::trim(text.substr(at + 1)))};
  if (!rule.column.empty() && !is_column(rule.column)) {
    return core::invalid_field("--map", "names no column of a list behind its \"=\" (ops/docs/list_format.md)");
  }
  if (rule.heading.front() != '#' && fold_heading(rule.heading).empty()) {
    return core::invalid_field("--map",
                               "has no letter in its heading: give the number of the column, as in \"#5=rank\"");
  }
  return rule;
}

bool Layout::has(const std::string& column) const {
  return std::any_of(columns.begin(), columns.end(), [&](const Column& one) { return one.column == column; });
}

std::vector<std::string> header_cells(const std::vector<std::string>& cells) {
  std::vector<std::string> full = cells;
  for (std::size_t i = 1; i < full.size(); ++i) {
    if (full[i].size() == 1 && full[i][0] == kCoveredFromLeft) full[i] = full[i - 1];
  }
  return full;
}

std::vector<std::string> data_cells(const std::vector<std::string>& cells) {
  std::vector<std::string> own = cells;
  for (std::string& cell : own) {
    if (cell.size() == 1 && cell[0] == kCoveredFromLeft) cell.clear();
  }
  return own;
}

core::Result<Layout> find_layout(const std::vector<Line>& first_lines, const LayoutRules& rules) {
  std::size_t at = 0;
  Judged judged;
  for (; at < first_lines.size() && !judged.header(); ++at) judged = judge(header_cells(first_lines[at].cells), rules);
  if (!judged.header()) return no_header(first_lines, rules);
  if (at < first_lines.size()) {
    const Judged below = judge(header_cells(first_lines[at].cells), rules);
    if (below.header() && below.known > judged.known) ++at;
  }
  Layout layout;
  const Line& header = first_lines[at - 1];
  layout.header_line = header.number;
  for (std::size_t i = 0; i + 1 < at; ++i) layout.title_lines.push_back(first_lines[i].number);

  core::Error error = core::make_error(core::Reason::kInvalidField, "the header of the list is not understood");
  std::vector<std::string> cells = header_cells(header.cells);
  while (!cells.empty() && core::trim(cells.back()).empty()) cells.pop_back();
  if (cells.size() > kColumnsMax) {
    error.violations.push_back({"header", "has more than " + std::to_string(kColumnsMax) + " columns"});
    return error;
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string heading = core::valid_utf8(cells[i]) ? core::trim(cells[i]) : std::string("?");
    const auto meaning = meaning_of(heading, i, rules);
    if (!meaning) {
      error.violations.push_back({"column " + std::to_string(i + 1) + " " + quoted(heading),
                                  "is a heading nobody knows: say what it means with --map " +
                                      quoted(heading + "=column") + ", or pass it over with --map " +
                                      quoted(heading + "=")});
    }
    layout.columns.push_back(
        {heading, meaning ? meaning->column : std::string(), meaning ? meaning->origin : Origin::kTable});
  }
  check_meanings(layout, error.violations);
  check_required(layout, rules.constants, error.violations);
  if (!error.violations.empty()) return error;
  return layout;
}

}  // namespace hotline::sheet
