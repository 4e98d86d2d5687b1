#include "core/time.hpp"

#include <array>
#include <charconv>
#include <cstdio>

namespace hotline::core {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr std::size_t kDateTextMax = 12;

bool leads_beyond(std::int16_t date_year, std::uint8_t date_month, std::uint8_t date_day, year_month_day today) {
  const int this_year = static_cast<int>(today.year());
  if (date_year != this_year) return date_year > this_year;
  if (date_month == 0) return false;
  if (date_month != static_cast<unsigned>(today.month())) return date_month > static_cast<unsigned>(today.month());
  return date_day > static_cast<unsigned>(today.day());
}

// Only the calendar: whether the fields fit the precision and such a day exists.
std::optional<std::string> calendar_fault(const PartialDate& date) {
  const bool range = date.precision == DatePrecision::kYearRange;
  if (!range && date.year_last != 0) return "a last year is given for a range of years only";
  switch (date.precision) {
    case DatePrecision::kUnknown:
      if (date.month != 0 || date.day != 0 || date.year != 0) return "a date begins with its year";
      return std::nullopt;
    case DatePrecision::kYear:
      if (date.month != 0 || date.day != 0) return "a day needs its month, and a month is then known too";
      return std::nullopt;
    case DatePrecision::kMonth:
      if (date.day != 0) return "a day needs a date that is known to the day";
      if (date.month < 1 || date.month > 12) return "the month lies between 1 and 12";
      return std::nullopt;
    case DatePrecision::kDay:
      if (date.month < 1 || date.month > 12) return "the month lies between 1 and 12";
      if (!year_month_day{year{date.year}, month{date.month}, day{date.day}}.ok()) return "the month has no such day";
      return std::nullopt;
    case DatePrecision::kYearRange:
      if (date.month != 0 || date.day != 0) return "a range of years has no month and no day";
      if (date.year_last <= date.year) return "the last year of a range comes after the first";
      return std::nullopt;
  }
  return "the precision is unknown";
}

Error not_a_date() {
  return invalid_field("date",
                       "write 1998-03-12, 12.03.1998, 1998-03, 1998 or 1995/1999; it must be a day that exists");
}

// The digits of text[from, from + count), or nothing when one of them is not a digit.
std::optional<std::int16_t> digits(std::string_view text, std::size_t from, std::size_t count) {
  std::int16_t value = 0;
  for (std::size_t i = from; i < from + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = static_cast<std::int16_t>(value * 10 + (text[i] - '0'));
  }
  return value;
}

// `pattern`: Y, M, D stand for digits of the year, month, day, L for those of the last year; the rest must be there.
bool read(std::string_view text, std::string_view pattern, PartialDate& date) {
  if (text.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size();) {
    const char what = pattern[i];
    std::size_t count = 1;
    while (i + count < pattern.size() && pattern[i + count] == what) ++count;
    if (what != 'Y' && what != 'M' && what != 'D' && what != 'L') {
      if (text[i] != what) return false;
      i += 1;
      continue;
    }
    const auto value = digits(text, i, count);
    if (!value) return false;
    if (what == 'Y') date.year = *value;
    if (what == 'L') date.year_last = *value;
    if (what == 'M') date.month = static_cast<std::uint8_t>(*value);
    if (what == 'D') date.day = static_cast<std::uint8_t>(*value);
    i += count;
  }
  return true;
}

std::int32_t days_of(year_month_day date) {
  return static_cast<std::int32_t>(sys_days{date}.time_since_epoch().count());
}

}  // namespace

std::optional<std::string> date_fault(const PartialDate& date, year_month_day today) {
  if (auto fault = calendar_fault(date)) return fault;
  if (!date.known()) return std::nullopt;
  if (date.year < kBirthYearMin) return "the year is before " + std::to_string(kBirthYearMin);
  const bool range = date.precision == DatePrecision::kYearRange;
  if (leads_beyond(range ? date.year_last : date.year, date.month, date.day, today))
    return "the date lies in the future";
  return std::nullopt;
}

Result<PartialDate> parse_date(std::string_view text) {
  struct Form {
    std::string_view pattern;
    DatePrecision precision;
  };
  static constexpr std::array kForms{
      Form{"YYYY-MM-DD", DatePrecision::kDay},      Form{"DD.MM.YYYY", DatePrecision::kDay},
      Form{"YYYY-MM", DatePrecision::kMonth},       Form{"YYYY", DatePrecision::kYear},
      Form{"YYYY/LLLL", DatePrecision::kYearRange},
  };
  if (text.size() > kDateTextMax) return not_a_date();
  for (const Form& form : kForms) {
    PartialDate date;
    if (!read(text, form.pattern, date)) continue;
    date.precision = form.precision;
    if (date.year == 0 || calendar_fault(date)) return not_a_date();
    return date;
  }
  return not_a_date();
}

std::string format_date(const PartialDate& date) {
  std::array<char, 40> text{};
  switch (date.precision) {
    case DatePrecision::kUnknown:
      return "";
    case DatePrecision::kYear:
      std::snprintf(text.data(), text.size(), "%04d", date.year);
      break;
    case DatePrecision::kMonth:
      std::snprintf(text.data(), text.size(), "%04d-%02u", date.year, unsigned{date.month});
      break;
    case DatePrecision::kDay:
      std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", date.year, unsigned{date.month}, unsigned{date.day});
      break;
    case DatePrecision::kYearRange:
      std::snprintf(text.data(), text.size(), "%04d/%04d", date.year, date.year_last);
      break;
  }
  return text.data();
}

std::string format_instant(Instant instant) {
  const auto day_start = std::chrono::floor<days>(instant);
  const year_month_day date{day_start};
  const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(instant - day_start)};
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text.data();
}

year_month_day day_of(Instant instant) {
  return year_month_day{std::chrono::floor<days>(instant)};
}

std::int32_t day_number(year_month_day date) {
  return days_of(date);
}

std::int32_t day_number(Instant instant) {
  return days_of(day_of(instant));
}

std::int32_t day_number(const PartialDate& date) {
  return date.full() ? *first_day(date) : 0;
}

std::optional<std::int32_t> first_day(const PartialDate& date) {
  if (!date.known()) return std::nullopt;
  const unsigned first_month = date.month == 0 ? 1U : date.month;
  const unsigned first = date.day == 0 ? 1U : date.day;
  return days_of({year{date.year}, month{first_month}, day{first}});
}

std::optional<std::int32_t> last_day(const PartialDate& date) {
  if (!date.known()) return std::nullopt;
  if (date.full()) return first_day(date);
  const year last_year{date.precision == DatePrecision::kYearRange ? date.year_last : date.year};
  const month last_month{date.month == 0 ? 12U : date.month};
  return days_of(year_month_day{last_year / last_month / std::chrono::last});
}

}  // namespace hotline::core
