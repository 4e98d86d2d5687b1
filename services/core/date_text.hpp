#pragma once

#include <string_view>

#include "core/result.hpp"
#include "core/time.hpp"

namespace hotline::core {

// A date as people write it in lists, in Ukrainian, Russian or English: "12.03.2001", "12/3/2001", "2001-03-12 00:00",
// "12 березня 2001 р.", "March 2001", "03.2001", "2001 р.н.", "00.00.2001", "1995-1999", "about 1995", or the day
// number of a spreadsheet ("36962"). The day stands before the month: the American order is never guessed. The error's
// one violation says what would be right and holds no value; whether the date fits the calendar of today is
// date_fault's.
Result<PartialDate> read_date(std::string_view text);

}  // namespace hotline::core
