#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "cli/sheet/text_rows.hpp"
#include "core/result.hpp"

namespace hotline::sheet {

// Where refused rows go: the same kind of sheet that they came from.
class RefusedSheet {
 public:
  virtual ~RefusedSheet() = default;
  virtual void write(const std::vector<std::string>& cells) = 0;
  // Nothing is in the file for certain before.
  virtual core::Done finish() = 0;
};

// CSV in the encoding and with the separator of the list.
std::unique_ptr<RefusedSheet> refused_csv(std::ostream& out, const TextFormat& format);
// A workbook of one sheet. Every cell is a text: a formula that a row brought stays a row of letters. Readable by its
// owner alone.
std::unique_ptr<RefusedSheet> refused_xlsx(const std::string& path);

}  // namespace hotline::sheet
