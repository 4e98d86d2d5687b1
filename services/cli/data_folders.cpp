#include "cli/data_folders.hpp"

#include <system_error>

namespace hotline::cli {
namespace fs = std::filesystem;

fs::path data_folder(const fs::path& installed, const fs::path& in_tree) {
  std::error_code error;
  fs::path at = fs::read_symlink("/proc/self/exe", error).parent_path();
  fs::path below_prefix = at.parent_path() / installed;
  if (fs::is_directory(below_prefix, error)) return below_prefix;
  for (; at.has_relative_path(); at = at.parent_path()) {
    if (fs::is_directory(at / in_tree, error)) return at / in_tree;
  }
  return below_prefix;
}

}  // namespace hotline::cli
