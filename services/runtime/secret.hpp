#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>

namespace hotline::runtime {

// Secret bytes in memory of their own: never swapped out, in no core file, between pages that nobody may touch, read
// only once they are filled, wiped at the end. Copies share the bytes.
class SecretBytes {
 public:
  SecretBytes() = default;
  // `fill` writes the secret where it stays: what passes through other memory, or through the registers of a memcpy,
  // can be left on a stack. Throws std::bad_alloc.
  static SecretBytes filled(std::size_t size, const std::function<void(std::span<std::uint8_t>)>& fill);

  const std::uint8_t* data() const { return bytes_.get(); }
  std::size_t size() const { return size_; }

 private:
  std::shared_ptr<const std::uint8_t> bytes_;
  std::size_t size_ = 0;
};

// Whether every SecretBytes of this process could be locked so far: not where RLIMIT_MEMLOCK is too small for them.
bool secrets_are_locked();

// For programs that hold keys or the register: no core file, and no debugger of the same account.
void keep_memory_private();

}  // namespace hotline::runtime
