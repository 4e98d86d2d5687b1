#include "cli/ground.hpp"

#include <CLI/CLI.hpp>

#include "cli/console.hpp"

namespace hotline::cli {
namespace {

constexpr std::size_t kGroundBytesMax = 4096;

}  // namespace

void GroundOptions::add_to(CLI::App& command) {
  command.add_option("--ground", text, "Why; on a TRIAL database only, elsewhere it is asked for");
  command.add_option("--ground-file", file, "File with the ground; - is standard input");
}

int read_ground(const Common& common, const GroundOptions& options, std::string& ground) {
  if (!options.text.empty()) {
    const auto trial = is_trial(common);
    if (!trial) return print_error(trial.error(), "");
    if (!*trial) {
      return usage_error(
          "this database is LIVE: a ground as an argument would be seen by others; use --ground-file FILE");
    }
    ground = options.text;
    return kDone;
  }
  if (!options.file.empty()) {
    const auto read = read_text(options.file, kGroundBytesMax);
    if (!read) return usage_error("--ground-file: " + read.error().message);
    ground = *read;
    while (!ground.empty() && (ground.back() == '\n' || ground.back() == '\r')) ground.pop_back();
    return kDone;
  }
  const auto answer = ask("ground (why; kept sealed)");
  if (!answer || answer->empty()) return usage_error("no ground: give --ground-file FILE");
  ground = *answer;
  return kDone;
}

}  // namespace hotline::cli
