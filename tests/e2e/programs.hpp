#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "bench/child.hpp"
#include "bench/site.hpp"

namespace hotline::e2e {

// Where hotlined, hotline and this test's own program lie.
std::string program_folder();

struct Ran {
  int exit_code = -1;  // -1: by a signal, or killed for taking too long
  std::string output;  // standard output and error
};

// Runs a program to its end.
Ran run(std::vector<std::string> command, std::chrono::seconds limit = std::chrono::seconds(60));

// A port of 127.0.0.1 that nobody has right now.
int free_port();

// The command line as one actor on one server of the site.
std::vector<std::string> hotline_command(const bench::Site& site, const std::string& server, const std::string& actor,
                                         const std::vector<std::string>& arguments);
Ran hotline(const bench::Site& site, const std::string& server, const std::string& actor,
            const std::vector<std::string>& arguments);
// From now on each batch of the log waits this long within its COMMIT, before it is durable.
void slow_down_commits(bench::Site& site, std::chrono::milliseconds wait);
// The number behind "key": in what `hotline --json import` prints; throws when it is not there.
std::int64_t json_number(const std::string& json, const std::string& key);

// One hotlined of a site: started, killed and started again under the same name.
class Hotlined {
 public:
  Hotlined(bench::Site& site, std::string name, int log_tree, std::string program = "hotlined")
      : site_(site), name_(std::move(name)), log_tree_(log_tree), program_(std::move(program)) {
    start();
  }
  void start();  // returns once it answers
  void kill_9();
  void signal(int number) { started_->child.signal(number); }
  bench::Ending wait() { return started_->child.wait(); }
  bool running() { return started_ && started_->child.running(); }
  pid_t pid() const { return started_->child.pid(); }
  std::string output() const { return started_->child.output(); }
  const std::string& name() const { return name_; }
  std::string socket() const { return site_.socket(name_); }

 private:
  bench::Site& site_;
  std::string name_;
  int log_tree_;
  std::string program_;
  std::optional<bench::Site::Started> started_;
};

}  // namespace hotline::e2e
