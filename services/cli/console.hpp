#pragma once

#include <google/protobuf/message.h>

#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace hotline::cli {

// What `hotline` ends with; documented in --help and ops/docs/cli.md.
enum ExitCode : int {
  kDone = 0,
  kFailed = 1,   // an unexpected failure; the call id names it in the server's log
  kUsage = 2,    // wrong arguments or an unreadable file
  kRefused = 3,  // the server refused the request: bad fields or a wrong state
  kNotFound = 4,
  kNotAllowed = 5,
  kTryAgain = 6,     // unavailable, too many calls, out of time: the same command may succeed later
  kRowsRefused = 7,  // the import ended, but some rows were refused
};

bool is_terminal(std::FILE* stream);
// Columns of the terminal, 100 when there is none.
std::size_t terminal_width();

// Columns padded to their widest cell (counted in code points); the last one is cut at the terminal's edge.
class Table {
 public:
  explicit Table(std::vector<std::string> heads) : heads_(std::move(heads)) {}
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  std::string text() const;

 private:
  std::vector<std::string> heads_;
  std::vector<std::vector<std::string>> rows_;
};

// The message as JSON with the proto's field names, on standard output.
void print_json(const google::protobuf::Message& message);
// Every violation, the metadata and the call id, on standard error; the exit code that fits.
int print_error(const core::Error& error, std::string_view call_id);
int usage_error(std::string_view text);

// Asks on the terminal, not echoed when `secret`. Nothing when standard input is no terminal or it ends.
enum class Echo { kShown, kHidden };
std::optional<std::string> ask(std::string_view prompt, Echo echo = Echo::kShown);

// A file's whole text, or standard input for "-"; at most `bytes_max`.
core::Result<std::string> read_text(const std::string& path, std::size_t bytes_max);

// Makes the file anew; one that is there already is left as it is and refused. kPrivate: mode 0600.
enum class FileIs { kForAll, kPrivate };
int write_new_file(const std::string& path, const std::string& text, FileIs is);

// One line on standard error, redrawn at most ten times a second; silent when standard error is no terminal.
class Progress {
 public:
  Progress(std::string what, std::int64_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void set(std::int64_t done);

 private:
  void draw();
  std::string what_;
  std::int64_t total_;
  std::int64_t done_ = 0;
  std::int64_t first_ = -1;
  double started_;
  double drawn_ = 0;
  bool shown_;
};

}  // namespace hotline::cli
