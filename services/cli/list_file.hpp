#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <istream>
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "hotline/v1/registry_service.pb.h"

namespace hotline::cli {

enum class Separator : char { kComma = ',', kTab = '\t', kSemicolon = ';' };

// One data row as it stands in the file.
struct FileRow {
  std::int64_t number = 0;  // one-based
  std::vector<std::string> cells;
};

// What one pass over the whole file tells, before anything is sent.
struct FileFacts {
  core::Bytes32 sha256{};
  std::int64_t rows = 0;
  std::vector<std::string> header;
};

// A list file: UTF-8, a header row, quotes as RFC 4180 has them (ops/docs/list_format.md). The stream can be rewound.
// Violations name unknown and missing columns.
core::Result<FileFacts> survey(std::istream& in, Separator separator);

// Gives each data row in order until `take` returns false. The header was surveyed.
core::Done read_rows(std::istream& in, Separator separator, const std::function<bool(FileRow)>& take);

// The row for the server; what cannot be put into it (too many columns, broken UTF-8) becomes its fault.
v1::ListRow to_message(const std::vector<std::string>& header, const FileRow& row);

// One line of a CSV file, quoted where it must be.
void write_csv_line(std::ostream& out, const std::vector<std::string>& cells, Separator separator);

}  // namespace hotline::cli
