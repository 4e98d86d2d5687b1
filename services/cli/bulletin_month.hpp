#pragma once

#include <string>
#include <vector>

#include "cli/bulletin.hpp"
#include "cli/connection.hpp"

namespace hotline::cli {

// All tables of a month ("2026-03") that is released, and what others have published of these measures; the exit code.
int gather_bulletin(const Common& common, const std::string& month, const std::vector<std::string>& measures,
                    Bulletin& bulletin);
// Writes the page to a new file and places its hash in the log; `sha256` is in hexadecimal digits.
int publish_bulletin(const Common& common, const Bulletin& bulletin, const std::string& html, const std::string& path,
                     std::string& sha256);

}  // namespace hotline::cli
