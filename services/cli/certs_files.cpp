#include "cli/certs_files.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>

#include "runtime/descriptor.hpp"

namespace hotline::cli {
namespace {

using runtime::Descriptor;

constexpr std::size_t kPrivateBytesMax = 64 * 1024;

core::Error refused(const std::filesystem::path& file, const std::string& what) {
  return core::make_error(core::Reason::kWrongState, file.string() + " " + what);
}

bool write_all(int file, const std::string& text) {
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t count = write(file, text.data() + done, text.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    done += static_cast<std::size_t>(count);
  }
  return fsync(file) == 0;
}

// The new name of a file outlives a crash only when its folder is on disk too.
bool sync_folder_of(const std::filesystem::path& file) {
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  const Descriptor directory(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return directory.number >= 0 && fsync(directory.number) == 0;
}

}  // namespace

core::Done write_whole(const std::filesystem::path& file, const std::string& text, IfThere there) {
  std::string passing = file.string() + ".new-XXXXXX";
  bool good = false;
  {
    const Descriptor made(mkostemp(passing.data(), O_CLOEXEC));  // mode 0600
    if (made.number < 0) return refused(file, "cannot be written: its folder is missing or not ours to write");
    good = write_all(made.number, text);
  }
  int fault = 0;
  if (good) {
    // link() refuses an existing name, rename() takes its place.
    const int moved =
        there == IfThere::kReplace ? rename(passing.c_str(), file.c_str()) : link(passing.c_str(), file.c_str());
    if (moved != 0) fault = errno;
    good = moved == 0 && sync_folder_of(file);
  }
  unlink(passing.c_str());
  if (fault == EEXIST) return core::make_error(core::Reason::kConflict, file.string() + " is there already");
  if (!good) return refused(file, "cannot be written: the disk may be full");
  return core::Nothing{};
}

core::Result<std::string> read_private(const std::filesystem::path& file) {
  const Descriptor opened(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat found {};
  if (opened.number < 0 || fstat(opened.number, &found) != 0 || !S_ISREG(found.st_mode)) {
    return refused(file, "cannot be read");
  }
  if ((found.st_mode & 077) != 0 || found.st_uid != geteuid()) {
    return refused(file, "holds a key and must belong to this account with mode 0600 (chmod 600)");
  }
  std::string text;
  std::array<char, 4096> part{};
  for (ssize_t got = 0; (got = ::read(opened.number, part.data(), part.size())) > 0;) {
    text.append(part.data(), static_cast<std::size_t>(got));
    if (text.size() > kPrivateBytesMax) return refused(file, "is too long for a key");
  }
  return text;
}

FolderLock::FolderLock(const std::filesystem::path& folder)
    : file_(open((folder / "lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600)),
      held_(file_ >= 0 && flock(file_, LOCK_EX) == 0) {}

FolderLock::~FolderLock() {
  if (file_ >= 0) close(file_);
}

}  // namespace hotline::cli
