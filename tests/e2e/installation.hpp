#pragma once

#include <sys/types.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "e2e/programs.hpp"
#include "rpc/client.hpp"
#include "support/source_path.hpp"

namespace hotline::e2e {

// The whole file; empty when it cannot be read.
std::string text_of(const std::string& path);
// One that has ended and that nobody has waited for does not run.
bool runs(pid_t process);
std::string pg_program(const std::string& name);

// A folder that goes away with everything in it, which the database account may enter.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  std::string path(const std::string& name) const { return folder_ + "/" + name; }

 private:
  std::string folder_ = "/tmp/hotline-scratch-XXXXXX";
};

// A state folder of ops/up. However this program ends, a watching shell stops what ops/up started and removes it.
class Installation {
 public:
  struct Options {
    std::int64_t sample_persons = 300;
    bool sample_desk = false;  // as for the watchdog: nothing is logged but what a test asks
    // Where ops/ and, beside it, all that it needs lie; the tree of the sources, or of an installation.
    std::string root = test::source_path();
    std::string build = test::build_path();  // empty: ops/up finds the programs itself
    std::string working_folder;              // empty: as of this program
    std::string database_file;               // empty: a cluster of its own
  };
  Installation() : Installation(Options{}) {}
  explicit Installation(Options options);
  ~Installation();
  Installation(const Installation&) = delete;
  Installation& operator=(const Installation&) = delete;

  // `watchdog`: seconds between its look-ups; "0": none, so that nothing is logged but what a test asks.
  Ran ops(const std::string& program, const std::string& watchdog = "0") const { return ops_with({program}, watchdog); }
  Ran ops_with(const std::vector<std::string>& command, const std::string& watchdog = "0") const;
  // What ops() runs, for who runs it beside something else.
  std::vector<std::string> ops_command(const std::vector<std::string>& command,
                                       const std::string& watchdog = "0") const;
  Ran hotline(const std::string& actor, const std::vector<std::string>& arguments) const;
  std::string sql(const std::string& statement) const;
  std::string dump() const;
  // Through the edge, as the workstation that ops/up made a certificate for.
  Ran through_edge(const std::vector<std::string>& arguments) const;
  std::shared_ptr<grpc::Channel> edge_channel() const;

  const std::string& folder() const { return folder_; }
  std::string path(const std::string& name) const { return folder_ + "/" + name; }
  std::string run_folder() const { return folder_ + "/run"; }
  std::string socket() const { return run_folder() + "/hotlined.sock"; }
  std::string program(const std::string& name) const;
  // 0: none runs.
  pid_t watchdog() const { return pid_in(run_folder() + "/watchdog.pid"); }
  pid_t sample_desk() const { return pid_in(run_folder() + "/sample-desk.pid"); }
  pid_t edge() const { return pid_in(run_folder() + "/edge.pid"); }
  pid_t hotlined() const { return pid_in(run_folder() + "/hotlined.pid"); }
  pid_t postgres() const { return pid_in(folder_ + "/db/cluster/postmaster.pid"); }

 private:
  static pid_t pid_in(const std::string& file);

  Options options_;
  std::string folder_ = "/tmp/hotline-up-XXXXXX";
  const int edge_port_ = free_port();
  int pipe_ = -1;
  pid_t watcher_ = -1;
};

}  // namespace hotline::e2e
