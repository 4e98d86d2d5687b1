#include "bench/child.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace hotline::bench {
namespace {

// The fields of /proc/PID/stat after the name, so that field[0] is the state; empty when the process is gone.
std::vector<std::string> stat_fields(const std::string& process) {
  std::ifstream file("/proc/" + process + "/stat");
  std::string line;
  std::getline(file, line);
  const std::size_t name_end = line.rfind(')');
  std::vector<std::string> fields;
  if (name_end == std::string::npos) return fields;
  std::istringstream rest(line.substr(name_end + 1));
  for (std::string field; rest >> field;) fields.push_back(field);
  return fields;
}

constexpr std::size_t kParent = 1;
constexpr std::size_t kUserTime = 11;
constexpr std::size_t kSystemTime = 12;
constexpr std::size_t kUserTimeOfEnded = 13;
constexpr std::size_t kSystemTimeOfEnded = 14;
constexpr std::size_t kPages = 21;

double seconds(const std::vector<std::string>& fields, std::size_t first, std::size_t second) {
  if (fields.size() <= second) return 0;
  return static_cast<double>(std::stoll(fields[first]) + std::stoll(fields[second])) /
         static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace

Child::Child(std::vector<std::string> command, std::string output_file) : output_file_(std::move(output_file)) {
  std::vector<char*> arguments;
  for (std::string& word : command) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const pid_t parent = getpid();
  pid_ = fork();
  if (pid_ < 0) throw std::runtime_error("fork failed");
  if (pid_ > 0) return;
  // Only calls that are safe in a program with threads.
  const int input = open("/dev/null", O_RDONLY);
  const int output = open(output_file_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (input < 0 || output < 0 || dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(output, 2) < 0) _exit(126);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(126);
  execv(arguments[0], arguments.data());
  _exit(127);
}

Child::Child(Child&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      output_file_(std::move(other.output_file_)),
      ended_(std::exchange(other.ended_, true)),
      ending_(other.ending_) {}

Child::~Child() {
  if (pid_ < 0 || ended_) return;
  kill(pid_, SIGKILL);
  wait();
}

void Child::note(int state, long peak_rss_kib) {
  ended_ = true;
  ending_.exit_code = WIFEXITED(state) ? WEXITSTATUS(state) : -1;
  ending_.peak_rss_kib = peak_rss_kib;
}

bool Child::running() {
  if (ended_) return false;
  int state = 0;
  rusage usage{};
  if (wait4(pid_, &state, WNOHANG, &usage) == pid_) note(state, usage.ru_maxrss);
  return !ended_;
}

Ending Child::wait() {
  while (!ended_) {
    int state = 0;
    rusage usage{};
    if (wait4(pid_, &state, 0, &usage) == pid_) {
      note(state, usage.ru_maxrss);
    } else if (errno != EINTR) {
      note(-1, 0);
    }
  }
  return ending_;
}

void Child::signal(int number) const {
  if (!ended_) kill(pid_, number);
}

std::string Child::output() const {
  std::ostringstream text;
  text << std::ifstream(output_file_).rdbuf();
  return text.str();
}

double cpu_seconds(pid_t process) {
  return seconds(stat_fields(std::to_string(process)), kUserTime, kSystemTime);
}

double cpu_seconds_of_server(pid_t postmaster) {
  double sum =
      cpu_seconds(postmaster) + seconds(stat_fields(std::to_string(postmaster)), kUserTimeOfEnded, kSystemTimeOfEnded);
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const std::string name = entry.path().filename();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    const auto fields = stat_fields(name);
    if (fields.size() > kParent && fields[kParent] == std::to_string(postmaster)) {
      sum += seconds(fields, kUserTime, kSystemTime);
    }
  }
  return sum;
}

long rss_kib(pid_t process) {
  const auto fields = stat_fields(std::to_string(process));
  if (fields.size() <= kPages) return 0;
  return std::stol(fields[kPages]) * (sysconf(_SC_PAGESIZE) / 1024);
}

}  // namespace hotline::bench
