#include "cli/sheet/xlsx_child.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace hotline::sheet {
namespace {

constexpr const char* kProgram = "hotline-xlsx";
constexpr std::size_t kMessageBytesMax = 300;
constexpr rlim_t kFilesMax = 16;
constexpr int kExecFailed = 127;

core::Error refused(const std::string& what) {
  return core::make_error(core::Reason::kInvalidField, what);
}

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }
  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

// Rows hold names: nobody else can open the file, and it has no name.
int nameless_file() {
  const char* folder = std::getenv("TMPDIR");
  std::string path = std::string(folder != nullptr && *folder != '\0' ? folder : "/tmp") + "/hotline-XXXXXX";
  const int file = mkostemp(path.data(), O_CLOEXEC);
  if (file >= 0) unlink(path.c_str());
  return file;
}

void limit(int what, std::uint64_t value) {
  const rlimit both{static_cast<rlim_t>(value), static_cast<rlim_t>(value)};
  setrlimit(static_cast<__rlimit_resource_t>(what), &both);
}

struct Start {
  const char* program;
  char* const* arguments;
  char* const* environment;
  int output;
  int messages;
  XlsxLimits limits;
};

// In the child, between fork and exec: calls that are safe there alone.
[[noreturn]] void become(const Start& start) {
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  const int nothing = open("/dev/null", O_RDONLY);
  if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 || dup2(start.output, STDOUT_FILENO) < 0 ||
      dup2(start.messages, STDERR_FILENO) < 0) {
    _exit(kExecFailed);
  }
  close_range(3, ~0U, 0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_CPU, start.limits.cpu_seconds);
  limit(RLIMIT_FSIZE, start.limits.output_bytes);
  limit(RLIMIT_NOFILE, kFilesMax);
  // The sanitizers reserve terabytes of addresses.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  limit(RLIMIT_AS, start.limits.memory_bytes);
#endif
  execve(start.program, start.arguments, start.environment);
  _exit(kExecFailed);
}

std::string read_message(int from) {
  std::string message;
  std::array<char, 256> block{};
  for (;;) {
    const ssize_t got = read(from, block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return message;
    message.append(block.data(), static_cast<std::size_t>(got));
    if (message.size() > kMessageBytesMax) message.resize(kMessageBytesMax);
  }
}

std::string program_path() {
  std::error_code failed;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", failed);
  return failed ? std::string(kProgram) : (self.parent_path() / kProgram).string();
}

}  // namespace

core::Result<Unpacked> unpack_xlsx(const std::string& path, int sheet, const XlsxLimits& limits) {
  const Descriptor output(nameless_file());
  std::array<int, 2> pipe_ends{-1, -1};
  if (output.get() < 0 || pipe2(pipe_ends.data(), O_CLOEXEC) != 0) {
    return core::make_error(core::Reason::kStoreDown, "no temporary file can be made: is TMPDIR full?");
  }
  const Descriptor messages(pipe_ends[0]);
  Descriptor child_messages(pipe_ends[1]);
  const std::string program = program_path();
  std::string file = path;
  std::string number = std::to_string(sheet);
  std::string name = kProgram;
  std::string locale = "LC_ALL=C";
  std::array<char*, 4> arguments{name.data(), file.data(), number.data(), nullptr};
  std::array<char*, 2> environment{locale.data(), nullptr};
  const Start start{program.c_str(), arguments.data(), environment.data(), output.get(), child_messages.get(), limits};
  const pid_t child = fork();
  if (child < 0) return core::make_error(core::Reason::kStoreDown, "no process can be started: try again");
  if (child == 0) become(start);
  child_messages.close();
  const std::string message = read_message(messages.get());
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFSIGNALED(status)) {
    return refused("the workbook unpacks to more than any list, or takes too long: save the sheet as CSV");
  }
  if (WEXITSTATUS(status) == kExecFailed) {
    return core::make_error(core::Reason::kStoreDown, "the program hotline-xlsx, which reads workbooks, is missing");
  }
  if (WEXITSTATUS(status) != 0) return refused(message.empty() ? "the workbook cannot be read" : message);
  Unpacked unpacked;
  std::from_chars(message.data(), message.data() + message.size(), unpacked.sheets);
  unpacked.csv = std::make_unique<std::ifstream>("/proc/self/fd/" + std::to_string(output.get()), std::ios::binary);
  if (!*unpacked.csv) return core::make_error(core::Reason::kStoreDown, "the unpacked workbook cannot be read");
  return unpacked;
}

}  // namespace hotline::sheet
