#pragma once

#include <string>
#include <vector>

#include "core/scripts.hpp"
#include "core/sheet_number.hpp"

namespace hotline::cli {

// Sheets of A4 to take calls on while nothing serves, one page each: a whole HTML file without anything from elsewhere.
// Has a place for everything that LookupPerson takes.
std::string paper_form(core::Language language, const std::vector<core::SheetNumber>& sheets);

}  // namespace hotline::cli
