#pragma once

#include <cmath>
#include <cstddef>

namespace hotline::population {

// Probability of at most `hits` of `of` when each hits with probability `p`.
inline double binomial_at_most(std::size_t hits, std::size_t of, double p) {
  if (p <= 0) return 1;
  if (p >= 1) return hits >= of ? 1 : 0;
  const auto n = static_cast<double>(of);
  double sum = 0;
  for (std::size_t k = 0; k <= hits; ++k) {
    const auto i = static_cast<double>(k);
    sum += std::exp(std::lgamma(n + 1) - std::lgamma(i + 1) - std::lgamma(n - i + 1) + i * std::log(p) +
                    (n - i) * std::log1p(-p));
  }
  return sum;
}

// Clopper and Pearson's upper bound of a share, 95 % on this side; with no hit the rule of three.
inline double upper_bound(std::size_t hits, std::size_t of) {
  constexpr double kDoubt = 0.05;
  if (hits >= of) return 1;
  double low = static_cast<double>(hits) / static_cast<double>(of), high = 1;
  for (int step = 0; step < 60; ++step) {
    const double middle = (low + high) / 2;
    (binomial_at_most(hits, of, middle) > kDoubt ? low : high) = middle;
  }
  return high;
}

struct Interval {
  double low = 0, high = 1;
};
// Wilson's interval, 95 % on both sides, of a share seen in `of` cases.
inline Interval wilson(double share, double of) {
  constexpr double kZ = 1.96;
  const double middle = share + kZ * kZ / (2 * of);
  const double half = kZ * std::sqrt(share * (1 - share) / of + kZ * kZ / (4 * of * of));
  const double scale = 1 + kZ * kZ / of;
  return {(middle - half) / scale, (middle + half) / scale};
}

}  // namespace hotline::population
