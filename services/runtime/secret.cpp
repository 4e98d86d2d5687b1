#include "runtime/secret.hpp"

#include <sodium.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <atomic>
#include <new>

namespace hotline::runtime {
namespace {

std::atomic<bool> all_locked{true};

}  // namespace

SecretBytes SecretBytes::filled(std::size_t size, const std::function<void(std::span<std::uint8_t>)>& fill) {
  if (sodium_init() < 0) throw std::bad_alloc();
  auto* made = static_cast<std::uint8_t*>(sodium_malloc(size));
  if (made == nullptr) throw std::bad_alloc();
  SecretBytes secret;
  secret.size_ = size;
  secret.bytes_ = std::shared_ptr<const std::uint8_t>(made, [](const std::uint8_t* done) {
    sodium_free(const_cast<std::uint8_t*>(done));  // opens the pages again, wipes and unlocks them
  });
  // sodium_malloc keeps the pages out of core files and locks them, but does not say when it could not lock them.
  if (sodium_mlock(made, size) != 0) all_locked = false;
  fill(std::span(made, size));
  sodium_mprotect_readonly(made);
  return secret;
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
