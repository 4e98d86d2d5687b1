// `cmake --install` into a folder of its own, and a trial from there while the source tree cannot be seen.
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "e2e/installation.hpp"
#include "support/source_path.hpp"

namespace hotline::e2e {
namespace {

namespace fs = std::filesystem;

const std::string kSource = test::source_path();

// With an empty folder in place of the source tree, for this command and what it starts. Needs the right to mount.
std::vector<std::string> without_source(const std::vector<std::string>& command) {
  std::vector<std::string> words{
      "/usr/bin/unshare", "--mount", "/bin/sh", "-c", "mount -t tmpfs none \"$0\" && exec \"$@\"", kSource};
  words.insert(words.end(), command.begin(), command.end());
  return words;
}

bool can_hide_the_source() {
  if (run(without_source({"/bin/true"})).exit_code == 0) return true;
  std::cout << "LEFT OUT: without the right to mount, the source tree stays in sight; only open files are looked at\n";
  return false;
}

bool is_open_here(const std::string& file) {
  for (const auto& entry : fs::directory_iterator("/proc/self/fd")) {
    std::error_code gone;
    if (fs::read_symlink(entry.path(), gone) == file) return true;
  }
  return false;
}

// Files that a process has open or in memory and that lie in the source tree. What the test itself was given open, as
// ctest's own log, its children have too.
std::string source_files_of(pid_t process) {
  std::string found;
  const std::string folder = "/proc/" + std::to_string(process);
  for (const auto& entry : fs::directory_iterator(folder + "/fd")) {
    std::error_code gone;
    const std::string file = fs::read_symlink(entry.path(), gone);
    if (file.starts_with(kSource) && !is_open_here(file)) found += file + "\n";
  }
  const std::string maps = text_of(folder + "/maps");
  if (maps.find(kSource) != std::string::npos) found += maps;
  const std::string environment = text_of(folder + "/environ");
  if (environment.find("HOTLINE_BUILD=" + kSource) != std::string::npos) found += "its environment\n";
  return found;
}

// Exposure as systemd-analyze counts it, in tenths: 0 nothing, 100 everything.
constexpr char kExposureMax[] = "16";

void expect_confined(const std::string& prefix) {
  if (!fs::exists("/usr/bin/systemd-analyze")) {
    std::cout << "LEFT OUT: systemd-analyze is not here (package systemd), so the units are not judged\n";
    return;
  }
  int units = 0;
  for (const auto& entry : fs::directory_iterator(prefix + "/lib/systemd/system")) {
    const std::string unit = entry.path();
    const Ran verified = run({"/usr/bin/systemd-analyze", "verify", "--man=no", unit});
    EXPECT_EQ(verified.exit_code, 0) << unit << ": " << verified.output;
    EXPECT_EQ(verified.output, "") << unit;
    if (entry.path().extension() != ".service") continue;
    const Ran judged = run(
        {"/usr/bin/systemd-analyze", "security", "--offline=true", std::string("--threshold=") + kExposureMax, unit});
    EXPECT_EQ(judged.exit_code, 0) << unit << ": " << judged.output;
    ++units;
  }
  EXPECT_EQ(units, 5);
}

TEST(InstallTest, RunsWithoutTheSourceTreeAndKeepsItsDataElsewhere) {
  const ScratchFolder scratch;
  const std::string prefix = scratch.path("prefix"), moved = scratch.path("moved");
  const Ran installed = run({"/usr/bin/env", "cmake", "--install", test::build_path(), "--prefix", prefix});
  ASSERT_EQ(installed.exit_code, 0) << installed.output;
  EXPECT_NE(text_of(prefix + "/lib/systemd/system/hotlined.service").find("ExecStart=" + prefix + "/bin/hotlined "),
            std::string::npos);
  EXPECT_NE(text_of(prefix + "/share/hotline/ops/config/systemd.toml").find(prefix + "/share/hotline/lexicon"),
            std::string::npos);
  for (const auto& entry : fs::recursive_directory_iterator(prefix + "/share/hotline")) {
    if (entry.is_regular_file()) {
      EXPECT_EQ(text_of(entry.path()).find(kSource), std::string::npos) << entry.path() << " names the source tree";
    }
  }
  expect_confined(prefix);
  // The commands find what they need from where they are.
  fs::rename(prefix, moved);

  Installation::Options options;
  options.root = moved + "/share/hotline";
  options.build = "";
  options.working_folder = "/";
  const Installation up(options);
  const bool hidden = can_hide_the_source();
  const auto ops = [&](const std::vector<std::string>& command) {
    const auto words = up.ops_command(command);
    return run(hidden ? without_source(words) : words, std::chrono::seconds(300));
  };
  const Ran begun = ops({"up"});
  ASSERT_EQ(begun.exit_code, 0) << begun.output;
  EXPECT_NE(begun.output.find("answer    CONFIRMED_CAPTIVE"), std::string::npos) << begun.output;
  EXPECT_NE(begun.output.find("hotline-down"), std::string::npos) << begun.output;
  for (const pid_t process : {up.hotlined(), up.postgres(), up.edge()}) {
    ASSERT_TRUE(runs(process));
    EXPECT_EQ(source_files_of(process), "");
  }
  const std::string hotline = moved + "/bin/hotline";
  const auto bare = [&](const std::vector<std::string>& command) {
    return run(hidden ? without_source(command) : command);
  };
  const Ran status = bare({hotline, "--socket", up.socket(), "--as", "operator", "status"});
  EXPECT_EQ(status.exit_code, 0) << status.output;
  const Ran scripts = bare({hotline, "scripts", "check"});
  EXPECT_EQ(scripts.exit_code, 0) << scripts.output;
  const Ran backed = ops({"backup", scratch.path("backup")});
  EXPECT_EQ(backed.exit_code, 0) << backed.output;
  const Ran help = bare({moved + "/bin/hotline-restore", "--help"});
  EXPECT_EQ(help.exit_code, 0) << help.output;
  // Nothing was written into what was installed.
  const Ran written = run({"/usr/bin/find", moved, "-newer", up.path("mark")});
  EXPECT_EQ(written.output, "");
  EXPECT_EQ(ops({"down"}).exit_code, 0);
}

}  // namespace
}  // namespace hotline::e2e
