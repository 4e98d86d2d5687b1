#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hotline::core {

// What the reader of a file can find wrong with a row before the server judges it. It sends codes, never a text of its
// own, so that nothing from a file can come back as the reason of a refusal. Several codes are divided by spaces.
struct RowFaultCode {
  std::string_view code;
  std::string_view column;
  std::string_view description;
};

inline constexpr std::string_view kTooManyColumns = "too_many_columns";
inline constexpr std::string_view kNotText = "not_text";
inline constexpr std::string_view kSideDiffers = "side_differs";
inline constexpr std::string_view kSideUnknown = "side_unknown";
inline constexpr std::string_view kNoPersonRow = "no_person";
inline constexpr std::string_view kFormulaError = "formula_error";

inline constexpr std::array kRowFaultCodes{
    RowFaultCode{kTooManyColumns, "row",
                 "has more cells than the header has columns: put its dividers or quotes right"},
    RowFaultCode{kNotText, "row",
                 "holds bytes that are no text in the encoding of the file: put it right, or give --encoding"},
    RowFaultCode{kSideDiffers, "side", "is another side than the list's: move the row to a list of that side"},
    RowFaultCode{kSideUnknown, "side", "is one of adversary own civilian child, and the same as the list's"},
    RowFaultCode{kNoPersonRow, "row",
                 "looks like a total, a signature or a title between the rows, not like a person: take it out, or give "
                 "more than the name"},
    RowFaultCode{kFormulaError, "row",
                 "holds the error of a formula (like #N/A): put the cell right in the spreadsheet"},
};

// Column and description of every code in `codes`; an unknown one becomes one fault of the row.
inline std::vector<std::pair<std::string, std::string>> row_faults(std::string_view codes) {
  std::vector<std::pair<std::string, std::string>> faults;
  bool unknown = false;
  for (std::size_t at = 0; at < codes.size();) {
    const std::size_t end = std::min(codes.find(' ', at), codes.size());
    const std::string_view code = codes.substr(at, end - at);
    at = end + 1;
    if (code.empty()) continue;
    bool known = false;
    for (const RowFaultCode& fault : kRowFaultCodes) {
      if (fault.code != code) continue;
      known = true;
      faults.emplace_back(fault.column, fault.description);
    }
    unknown = unknown || !known;
  }
  if (unknown) faults.emplace_back("row", "cannot be read: too many columns, broken quotes, or text that is not UTF-8");
  return faults;
}

}  // namespace hotline::core
