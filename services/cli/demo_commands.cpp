#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "cli/commands.hpp"
#include "cli/demo_day.hpp"
#include "runtime/random.hpp"

namespace hotline::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kSeedMax = 999'999;

// What ops/up made: var/keys and var/db/connection, where var/run/hotlined.sock is the socket or var lies here.
fs::path state_of(const Common& common) {
  std::error_code error;
  const fs::path beside = fs::absolute(common.socket).parent_path().parent_path();
  return fs::exists(beside / "db" / "connection", error) ? beside : fs::path("var");
}

int fill_in(const Common& common, DemoOptions& options) {
  if (!common.edge.empty()) {
    return usage_error("the demo acts as many people of [actors], so it goes through --socket, not --edge");
  }
  if (options.pause && !is_terminal(stdin)) return usage_error("--pause waits for Enter, and there is no terminal");
  if (options.seed == 0) {
    runtime::SystemRandom random;
    const auto bytes = random.bytes<16>();
    for (int i = 0; i < 7; ++i) options.seed = options.seed << 8U | bytes[static_cast<std::size_t>(i)];
    options.seed = options.seed % kSeedMax + 1;
  }
  return kDone;
}

// What reads the log at the end; asked for before anything is written.
int find_log(const Common& common, DemoOptions& options) {
  if (options.conninfo_file.empty()) options.conninfo_file = state_of(common) / "db" / "connection";
  if (options.keys.empty()) options.keys = state_of(common) / "keys";
  std::error_code error;
  if (!options.no_audit && (!fs::exists(options.conninfo_file, error) || !fs::is_directory(options.keys, error))) {
    return usage_error("to verify the log, the demo reads " + options.conninfo_file + " and " + options.keys +
                       ": name them with --conninfo-file and --keys, or give --no-audit");
  }
  return kDone;
}

// A new folder, so that nothing is ever written over.
int make_folder(DemoOptions& options) {
  std::error_code error;
  if (!options.folder.empty()) {
    fs::create_directories(options.folder, error);
    if (error) return usage_error("--folder " + options.folder + " cannot be made");
    return fs::is_empty(options.folder, error) && !error ? static_cast<int>(kDone)
                                                         : usage_error("--folder: " + options.folder + " is not empty");
  }
  constexpr int kFoldersMax = 10'000;
  for (int number = 1; number <= kFoldersMax; ++number) {
    options.folder = "hotline-demo-" + std::to_string(number);
    if (fs::create_directory(options.folder, error)) return kDone;
    if (error) break;
  }
  return usage_error("no folder hotline-demo-N can be made here: name one with --folder");
}

int run_demo(const Common& common, DemoOptions options) {
  const int filled = fill_in(common, options);
  if (filled != kDone) return filled;
  const int refused = demo_refused(common);
  if (refused != kDone) return refused;
  const int found = find_log(common, options);
  if (found != kDone) return found;
  const int made = make_folder(options);
  if (made != kDone) return made;
  return play_demo(common, options);
}

}  // namespace

void add_demo_command(CLI::App& app, const Common& common, int& exit_code) {
  auto* demo =
      app.add_subcommand("demo", "See it all alive: an invented day, played on a TRIAL database in some seconds");
  demo->footer(
      "Calls, a portal, a partner, lists, candidates, releases, callbacks, a withdrawn list with its corrections,\n"
      "deadlines, figures, the bulletin and the verified log: through the same calls as every other command, as the\n"
      "actors of [actors] in the server's settings, whatever --as says. A LIVE database is refused. What was played "
      "stays\n"
      "in the database; a second run plays another day.\n"
      "Examples:\n"
      "  hotline demo                                     on what ops/up started\n"
      "  hotline demo --pause                             before an audience: Enter goes on\n"
      "  hotline --json demo --seed 7 --folder today      an object for each step, one a line\n"
      "Exit codes: 0 played to its end, else that of the step at which it stopped, which is named.");
  auto options = std::make_shared<DemoOptions>();
  demo->add_option("--seed", options->seed,
                   "The same seed on a new database gives the same people; drawn when left out")
      ->check(CLI::Range(std::uint64_t{1}, kSeedMax));
  demo->add_option("--calls", options->calls, "How many relatives call in the morning")
      ->check(CLI::Range(kDemoCallsMin, kDemoCallsMax))
      ->capture_default_str();
  demo->add_flag("--pause", options->pause, "Wait for Enter after each step");
  demo->add_option("--folder", options->folder,
                   "New or empty folder for the bulletin; hotline-demo-N here when left out");
  demo->add_option("--conninfo-file", options->conninfo_file,
                   "To verify the log: connection file of the database; that of ops/up when left out");
  demo->add_option("--keys", options->keys, "To verify the log: folder of the keys; that of ops/up when left out");
  demo->add_flag("--no-audit", options->no_audit, "Do not verify the log at the end");
  demo->callback([options, &common, &exit_code] { exit_code = run_demo(common, *options); });
}

}  // namespace hotline::cli
