#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace hotline::core {

// A UTC instant, to the microsecond as PostgreSQL keeps it.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

enum class DatePrecision : std::uint8_t { kUnknown = 0, kYear = 1, kMonth = 2, kDay = 3, kYearRange = 4 };

// A date as far as it is known. Fields beyond the precision are zero; year_last is set for kYearRange only.
struct PartialDate {
  DatePrecision precision = DatePrecision::kUnknown;
  std::int16_t year = 0;
  std::uint8_t month = 0;
  std::uint8_t day = 0;
  std::int16_t year_last = 0;

  bool known() const { return precision != DatePrecision::kUnknown; }
  bool full() const { return precision == DatePrecision::kDay; }
  friend auto operator<=>(const PartialDate&, const PartialDate&) = default;
};

inline constexpr std::int16_t kBirthYearMin = 1900;

// What is wrong with the date, or nothing. `today` bounds the future; a birth date cannot lie after it.
std::optional<std::string> date_fault(const PartialDate& date, std::chrono::year_month_day today);

// "1998-03-12", "12.03.1998", "1998-03", "1998", "1995/1999" (range of years).
Result<PartialDate> parse_date(std::string_view text);
// ISO form of what is known: "1998-03-12", "1998-03", "1998", "1995/1999", "".
std::string format_date(const PartialDate& date);

// RFC 3339 in UTC: "2026-11-22T09:00:00Z".
std::string format_instant(Instant instant);
std::chrono::year_month_day day_of(Instant instant);

// Days since 1970-01-01.
std::int32_t day_number(std::chrono::year_month_day date);
std::int32_t day_number(Instant instant);
// 0 unless the date is known to the day: what RecordFacts carries.
std::int32_t day_number(const PartialDate& date);
// The first and the last day the date can mean; nothing when it is unknown.
std::optional<std::int32_t> first_day(const PartialDate& date);
std::optional<std::int32_t> last_day(const PartialDate& date);

}  // namespace hotline::core
