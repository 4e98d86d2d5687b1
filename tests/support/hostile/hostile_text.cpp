#include "support/hostile/hostile_text.hpp"

#include <charconv>
#include <fstream>
#include <stdexcept>
#include <string_view>

namespace hotline::test {
namespace {

std::ifstream opened(const std::string& path, const char* package) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error(path + " is missing: ops/test installs " + package);
  return file;
}

void put(std::string& text, std::uint32_t point) {
  const auto add = [&](std::uint32_t bits) { text.push_back(static_cast<char>(bits)); };
  if (point < 0x80) return add(point);
  if (point < 0x800) {
    add(0xC0U | point >> 6U);
  } else {
    if (point < 0x10000) {
      add(0xE0U | point >> 12U);
    } else {
      add(0xF0U | point >> 18U);
      add(0x80U | (point >> 12U & 0x3FU));
    }
    add(0x80U | (point >> 6U & 0x3FU));
  }
  add(0x80U | (point & 0x3FU));
}

// "0044 0307": code points in hexadecimal.
std::string text_of(std::string_view column) {
  std::string text;
  while (!column.empty()) {
    std::uint32_t point = 0;
    const auto read = std::from_chars(column.data(), column.data() + column.size(), point, 16);
    if (read.ec != std::errc()) throw std::runtime_error("NormalizationTest.txt has a column that is no code points");
    put(text, point);
    column.remove_prefix(static_cast<std::size_t>(read.ptr - column.data()));
    if (!column.empty()) column.remove_prefix(1);
  }
  return text;
}

std::vector<NormalFormsLine> read_normal_forms() {
  auto file = opened(HOTLINE_NORMAL_FORMS, "unicode-data and bzip2");
  std::vector<NormalFormsLine> lines;
  std::string text;
  for (std::size_t number = 1; std::getline(file, text); ++number) {
    if (text.empty() || text[0] == '#' || text[0] == '@') continue;
    NormalFormsLine line;
    line.number = number;
    std::string_view rest(text);
    for (std::string* column : {&line.source, &line.nfc, &line.nfd, &line.nfkc, &line.nfkd}) {
      const std::size_t end = rest.find(';');
      if (end == rest.npos) throw std::runtime_error("NormalizationTest.txt has a line with too few columns");
      *column = text_of(rest.substr(0, end));
      rest.remove_prefix(end + 1);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::string> read_naughty_strings() {
  auto file = opened(HOTLINE_NAUGHTY_STRINGS, "the npm package big-list-of-naughty-strings");
  std::vector<std::string> strings;
  for (std::string text; std::getline(file, text);) {
    if (!text.empty() && text[0] != '#') strings.push_back(text);
  }
  return strings;
}

}  // namespace

const std::vector<NormalFormsLine>& normal_forms_lines() {
  static const auto lines = read_normal_forms();
  return lines;
}

const std::vector<std::string>& naughty_strings() {
  static const auto strings = read_naughty_strings();
  return strings;
}

}  // namespace hotline::test
