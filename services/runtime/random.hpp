#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>

namespace hotline::runtime {

// Where random bytes come from. Tests and the sample generator use a seeded source, everything else the system's.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> out) = 0;

  std::uint64_t u64();
  // Even over [0, bound); bound > 0.
  std::uint64_t below(std::uint64_t bound);
  template <std::size_t N>
  std::array<std::uint8_t, N> bytes() {
    std::array<std::uint8_t, N> out;
    fill(out);
    return out;
  }
};

// libsodium's generator over the kernel's; safe from any thread.
class SystemRandom final : public Random {
 public:
  SystemRandom();
  void fill(std::span<std::uint8_t> out) override;
};

// The same seed gives the same bytes on every machine. Never for keys, salts or passphrases outside tests.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed);
  void fill(std::span<std::uint8_t> out) override;

 private:
  void refill();

  std::mutex mutex_;
  std::array<std::uint8_t, 32> seed_{};
  std::array<std::uint8_t, 1024> block_{};
  std::size_t used_ = 0;
};

}  // namespace hotline::runtime
