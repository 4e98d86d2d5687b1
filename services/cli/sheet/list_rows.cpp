#include "cli/sheet/list_rows.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "cli/sheet/headings.hpp"
#include "cli/sheet/xlsx/book.hpp"
#include "core/name_text.hpp"
#include "core/normal.hpp"
#include "core/row_fault.hpp"

namespace hotline::sheet {
namespace {

bool blank(const std::string& cell) {
  if (cell.empty()) return true;
  // Cells seldom begin with a byte that white space could begin with.
  const auto first = static_cast<unsigned char>(cell[0]);
  const bool white = first <= ' ' || first == 0xC2 || (first >= 0xE1 && first <= 0xE3) || first == 0xEF;
  return cell[0] == kCoveredFromLeft || (white && core::trim(cell).empty());
}

bool blank(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return blank(cell); });
}

std::vector<std::string> folded_headings(const Layout& layout) {
  std::vector<std::string> folded;
  for (const Column& column : layout.columns) folded.push_back(fold_heading(column.heading));
  return folded;
}

bool repeats_header(const std::vector<std::string>& cells, const std::vector<std::string>& folded) {
  // Most rows end here, at their first cell.
  if (!cells.empty() && !folded.empty() && fold_heading(cells[0]) != folded[0]) return false;
  const std::vector<std::string> full = header_cells(cells);
  for (std::size_t i = 0; i < std::max(full.size(), folded.size()); ++i) {
    const std::string cell = i < full.size() ? full[i] : std::string();
    if (fold_heading(cell) != (i < folded.size() ? folded[i] : std::string())) return false;
  }
  return true;
}

// "1 | 2 | 3 | ..." under the header of an official table.
bool numbers_columns(const std::vector<std::string>& cells) {
  constexpr std::size_t kColumnsMin = 3;
  if (cells.size() < kColumnsMin) return false;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (core::trim(cells[i]) != std::to_string(i + 1)) return false;
  }
  return true;
}

constexpr std::array<std::string_view, 8> kTotalWords{"разом", "всього", "усього", "загалом",
                                                      "итого", "всего",  "total",  "підсумок"};
// In a row that has nothing but a name.
constexpr std::array<std::string_view, 30> kNoNameWords{
    "підпис",     "начальник", "командир",    "виконавець", "склав",     "склала",      "затверджую", "погоджено",
    "підготував", "перевірив", "підготувала", "перевірила", "подпись",   "исполнитель", "составил",   "составила",
    "утверждаю",  "проверил",  "signature",   "signed",     "commander", "prepared",    "approved",   "рота",
    "взвод",      "батальйон", "батальон",    "бригада",    "список",    "list"};
