#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace hotline::sample {

// SplitMix64: the same seed gives the same numbers on every machine, which the standard distributions do not promise.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  // 0 to limit - 1.
  std::uint64_t below(std::uint64_t limit) { return next() % limit; }
  std::int32_t between(std::int32_t first, std::int32_t last) {
    return first + static_cast<std::int32_t>(below(static_cast<std::uint64_t>(last - first + 1)));
  }
  bool percent(std::uint64_t share) { return below(100) < share; }
  template <typename T>
  const T& one_of(const std::vector<T>& values) {
    return values[below(values.size())];
  }

 private:
  std::uint64_t state_;
};

// A generator for item `index` of a stream, without the items before it.
inline Random random_at(std::uint64_t seed, std::uint64_t index) {
  return Random(Random(seed).next() ^ Random(index).next());
}

// Ranks drawn with weight (rank + 1)^-0.75: a few names are everywhere, most are rare.
class Zipf {
 public:
  explicit Zipf(std::size_t size) : sums_(size) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < size; ++i) {
      sum += static_cast<std::uint64_t>(1e9 * std::pow(static_cast<double>(i + 1), -0.75));
      sums_[i] = sum;
    }
  }
  std::size_t draw(Random& random) const {
    const auto point = random.below(sums_.back());
    std::size_t low = 0;
    std::size_t high = sums_.size() - 1;
    while (low < high) {
      const auto middle = (low + high) / 2;
      if (sums_[middle] > point) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

 private:
  std::vector<std::uint64_t> sums_;
};

}  // namespace hotline::sample
