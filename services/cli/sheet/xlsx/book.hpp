#pragma once

#include <cstdio>
#include <memory>
#include <string>

#include "core/result.hpp"

namespace hotline::sheet {

// In place of a cell that a merged range covers from its left; in the header it means the cell to the left again, in a
// data row nothing. No text of a workbook can hold it.
inline constexpr char kCoveredFromLeft = '\x1f';
// A formula that was never computed.
inline constexpr const char* kNotComputed = "#VALUE!";

// The worksheets of an .xlsx file, written out as CSV (UTF-8, commas) row by row. A cell says what a person reads in
// it: dates as ISO with no more than its format shows, zeros that its format puts in front, the value a formula had
// last. A merged cell stands in all its rows that hold something of their own. Needs memory for the workbook's texts
// only.
class XlsxBook {
 public:
  static core::Result<std::unique_ptr<XlsxBook>> open(const std::string& path);
  virtual ~XlsxBook() = default;

  virtual int sheets() const = 0;
  // `number` from 1.
  virtual core::Done write_csv(int number, std::FILE* out) = 0;
};

}  // namespace hotline::sheet
