#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "matching/weights.hpp"

namespace hotline::matching {

// In which years the persons of a register were born: how likely two of them agree on a year by chance.
class BirthYears {
 public:
  static constexpr int kFirst = 1900, kLast = 2039;

  BirthYears() = default;
  BirthYears(const BirthYearWeights& weights, const BirthBands& bands);
  // counts[i] persons were born in first_year + i; smoothed by neighbouring years and, while they are few, by `prior`.
  BirthYears(int first_year, std::span<const std::uint32_t> counts, const BirthYears& prior);

  // Never zero: somebody may be of any age.
  double share(int year) const;
  // Of a range of years, both ends in it; at most 1.
  double share(int first, int last) const;

 private:
  static constexpr std::size_t kYears = kLast - kFirst + 1;
  using Shares = std::array<double, kYears>;
  static Shares smooth(const Shares& weights);
  void normalise();

  double share_min_ = 0, prior_persons_ = 0;
  Shares shares_{};
};

// What is known of the years beforehand: soldiers and civilians of any age, and children.
struct Generations {
  Generations() = default;
  explicit Generations(const BirthYearWeights& weights)
      : adults(weights, weights.adults), children(weights, weights.children) {}
  BirthYears adults, children;
};

}  // namespace hotline::matching
