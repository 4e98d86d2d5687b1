#pragma once

#include <string>

#include "cli/connection.hpp"

namespace CLI {
class App;
}

namespace hotline::cli {

// Why something was decided. It can name people, so it is an argument only where everybody is invented; elsewhere it
// comes from a file, standard input, or a prompt.
struct GroundOptions {
  std::string text;
  std::string file;

  void add_to(CLI::App& command);
};
// An exit code other than kDone when it cannot be had.
int read_ground(const Common& common, const GroundOptions& options, std::string& ground);

}  // namespace hotline::cli
