#pragma once

#include <sys/stat.h>

#include <filesystem>
#include <functional>

#include "runtime/keyring.hpp"

namespace hotline::runtime {

// Takes up what changes in the key folder while the program runs: a key that is added, activated or removed. A folder
// that cannot be read changes nothing, is logged once, and is looked at again.
class KeyWatch {
 public:
  using Changed = std::function<void(const Keyring::Changes& changes)>;
  KeyWatch(std::filesystem::path folder, Keyring& keyring, Changed changed);

  // One stat when nothing has changed. From one thread at a time.
  void look();

 private:
  void refuse(const core::Error& error);

  std::filesystem::path folder_;
  Keyring& keyring_;
  Changed changed_;
  struct timespec seen_ {};
  bool failed_ = false;
};

}  // namespace hotline::runtime
