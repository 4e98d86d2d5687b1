#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace hotline::bench {

// How a program ended.
struct Ending {
  int exit_code = -1;  // -1: by a signal
  long peak_rss_kib = 0;
};

// A program that we started: it dies with us, whatever ends us. Its output goes to a file.
class Child {
 public:
  Child(std::vector<std::string> command, std::string output_file);
  ~Child();  // kill -9 if it still runs
  Child(Child&& other) noexcept;
  Child& operator=(Child&&) = delete;
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  pid_t pid() const { return pid_; }
  bool running();
  void signal(int number) const;
  Ending wait();
  std::string output() const;

 private:
  pid_t pid_ = -1;
  std::string output_file_;
  bool ended_ = false;
  Ending ending_;
  void note(int state, long peak_rss_kib);
};

// Seconds of processor time that a process used so far.
double cpu_seconds(pid_t process);
// The same of a PostgreSQL server: the postmaster, those it has seen end, and those that run.
double cpu_seconds_of_server(pid_t postmaster);
// Memory in use now; 0 when it is gone.
long rss_kib(pid_t process);

}  // namespace hotline::bench
