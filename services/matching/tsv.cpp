#include "matching/tsv.hpp"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <utility>

#include "matching/model_text.hpp"
#include "matching/phonemic.hpp"

namespace hotline::matching {
namespace {

constexpr std::size_t kLineMax = 4096;
constexpr std::size_t kLinesMax = 200'000;

}  // namespace

std::optional<core::Error> TsvFile::read(std::size_t columns, std::vector<Line>& lines, std::uint64_t& digest) const {
  std::ifstream in(path_, std::ios::binary);
  if (!in) return error(0, "cannot be opened");
  std::string text;
  bool header = true;
  for (std::size_t number = 1; std::getline(in, text); ++number) {
    if (!text.empty() && text.back() == '\r') text.pop_back();
    if (text.size() > kLineMax) return error(number, "the line is too long");
    if (number > kLinesMax) return error(number, "too many lines");
    digest = combine(digest, std::hash<std::string>{}(text));
    if (text.empty() || text[0] == '#') continue;
    if (std::exchange(header, false)) continue;
    Line line{number, split(text, '\t')};
    if (line.cells.size() != columns) return error(number, "expected " + std::to_string(columns) + " columns");
    lines.push_back(std::move(line));
  }
  if (header) return error(1, "has no header line");
  return std::nullopt;
}

core::Error TsvFile::error(std::size_t line, const std::string& what) const {
  return core::make_error(core::Reason::kInvalidField,
                          "lexicon " + name() + " line " + std::to_string(line) + ": " + what);
}

std::vector<std::string> split(std::string_view text, char separator) {
  const auto parts = model_text::split(text, separator);
  return {parts.begin(), parts.end()};
}

std::optional<double> number_of(const std::string& text) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (text.empty() || end != text.c_str() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace hotline::matching
