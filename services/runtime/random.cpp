#include "runtime/random.hpp"

#include <sodium.h>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <stdexcept>

namespace hotline::runtime {

std::uint64_t Random::u64() {
  std::uint64_t value = 0;
  for (const std::uint8_t byte : bytes<8>()) value = value << 8 | byte;
  return value;
}

std::uint64_t Random::below(std::uint64_t bound) {
  assert(bound > 0);
  // Values under the threshold would make the low remainders likelier.
  const std::uint64_t threshold = (0 - bound) % bound;
  for (;;) {
    const std::uint64_t value = u64();
    if (value >= threshold) return value % bound;
  }
}

SystemRandom::SystemRandom() {
  // A generator in the process, seeded by the kernel: a lookup draws some thirty times, and each call of the kernel
  // costs as much as a hash. libsodium takes the choice only before its first use, which the first SystemRandom is.
  static const bool chosen = randombytes_set_implementation(&randombytes_internal_implementation) == 0;
  if (!chosen || sodium_init() < 0) throw std::runtime_error("libsodium cannot be initialised");
}

void SystemRandom::fill(std::span<std::uint8_t> out) {
  randombytes_buf(out.data(), out.size());
}

SeededRandom::SeededRandom(std::uint64_t seed) {
  for (std::size_t i = 0; i < 8; ++i) seed_[i] = static_cast<std::uint8_t>(seed >> (8 * i));
  used_ = block_.size();
}

void SeededRandom::fill(std::span<std::uint8_t> out) {
  const std::lock_guard lock(mutex_);
  while (!out.empty()) {
    if (used_ == block_.size()) refill();
    const std::size_t count = std::min(out.size(), block_.size() - used_);
    std::memcpy(out.data(), block_.data() + used_, count);
    used_ += count;
    out = out.subspan(count);
  }
}

void SeededRandom::refill() {
  // The seed of the next block is the head of the stream of this one, and is not handed out.
  std::array<std::uint8_t, 32 + 1024> stream;
  static_assert(sizeof(seed_) == randombytes_SEEDBYTES);
  randombytes_buf_deterministic(stream.data(), stream.size(), seed_.data());
  std::memcpy(seed_.data(), stream.data(), seed_.size());
  std::memcpy(block_.data(), stream.data() + seed_.size(), block_.size());
  used_ = 0;
}

}  // namespace hotline::runtime
