#include "e2e/fault_disk.hpp"

#include <fcntl.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <vector>

#include "e2e/programs.hpp"

namespace hotline::e2e {
namespace {

// Of the kernel's ext4: EXT4_IOC_SHUTDOWN, and its flag "do not write the journal out first".
constexpr unsigned long kShutdown = _IOR('X', 125, std::uint32_t);
constexpr std::uint32_t kWithoutJournal = 2;
constexpr int kUnmountTries = 100;

std::string must(const std::vector<std::string>& command) {
  std::vector<std::string> found{"/usr/bin/env", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"};
  found.insert(found.end(), command.begin(), command.end());
  const Ran ran = run(std::move(found), std::chrono::seconds(30));
  if (ran.exit_code != 0) throw std::runtime_error(command.front() + " failed: " + ran.output);
  return ran.output;
}

}  // namespace

std::optional<std::string> take_own_mounts() {
  if (geteuid() != 0) return "no right to mount: not run as root";
  if (unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) {
    return "no right to a mount namespace";
  }
  try {
    FaultDisk probe(16);
    probe.cut_power();
    probe.remount();
  } catch (const std::exception& error) {
    return std::string("no loop device with ext4: ") + error.what();
  }
  return std::nullopt;
}

FaultDisk::FaultDisk(int megabytes) : home_((std::filesystem::temp_directory_path() / "hotline-disk-XXXXXX").string()) {
  if (mkdtemp(home_.data()) == nullptr) throw std::runtime_error("no temporary folder");
  std::filesystem::permissions(home_, std::filesystem::perms::others_exec, std::filesystem::perm_options::add);
  image_ = home_ + "/image";
  folder_ = home_ + "/disk";
  filler_ = folder_ + "/filler";
  std::filesystem::create_directory(folder_);
  std::ofstream(image_).close();
  std::filesystem::resize_file(image_, static_cast<std::uintmax_t>(megabytes) << 20U);
  // Without blocks kept for root, whose filler would else stop short of where the database does.
  must({"mkfs.ext4", "-q", "-m", "0", image_});
  mount();
}

FaultDisk::~FaultDisk() {
  umount2(folder_.c_str(), MNT_DETACH);
  std::error_code ignored;
  std::filesystem::remove_all(home_, ignored);
}

void FaultDisk::mount() {
  must({"mount", "-o", "loop,errors=remount-ro", image_, folder_});
}

void FaultDisk::cut_power() {
  const int disk = open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  std::uint32_t how = kWithoutJournal;
  const bool done = disk >= 0 && ioctl(disk, kShutdown, &how) == 0;
  if (disk >= 0) close(disk);
  if (!done) throw std::runtime_error("the file system cannot be cut off");
}

void FaultDisk::become_read_only() {
  const std::string device = must({"findmnt", "-no", "SOURCE", folder_});
  const std::string name = device.substr(device.rfind('/') + 1, device.find('\n') - device.rfind('/') - 1);
  std::ofstream(("/sys/fs/ext4/" + name).append("/trigger_fs_error")) << "1\n";
  if (std::ofstream(folder_ + "/probe").good()) throw std::runtime_error("the disk still takes writes");
}

void FaultDisk::fill() {
  struct statvfs disk {};
  if (statvfs(folder_.c_str(), &disk) != 0) throw std::runtime_error("the disk cannot be measured");
  const int file = open(filler_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  // What is left after the great piece goes in small ones.
  auto left = static_cast<off_t>(disk.f_bavail * disk.f_frsize);
  off_t end = 0;
  while (left >= 4096) {
    if (posix_fallocate(file, end, left) == 0) {
      end += left;
    } else {
      left /= 2;
    }
  }
  close(file);
}

void FaultDisk::free() {
  std::filesystem::remove(filler_);
  // Else the next fault brings the filler back: the journal is replayed up to what was synced.
  const int disk = open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool done = disk >= 0 && syncfs(disk) == 0;
  if (disk >= 0) close(disk);
  if (!done) throw std::runtime_error("the disk cannot be synced");
}

void FaultDisk::remount() {
  for (int tries = 0; ::umount(folder_.c_str()) != 0; ++tries) {
    if (tries == kUnmountTries) throw std::runtime_error("the disk is still in use");
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  mount();
}

}  // namespace hotline::e2e
