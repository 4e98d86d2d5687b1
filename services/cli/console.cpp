#include "cli/console.hpp"

#include <fcntl.h>
#include <google/protobuf/util/json_util.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>

#include "core/normal.hpp"
#include "rpc/status.hpp"
#include "runtime/descriptor.hpp"

namespace hotline::cli {
namespace {

inline constexpr double kRedrawSeconds = 0.1;
inline constexpr std::size_t kBarCells = 30;

double now_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::size_t width_of(const std::string& text) {
  return core::valid_utf8(text) ? core::code_points(text) : text.size();
}

std::string cut(const std::string& text, std::size_t code_points_max) {
  if (width_of(text) <= code_points_max || code_points_max < 2) return text;
  std::string kept;
  std::size_t count = 0;
  for (const char c : text) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins && ++count == code_points_max) break;
    kept += c;
  }
  return kept + "…";
}

std::string clock_text(double seconds) {
  const auto whole = static_cast<std::int64_t>(seconds + 0.5);
  char text[32];
  std::snprintf(text, sizeof text, "%lld:%02lld", static_cast<long long>(whole / 60),
                static_cast<long long>(whole % 60));
  return text;
}

}  // namespace

bool is_terminal(std::FILE* stream) {
  return isatty(fileno(stream)) == 1;
}

std::size_t terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 100;
}

std::string Table::text() const {
  std::vector<std::size_t> widths;
  for (const auto& head : heads_) widths.push_back(width_of(head));
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  const std::size_t edge = is_terminal(stdout) ? terminal_width() : 0;
  std::string out;
  const auto line = [&](const std::vector<std::string>& row) {
    std::size_t used = 0;
    for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i) {
      const bool last = i + 1 == row.size() || i + 1 == widths.size();
      if (last) {
        out += edge > used + 8 ? cut(row[i], edge - used) : row[i];
      } else {
        out += row[i];
        out.append(widths[i] - width_of(row[i]) + 2, ' ');
        used += widths[i] + 2;
      }
    }
    out += '\n';
  };
  line(heads_);
  std::vector<std::string> rule;
  for (const auto width : widths) rule.emplace_back(width, '-');
  line(rule);
  for (const auto& row : rows_) line(row);
  return out;
}

void print_json(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.preserve_proto_field_names = true;
  std::string json;
  const auto made = google::protobuf::util::MessageToJsonString(message, &json, options);
  if (made.ok()) std::cout << json;
}

int print_error(const core::Error& error, std::string_view call_id) {
  std::cerr << "hotline: " << rpc::reason_name(error.reason) << ": " << error.message << '\n';
  for (const auto& violation : error.violations) {
    std::cerr << "  " << violation.field << ": " << violation.description << '\n';
  }
  for (const auto& [key, value] : error.metadata) std::cerr << "  " << key << ": " << value << '\n';
  if (error.retry_after) std::cerr << "  try again in " << error.retry_after->count() << " ms\n";
  if (!call_id.empty()) std::cerr << "  call: " << call_id << '\n';
  switch (error.reason) {
    case core::Reason::kInvalidField:
    case core::Reason::kWrongState:
    case core::Reason::kConflict:
      return kRefused;
    case core::Reason::kNotFound:
      return kNotFound;
    case core::Reason::kNotSignedIn:
    case core::Reason::kNotAllowed:
      return kNotAllowed;
    case core::Reason::kTooMany:
    case core::Reason::kStoreDown:
    case core::Reason::kOutOfTime:
    case core::Reason::kHungUp:
      return kTryAgain;
    case core::Reason::kBug:
      return kFailed;
  }
  return kFailed;
}

int usage_error(std::string_view text) {
  std::cerr << "hotline: " << text << '\n';
  return kUsage;
}

std::optional<std::string> ask(std::string_view prompt, Echo echo) {
  if (!is_terminal(stdin)) return std::nullopt;
  std::cerr << prompt << ": " << std::flush;
  termios kept{};
  const bool hide = echo == Echo::kHidden && tcgetattr(STDIN_FILENO, &kept) == 0;
  if (hide) {
    termios quiet = kept;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
  }
  std::string line;
  const bool got = static_cast<bool>(std::getline(std::cin, line));
  if (hide) {
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &kept);
    std::cerr << '\n';
  }
  if (!got) return std::nullopt;
  return core::trim(line);
}

core::Result<std::string> read_text(const std::string& path, std::size_t bytes_max) {
  std::ifstream file;
  if (path != "-") {
    file.open(path, std::ios::binary);
    if (!file) return core::make_error(core::Reason::kNotFound, "the file cannot be read");
  }
  std::istream& in = path == "-" ? std::cin : file;
  std::string text;
  char block[4096];
  while (in.read(block, sizeof block) || in.gcount() > 0) {
    text.append(block, static_cast<std::size_t>(in.gcount()));
    if (text.size() > bytes_max) return core::make_error(core::Reason::kInvalidField, "the file is too long");
  }
  return text;
}

int write_new_file(const std::string& path, const std::string& text, FileIs is) {
  const mode_t mode = is == FileIs::kPrivate ? 0600 : 0644;
  const runtime::Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
  if (file.number < 0) return usage_error(path + " cannot be made, or is there already");
  const ssize_t written = ::write(file.number, text.data(), text.size());
  if (written != static_cast<ssize_t>(text.size())) {
    std::cerr << "hotline: " << path << " cannot be written\n";
    return kFailed;
  }
  return kDone;
}

Progress::Progress(std::string what, std::int64_t total)
    : what_(std::move(what)), total_(total), started_(now_seconds()), shown_(is_terminal(stderr)) {}

Progress::~Progress() {
  if (!shown_ || first_ < 0) return;
  draw();
  std::cerr << '\n';
}

void Progress::set(std::int64_t done) {
  if (first_ < 0) {
    first_ = done;
    started_ = now_seconds();
  }
  done_ = done;
  if (shown_ && now_seconds() - drawn_ >= kRedrawSeconds) draw();
}

void Progress::draw() {
  drawn_ = now_seconds();
  const double share = total_ > 0 ? static_cast<double>(done_) / static_cast<double>(total_) : 1.0;
  const double seconds = std::max(drawn_ - started_, 1e-3);
  const double rate = static_cast<double>(done_ - first_) / seconds;
  const auto filled = static_cast<std::size_t>(share * kBarCells);
  std::string bar(filled, '#');
  bar.resize(kBarCells, '.');
  std::string left = "-:--";
  if (rate > 0) left = clock_text(static_cast<double>(total_ - done_) / rate);
  char text[200];
  std::snprintf(text, sizeof text, "\r%s [%s] %5.1f %%  %lld of %lld  %.0f rows/s  %s left ", what_.c_str(),
                bar.c_str(), share * 100, static_cast<long long>(done_), static_cast<long long>(total_), rate,
                left.c_str());
  std::cerr << text << std::flush;
}

}  // namespace hotline::cli
