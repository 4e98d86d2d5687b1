#pragma once

#include <optional>
#include <string>

namespace hotline::e2e {

// Mounts of this process and its children alone, gone with the last of them. What is missing for it, or nothing.
std::optional<std::string> take_own_mounts();

// A small disk of its own (ext4 in a file, by a loop device) for a database that is to lose it. Needs
// take_own_mounts().
class FaultDisk {
 public:
  explicit FaultDisk(int megabytes);
  ~FaultDisk();
  FaultDisk(const FaultDisk&) = delete;
  FaultDisk& operator=(const FaultDisk&) = delete;

  const std::string& folder() const { return folder_; }

  // The power goes: from this instant nothing reaches the disk, neither what the kernel still holds nor the file
  // system's own journal. (A copy of the file beside running writes would hold early and late blocks side by side, as
  // no power cut leaves them.)
  void cut_power();
  // The file system finds itself damaged and takes no writes any more, also from files that are open.
  void become_read_only();
  void fill();
  void free();
  // Mounted again, the journal replayed. Nobody may use it meanwhile.
  void remount();

 private:
  void mount();

  std::string home_;
  std::string image_;
  std::string folder_;
  std::string filler_;
};

}  // namespace hotline::e2e
