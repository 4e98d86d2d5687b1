#pragma once

#include <string>
#include <vector>

#include "cli/bulletin.hpp"
#include "cli/connection.hpp"

namespace hotline::cli {

// All tables of a month ("2026-03") that is released, and what others have published of these measures; the exit code.
int gather_bulletin(const Common& common, const std::string& month, const std::vector<std::string>& measures,
                    Bulletin& bulletin);
// Places the page's hash in the log; `sha256` is in hexadecimal digits.
int place_bulletin(const Common& common, const Bulletin& bulletin, const std::string& html, std::string& sha256);

}  // namespace hotline::cli
