#pragma once

#include <string>
#include <string_view>

namespace hotline::test {

// Paths of the source tree and of the build. They are compiled into one file only, so that a compiler cache serves
// every clone of the project.
std::string source_path(std::string_view below = "");
std::string build_path(std::string_view below = "");

}  // namespace hotline::test
