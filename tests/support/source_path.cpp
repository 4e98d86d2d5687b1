#include "support/source_path.hpp"

namespace hotline::test {
namespace {

std::string joined(std::string folder, std::string_view below) {
  if (!below.empty()) folder.append("/").append(below);
  return folder;
}

}  // namespace

std::string source_path(std::string_view below) {
  return joined(HOTLINE_SOURCE_DIR, below);
}

std::string build_path(std::string_view below) {
  return joined(HOTLINE_BINARY_DIR, below);
}

}  // namespace hotline::test
