#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hotline::sheet {

// What the number format of a spreadsheet cell shows of a number, as far as it changes what the cell says: whether it
// is a date and which parts of it are seen, and zeros put in front.
struct NumberFormat {
  bool date = false;
  bool year = false;
  bool month = false;
  bool day = false;
  bool time = false;
  std::string digits;  // "000000" or "000-000", when zeros are put in front; else empty
};

NumberFormat parse_number_format(std::string_view code);
// The format of a number that workbooks do not spell out; General for unknown ones.
NumberFormat builtin_number_format(int id);

enum class DateSystem : std::uint8_t { k1900, k1904 };

// A number as a person reads it in the sheet: "2001-03-12", "2001-03", "2001", "007", "12.5". `raw` comes back as it is
// when it is no number.
std::string number_text(std::string_view raw, const NumberFormat& format, DateSystem system);

}  // namespace hotline::sheet
