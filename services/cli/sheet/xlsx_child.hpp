#pragma once

#include <cstdint>
#include <istream>
#include <memory>
#include <string>

#include "core/result.hpp"

namespace hotline::sheet {

// What taking a workbook apart may cost; a list of a million rows stays below.
struct XlsxLimits {
  std::uint32_t cpu_seconds = 300;
  std::uint64_t memory_bytes = 2ULL * 1024 * 1024 * 1024;
  std::uint64_t output_bytes = 4ULL * 1024 * 1024 * 1024;
};

// A sheet of a workbook as CSV, in a file that has no name any more: it is gone with the stream.
struct Unpacked {
  std::unique_ptr<std::istream> csv;
  int sheets = 0;
};

// Runs the program hotline-xlsx, which lies beside this one, under the limits. Only the path of the file is an
// argument.
core::Result<Unpacked> unpack_xlsx(const std::string& path, int sheet, const XlsxLimits& limits = {});

}  // namespace hotline::sheet