constexpr std::array<std::string_view, 12> kFormulaErrors{"#n/a",     "#ref!",  "#value!", "#name?",
                                                          "#div/0!",  "#num!",  "#null!",  "#н/д",
                                                          "#ссылка!", "#знач!", "#имя?",   "#дел/0!"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words(1);
  const std::string folded = core::fold_spelling(text);
  for (const char c : folded) {
    const bool divides = c == ' ' || c == '.' || c == ',' || c == ':' || c == ';' || c == '-' || c == '(' || c == ')';
    if (!divides) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  return words;
}

// A total, a signature or a title between the rows.
bool no_person(const ListCells& cells, const DataRow& row, bool only_name) {
  const std::string& first = cells.name.empty() ? cells.surname : cells.name;
  if (among(kTotalWords, words_of(first.substr(0, first.find_first_of(" .:"))).front())) return true;
  if (!only_name) return false;
  const std::string name = cells.name + ' ' + cells.surname + ' ' + cells.given_name;
  const std::vector<std::string> words = words_of(name);
  if (row.merged || name.find_first_of("0123456789:") != std::string::npos) return true;
  return std::any_of(words.begin(), words.end(), [](const std::string& word) { return among(kNoNameWords, word); });
}

std::optional<core::Side> side_of(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, core::Side>, 18> kSides{{
      {"adversary", core::Side::kAdversary},
      {"own", core::Side::kOwn},
      {"civilian", core::Side::kCivilian},
      {"child", core::Side::kChild},
      {"противник", core::Side::kAdversary},
      {"ворог", core::Side::kAdversary},
      {"враг", core::Side::kAdversary},
      {"свій", core::Side::kOwn},
      {"наш", core::Side::kOwn},
      {"свой", core::Side::kOwn},
      {"цивільний", core::Side::kCivilian},
      {"цивільна", core::Side::kCivilian},
      {"цивільна особа", core::Side::kCivilian},
      {"гражданский", core::Side::kCivilian},
      {"гражданское лицо", core::Side::kCivilian},
      {"дитина", core::Side::kChild},
      {"ребенок", core::Side::kChild},
      {"ребёнок", core::Side::kChild},
  }};
  const std::string folded = core::fold_spelling(text);
  for (const auto& [word, side] : kSides) {
    if (word == folded) return side;
  }
  return std::nullopt;
}

using Field = std::string ListCells::*;

const std::map<std::string, Field, std::less<>>& fields() {
  static const auto* const kFields = new std::map<std::string, Field, std::less<>>{
      {"external_id", &ListCells::external_id},
      {"surname", &ListCells::surname},
      {"given_name", &ListCells::given_name},
      {"patronymic", &ListCells::patronymic},
      {"name", &ListCells::name},
      {"name_kind", &ListCells::name_kind},
      {"language", &ListCells::language},
      {"sex", &ListCells::sex},
      {"birth_date", &ListCells::birth_date},
      {"birthplace", &ListCells::birthplace},
      {"nationality", &ListCells::nationality},
      {"rank", &ListCells::rank},
      {"unit", &ListCells::unit},
      {"service_number", &ListCells::service_number},
      {"statement", &ListCells::statement},
      {"fact_date", &ListCells::fact_date},
      {"place", &ListCells::place},
      {"evidence", &ListCells::evidence},
      {"inform_kin", &ListCells::inform_kin},
      {"region", &ListCells::region},
      {"recipient", &ListCells::recipient},
      {"health", &ListCells::health},
      {"authority", &ListCells::authority},
      {"mother_name", &ListCells::mother_name},
      {"siblings", &ListCells::siblings},
      {"marks", &ListCells::marks},
      {"last_seen_place", &ListCells::last_seen_place},
      {"last_seen_date", &ListCells::last_seen_date},
  };
  return *kFields;
}

// Columns that are put together from others.
struct Parts {
  std::string given_and_patronymic;
  std::string day;
  std::string month;
  std::string year;
};

void put(std::string& field, const std::string& cell) {
  if (!field.empty()) field += ' ';
  field += cell;
}

// One sibling a line is as good as a semicolon between them.
std::string divided_by_lines(std::string cell) {
  std::replace(cell.begin(), cell.end(), '\n', ';');
  return cell;
}

void divide_given(const std::string& text, ListCells& cells) {
  const std::string tidied = core::valid_utf8(text) ? core::trim(text) : text;
  const std::size_t space = tidied.find(' ');
  put(cells.given_name, tidied.substr(0, space));
  if (space != std::string::npos) put(cells.patronymic, tidied.substr(space + 1));
}

void join_birth_date(const Parts& parts, ListCells& cells) {
  if (!cells.birth_date.empty() || parts.year.empty()) return;
  const bool in_words = parts.month.find_first_not_of("0123456789 ") != std::string::npos;
  const std::string divider = in_words ? " " : ".";
  if (!parts.month.empty() && !parts.day.empty()) cells.birth_date = parts.day + divider;
  if (!parts.month.empty()) cells.birth_date += parts.month + divider;
  cells.birth_date += parts.year;
}

void add_fault(ListCells& cells, std::string_view code) {
  if (!cells.fault.empty()) cells.fault += ' ';
  cells.fault += code;
}

void put_length(std::string& text, std::string_view part) {
  text += std::to_string(part.size()) + ':';
  text += part;
}

}  // namespace

core::Done find_header(std::istream& in, Reading& reading) {
  std::vector<Line> first;
  auto read = each_line(in, reading.format, [&](Line& line) {
    if (!blank(line.cells)) first.push_back(line);
    return line.number < static_cast<std::int64_t>(kHeaderLinesMax);
  });
  if (!read) return read;
  if (first.empty()) return core::make_error(core::Reason::kInvalidField, "the file holds no row");
  auto layout = find_layout(first, reading.rules);
  if (!layout) return layout.error();
  reading.layout = std::move(*layout);
  return core::Nothing{};
}

namespace {

// Every line below the header that holds something, with what it is.
enum class LineKind : std::uint8_t { kData, kEmpty, kHeaderAgain };

core::Done each_line_below(std::istream& in, const Reading& reading, const std::function<bool(Line&, LineKind)>& take) {
  const std::vector<std::string> folded = folded_headings(reading.layout);
  return each_line(in, reading.format, [&](Line& line) {
    if (line.number <= reading.layout.header_line) return true;
    if (blank(line.cells)) return take(line, LineKind::kEmpty);
    const bool again = repeats_header(line.cells, folded) || numbers_columns(line.cells);
    return take(line, again ? LineKind::kHeaderAgain : LineKind::kData);
  });
}

}  // namespace

