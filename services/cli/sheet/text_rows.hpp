#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/sheet/encoding.hpp"
#include "core/result.hpp"

namespace hotline::sheet {

enum class Separator : char { kComma = ',', kTab = '\t', kSemicolon = ';' };
// "comma", "tab", "semicolon".
std::string_view name_of(Separator separator);

struct TextFormat {
  Encoding encoding = Encoding::kUtf8;
  ByteOrder order = ByteOrder::kLittle;
  bool mark = false;
  Separator separator = Separator::kComma;
};

// One row of a file as it stands there, empty ones included.
struct Line {
  std::int64_t number = 0;  // from 1
  std::vector<std::string> cells;
};

// Gives each row of the stream, rewound first, until `take` returns false. Quotes as RFC 4180 has them. Memory does not
// grow with the file.
core::Done each_line(std::istream& in, const TextFormat& format, const std::function<bool(Line&)>& take);

// The divider whose number is the most constant over the first lines; a comma when there is none.
Separator propose_separator(std::istream& in, TextFormat format);

// One line of a CSV file, quoted where it must be.
std::string csv_line(const std::vector<std::string>& cells, Separator separator);

}  // namespace hotline::sheet
