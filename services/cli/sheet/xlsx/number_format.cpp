#include "cli/sheet/xlsx/number_format.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace hotline::sheet {
namespace {

// Above it a double holds no more digits than it shows.
constexpr double kWholeMax = 1e15;
constexpr double kSerialMax = 2'958'465;  // 9999-12-31
constexpr std::size_t kDigitsMax = 40;

// The first section without colours, conditions and locales; text in quotes and escaped characters are marked by a
// leading \x01, so that they are not taken for placeholders.
std::string section_of(std::string_view code) {
  std::string section;
  for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
    if (code[at] == '[') {
      const std::size_t end = std::min(code.find(']', at), code.size());
      // "[h]" and its like are times; everything else in such brackets is no part of the number.
      const char first = at + 1 < code.size() ? code[at + 1] : ' ';
      if (first == 'h' || first == 'H' || first == 's' || first == 'S') section += 'h';
      at = end;
    } else if (code[at] == '"') {
      for (++at; at < code.size() && code[at] != '"'; ++at) section.append({'\x01', code[at]});
    } else if (code[at] == '\\' && at + 1 < code.size()) {
      section.append({'\x01', code[++at]});
    } else if ((code[at] == '_' || code[at] == '*') && at + 1 < code.size()) {
      ++at;
    } else {
      section += code[at] >= 'A' && code[at] <= 'Z' ? static_cast<char>(code[at] + 32) : code[at];
    }
  }
  return section;
}

std::string format_date(std::chrono::year_month_day date, const NumberFormat& format) {
  char text[32];
  const int year = static_cast<int>(date.year());
  const auto month = static_cast<unsigned>(date.month());
  if (format.day || !format.year) {
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", year, month, static_cast<unsigned>(date.day()));
  } else if (format.month) {
    std::snprintf(text, sizeof text, "%04d-%02u", year, month);
  } else {
    std::snprintf(text, sizeof text, "%04d", year);
  }
  return text;
}

std::string date_text(double serial, const NumberFormat& format, DateSystem system) {
  using std::chrono::days;
  using std::chrono::sys_days;
  using std::chrono::year;
  const int whole = static_cast<int>(std::floor(serial));
  if (whole == 0 || !(format.year || format.month || format.day)) {
    char text[16];
    const int minutes = static_cast<int>((serial - whole) * 24 * 60 + 0.5);
    std::snprintf(text, sizeof text, "%02d:%02d", minutes / 60 % 24, minutes % 60);
    return text;
  }
  // The day that spreadsheets believe in; whoever reads dates says that it does not exist.
  if (system == DateSystem::k1900 && whole == 60) return "1900-02-29";
  const sys_days before = system == DateSystem::k1904 ? sys_days{year{1904} / 1 / 1}
                          : whole < 60                ? sys_days{year{1899} / 12 / 31}
                                                      : sys_days{year{1899} / 12 / 30};
  return format_date(std::chrono::year_month_day{before + days{whole}}, format);
}

// The digits of a whole number put into their places from the right; the leftmost place takes what is left over.
std::string padded(std::string digits, const std::string& places) {
  std::string reversed;
  const auto left = [&](std::size_t at) { return places.find_last_of("0#", at) != std::string::npos; };
  for (std::size_t i = places.size(); i-- > 0;) {
    if (places[i] != '0' && places[i] != '#') {
      reversed += places[i];
      continue;
    }
    const bool leftmost = i == 0 || !left(i - 1);
    if (digits.empty()) {
      if (places[i] == '0') reversed += '0';
    } else {
      do {
        reversed += digits.back();
        digits.pop_back();
      } while (leftmost && !digits.empty());
    }
  }
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

}  // namespace

NumberFormat parse_number_format(std::string_view code) {
  const std::string section = section_of(code);
  NumberFormat format;
  std::string plain;
  for (std::size_t i = 0; i < section.size(); ++i) {
    if (section[i] == '\x01') {
      ++i;
    } else {
      plain += section[i];
    }
  }
  if (plain == "general" || plain == "@" || plain.empty()) return format;
  const bool number = plain.find_first_of("0#?") != std::string::npos && plain.find_first_of("yd") == std::string::npos;
  const bool clock = plain.find_first_of("hs") != std::string::npos;
  if (!number || clock) {
    format.year = plain.find('y') != std::string::npos;
    format.day = plain.find('d') != std::string::npos;
    // Beside hours and seconds alone an "m" means minutes.
    format.month = plain.find("mmm") != std::string::npos ||
                   (plain.find('m') != std::string::npos && (!clock || format.year || format.day));
    format.time = clock;
    format.date = format.year || format.month || format.day || format.time;
    if (format.date) return format;
  }
  if (plain.find_first_of("?.,%e/") != std::string::npos || section.size() > kDigitsMax) return format;
  if (std::count(plain.begin(), plain.end(), '0') < 2) return format;
  for (std::size_t i = 0; i < section.size(); ++i) {
    const bool literal = section[i] == '\x01';
    if (literal) ++i;
    if (i >= section.size()) break;
    // A literal digit would be taken for a place.
    if (literal && (section[i] == '0' || section[i] == '#')) return format;
    format.digits += section[i];
  }
  return format;
}

NumberFormat builtin_number_format(int id) {
  NumberFormat format;
  const auto date = [&](bool year, bool month, bool day, bool time) {
    format.date = true;
    format.year = year;
    format.month = month;
    format.day = day;
    format.time = time;
  };
  if (id == 14 || id == 15 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
    date(true, true, true, false);
  if (id == 16) date(false, true, true, false);
  if (id == 17) date(true, true, false, false);
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)) date(false, false, false, true);
  if (id == 22) date(true, true, true, true);
  return format;
}

std::string number_text(std::string_view raw, const NumberFormat& format, DateSystem system) {
  double value = 0;
  const auto [end, failed] = std::from_chars(raw.data(), raw.data() + raw.size(), value);
  if (failed != std::errc() || end != raw.data() + raw.size() || !std::isfinite(value)) return std::string(raw);
  if (format.date && value >= 0 && value <= kSerialMax) return date_text(value, format, system);
  char text[64];
  const bool whole = std::floor(value) == value && std::fabs(value) < kWholeMax;
  std::snprintf(text, sizeof text, whole ? "%.0f" : "%.15g", value);
  if (whole && value >= 0 && !format.digits.empty()) return padded(text, format.digits);
  return text;
}

}  // namespace hotline::sheet
