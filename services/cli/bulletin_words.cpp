#include "cli/bulletin_words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <stdexcept>

namespace hotline::cli {
namespace {

constexpr std::string_view kText =
#include "cli/bulletin_words.txt"
    ;
constexpr std::size_t kLanguages = 3;
// Of titles and definitions in English: as the server gives them.
constexpr std::string_view kAsGiven = "-";

// Four columns in each line, and something in each: a word that is missing in a language does not build.
constexpr bool complete(std::string_view text) {
  std::size_t column = 0, letters = 0;
  for (const char c : text) {
    if (c != '\t' && c != '\n') {
      ++letters;
      continue;
    }
    if (letters == 0 || (c == '\n') != (column == kLanguages)) return false;
    letters = 0;
    column = c == '\n' ? 0 : column + 1;
  }
  return column == 0 && letters == 0;
}
static_assert(complete(kText), "services/cli/bulletin_words.txt lacks a word");

using Line = std::array<std::string, kLanguages>;

const std::map<std::string, Line, std::less<>>& lines() {
  static const auto kLines = [] {
    std::map<std::string, Line, std::less<>> read;
    std::string_view rest = kText;
    while (!rest.empty()) {
      const auto end = std::min(rest.find('\n'), rest.size());
      std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      const std::string key(line.substr(0, line.find('\t')));
      Line texts;
      for (std::string& text : texts) {
        line.remove_prefix(std::min(line.find('\t'), line.size() - 1) + 1);
        text = line.substr(0, line.find('\t'));
      }
      if (!read.emplace(key, std::move(texts)).second) throw std::logic_error("bulletin_words.txt: twice: " + key);
    }
    return read;
  }();
  return kLines;
}

std::optional<std::array<int, 3>> day_of(std::string_view text) {
  std::array<int, 3> parts{};
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  constexpr std::array<std::pair<std::size_t, std::size_t>, 3> kPlaces{{{0, 4}, {5, 2}, {8, 2}}};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const char* begin = text.data() + kPlaces[i].first;
    if (std::from_chars(begin, begin + kPlaces[i].second, parts[i]).ptr != begin + kPlaces[i].second) {
      return std::nullopt;
    }
  }
  if (parts[1] < 1 || parts[1] > 12) return std::nullopt;
  return parts;
}

std::string name_of(v1::FigureTable table) {
  constexpr std::string_view kPrefix = "FIGURE_TABLE_";
  const std::string& name = v1::FigureTable_Name(table);
  return name.size() > kPrefix.size() ? name.substr(kPrefix.size()) : name;
}

}  // namespace

BulletinWords::BulletinWords(v1::Language language)
    : column_(language >= v1::LANGUAGE_UK && language <= v1::LANGUAGE_EN ? static_cast<std::size_t>(language) - 1 : 0) {
}

const std::string* BulletinWords::find(std::string_view key) const {
  const auto at = lines().find(key);
  return at == lines().end() ? nullptr : &at->second[column_];
}

const std::string& BulletinWords::operator()(std::string_view key) const {
  const std::string* text = find(key);
  if (text == nullptr) throw std::out_of_range("bulletin_words.txt has no " + std::string(key));
  return *text;
}

std::string BulletinWords::with(std::string_view key,
                                const std::vector<std::pair<std::string, std::string>>& values) const {
  std::string text = (*this)(key);
  for (const auto& [name, value] : values) {
    const std::string place = "{" + name + "}";
    const auto at = text.find(place);
    if (at == std::string::npos)
      throw std::out_of_range("bulletin_words.txt lacks " + place + " of " + std::string(key));
    text.replace(at, place.size(), value);
  }
  return text;
}

std::string BulletinWords::title(const v1::ReleasedTable& table) const {
  const std::string* text = find("title." + name_of(table.table()));
  return text == nullptr || *text == kAsGiven ? table.title() : *text;
}

std::string BulletinWords::definition(const v1::ReleasedTable& table) const {
  const std::string* text = find("definition." + name_of(table.table()));
  return text == nullptr || *text == kAsGiven ? table.definition() : *text;
}

std::string BulletinWords::word_of(v1::FigureTable table, const std::string& code) const {
  for (const std::string& key : {"row." + name_of(table) + "." + code, "row." + code}) {
    if (const std::string* text = find(key)) return *text;
  }
  return {};
}

std::string BulletinWords::row(v1::FigureTable table, const std::string& code) const {
  if (std::string whole = word_of(table, code); !whole.empty()) return whole;
  if (const auto day = day_of(code)) {
    v1::PartialDate date;
    date.set_year((*day)[0]);
    date.set_month((*day)[1]);
    date.set_day((*day)[2]);
    return this->date(date);
  }
  const bool is_region =
      table == v1::FIGURE_TABLE_REGION && !code.empty() && code.find_first_not_of("0123456789") == std::string::npos;
  if (is_region) return code == "0" ? (*this)("row.region_none") : with("row.region", {{"code", code}});
  const auto slash = code.find('/');
  if (slash == std::string::npos || table == v1::FIGURE_TABLE_SOURCE) return code;
  const std::string rest = row(table, code.substr(slash + 1));
  // Its whole stands above it.
  if (table == v1::FIGURE_TABLE_CALLBACKS) return rest;
  return row(table, code.substr(0, slash)) + ": " + rest;
}

std::string BulletinWords::number(std::int64_t value) const {
  std::string digits = std::to_string(value);
  for (auto at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), (*this)("group"));
  }
  return digits;
}

std::string BulletinWords::range(std::int64_t least, std::int64_t most) const {
  return least == most ? number(least) : with("range", {{"from", number(least)}, {"to", number(most)}});
}

std::string BulletinWords::cell(const v1::FigureRow& row) const {
  if (row.kind() == v1::CELL_KIND_FEW) return (*this)("few");
  if (row.kind() == v1::CELL_KIND_WITHHELD) return (*this)("withheld");
  return number(row.value());
}

std::string BulletinWords::month(const std::string& month) const {
  const auto day = day_of(month + "-01");
  if (!day) return month;
  return with("month_of_year",
              {{"month", (*this)("month." + std::to_string((*day)[1]))}, {"year", std::to_string((*day)[0])}});
}

std::string BulletinWords::date(const v1::PartialDate& date) const {
  if (date.year() == 0 || date.month() < 1 || date.month() > 12) return {};
  return with("date", {{"day", std::to_string(date.day())},
                       {"month", (*this)("of_month." + std::to_string(date.month()))},
                       {"year", std::to_string(date.year())}});
}

}  // namespace hotline::cli
