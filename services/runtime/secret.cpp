#include "runtime/secret.hpp"

#include <sodium.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <atomic>
#include <cstring>
#include <new>

namespace hotline::runtime {
namespace {

std::atomic<bool> all_locked{true};

}  // namespace

SecretBytes::SecretBytes(std::span<const std::uint8_t> bytes) : size_(bytes.size()) {
  if (sodium_init() < 0) throw std::bad_alloc();
  auto* made = static_cast<std::uint8_t*>(sodium_malloc(bytes.size()));
  if (made == nullptr) throw std::bad_alloc();
  bytes_ = std::shared_ptr<const std::uint8_t>(made, [](const std::uint8_t* done) {
    sodium_free(const_cast<std::uint8_t*>(done));  // opens the pages again, wipes and unlocks them
  });
  // sodium_malloc keeps the pages out of core files and locks them, but does not say when it could not lock them.
  if (sodium_mlock(made, bytes.size()) != 0) all_locked = false;
  std::memcpy(made, bytes.data(), bytes.size());
  sodium_mprotect_readonly(made);
}

bool secrets_are_locked() {
  return all_locked;
}

void keep_memory_private() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0);
}

}  // namespace hotline::runtime
