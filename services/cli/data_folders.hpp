#pragma once

#include <filesystem>

namespace hotline::cli {

// Data that comes with the program: `installed` below its prefix, or `in_tree` in the source tree that it was built in.
std::filesystem::path data_folder(const std::filesystem::path& installed, const std::filesystem::path& in_tree);

}  // namespace hotline::cli
