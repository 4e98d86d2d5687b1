#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "hotline/v1/relatives_service.pb.h"

namespace hotline::cli {

// What is true of every row of a partner's file.
struct PartnerSheetRules {
  int sheet = 1;                            // of a workbook, from 1
  v1::Language language = v1::LANGUAGE_UK;  // where a row says none
  std::int32_t notice_version = 1;          // that was read to the families
};

// One row of the file. With faults it is not sent.
struct PartnerSheetRow {
  std::int64_t line = 0;
  v1::PartnerRow row;  // row_number is its place among the rows, from 1
  std::vector<std::string> faults;
};

inline constexpr std::size_t kPartnerRowsMax = 2'000;

// The rows of a CSV file or an .xlsx workbook. kInvalidField with everything that is wrong with the header, or when it
// has more rows than a day takes.
core::Result<std::vector<PartnerSheetRow>> read_partner_sheet(const std::string& path, const PartnerSheetRules& rules);
// The header of an empty file to fill in.
std::string partner_sheet_template();

}  // namespace hotline::cli