core::Result<Survey> survey(std::istream& in, const Reading& reading) {
  Survey survey;
  survey.filled.resize(reading.layout.columns.size());
  auto read = each_line_below(in, reading, [&](Line& line, LineKind kind) {
    if (kind == LineKind::kEmpty) ++survey.empty_lines;
    if (kind == LineKind::kHeaderAgain) ++survey.repeated_headers;
    if (kind != LineKind::kData) return true;
    ++survey.rows;
    for (std::size_t i = 0; i < line.cells.size() && i < survey.filled.size(); ++i) {
      if (!blank(line.cells[i])) ++survey.filled[i];
    }
    return true;
  });
  if (!read) return read.error();
  if (survey.rows == 0) return core::make_error(core::Reason::kInvalidField, "the list holds no row below its header");
  core::Error error = core::make_error(core::Reason::kInvalidField, "columns without a heading are not empty");
  for (std::size_t i = 0; i < survey.filled.size(); ++i) {
    if (reading.layout.columns[i].origin != Origin::kBlank || survey.filled[i] == 0) continue;
    const std::string number = "#" + std::to_string(i + 1);
    error.violations.push_back(
        {"column " + std::to_string(i + 1), "has no heading, but " + std::to_string(survey.filled[i]) +
                                                " rows have something there: say what with --map \"" + number +
                                                "=column\", or pass it over with --map \"" + number + "=\""});
  }
  if (!error.violations.empty()) return error;
  return survey;
}

core::Done each_row(std::istream& in, const Reading& reading, const std::function<bool(DataRow)>& take) {
  std::int64_t number = 0;
  return each_line_below(in, reading, [&](Line& line, LineKind kind) {
    if (kind != LineKind::kData) return true;
    DataRow row;
    row.number = ++number;
    row.line = line.number;
    for (const std::string& cell : line.cells)
      row.merged = row.merged || (!cell.empty() && cell[0] == kCoveredFromLeft);
    row.cells = row.merged ? data_cells(line.cells) : std::move(line.cells);
    return take(std::move(row));
  });
}

ListCells list_cells(const Reading& reading, const DataRow& row) {
  const std::vector<Column>& columns = reading.layout.columns;
  ListCells cells;
  cells.number = row.number;
  Parts parts;
  bool broken = false;
  bool formula_error = false;
  bool other_than_name = false;
  std::string side;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const std::string& cell = row.cells[i];
    if (cell.empty()) continue;
    if (i >= columns.size()) {
      if (blank(cell)) continue;
      add_fault(cells, core::kTooManyColumns);
      break;
    }
    const std::string& column = columns[i].column;
    if (column.empty() || column == "reason") continue;
    if (!core::valid_utf8(cell) || cell.find("\xEF\xBF\xBD") != std::string::npos) broken = true;
    if (blank(cell)) continue;
    if (cell[0] == '#' && among(kFormulaErrors, core::fold_spelling(cell))) formula_error = true;
    const auto field = fields().find(column);
    if (field != fields().end()) put(cells.*(field->second), column == "siblings" ? divided_by_lines(cell) : cell);
    if (column == "given_and_patronymic") put(parts.given_and_patronymic, cell);
    if (column == "birth_day") parts.day = core::trim(cell);
    if (column == "birth_month") parts.month = core::trim(cell);
    if (column == "birth_year") parts.year = core::trim(cell);
    if (column == "side") side = cell;
    const bool of_name = column == "name" || column == "surname" || column == "given_name" || column == "patronymic" ||
                         column == "given_and_patronymic";
    other_than_name = other_than_name || !of_name;
  }
  if (!parts.given_and_patronymic.empty()) divide_given(parts.given_and_patronymic, cells);
  join_birth_date(parts, cells);
  if (broken) {
    // A text that is none cannot travel.
    const std::string faults = cells.fault;
    cells = ListCells();
    cells.number = row.number;
    cells.fault = faults;
    add_fault(cells, core::kNotText);
  } else if (no_person(cells, row, !other_than_name)) {
    add_fault(cells, core::kNoPersonRow);
  }
  if (formula_error) add_fault(cells, core::kFormulaError);
  if (!side.empty()) {
    const auto said = side_of(side);
    if (!said) add_fault(cells, core::kSideUnknown);
    if (said && *said != reading.side) add_fault(cells, core::kSideDiffers);
  }
  const Constants& constants = reading.rules.constants;
  if (cells.statement.empty()) cells.statement = constants.statement;
  if (cells.evidence.empty()) cells.evidence = constants.evidence;
  if (cells.fact_date.empty()) cells.fact_date = constants.fact_date;
  if (cells.place.empty()) cells.place = constants.place;
  return cells;
}

core::Bytes32 hash_of(const core::Bytes32& bytes_sha256, const Reading& reading) {
  // Each part with its length, so that no two readings give one text.
  std::string text = "hotline list reading 1\n";
  text.append(reinterpret_cast<const char*>(bytes_sha256.data()), bytes_sha256.size());
  put_length(text, reading.workbook ? "xlsx" : name_of(reading.format.encoding));
  put_length(text, reading.workbook ? std::to_string(reading.sheet) : std::string(name_of(reading.format.separator)));
  put_length(text, std::to_string(reading.layout.header_line));
  for (const Column& column : reading.layout.columns) {
    put_length(text, column.heading);
    put_length(text, column.column);
  }
  const Constants& constants = reading.rules.constants;
  for (const std::string* one : {&constants.statement, &constants.evidence, &constants.fact_date, &constants.place}) {
    put_length(text, *one);
  }
  core::Bytes32 hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  return hash;
}

}  // namespace hotline::sheet
