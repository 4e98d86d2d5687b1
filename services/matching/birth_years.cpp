#include "matching/birth_years.hpp"

#include <algorithm>
#include <numeric>

namespace hotline::matching {
namespace {

template <std::size_t Years>
std::array<double, Years> spread(const BirthBands& bands, int first_year) {
  std::array<double, Years> weights{};
  for (const BirthBands::Band& band : std::span(bands.bands).first(bands.count)) {
    for (int year = band.first; year < band.first + BirthBands::kBandYears; ++year) {
      weights.at(static_cast<std::size_t>(year - first_year)) = band.per_mille / BirthBands::kBandYears;
    }
  }
  return weights;
}

}  // namespace

BirthYears::BirthYears(const BirthYearWeights& weights, const BirthBands& bands)
    : share_min_(weights.share_min),
      prior_persons_(weights.prior_persons),
      shares_(smooth(spread<kYears>(bands, kFirst))) {
  normalise();
}

BirthYears::BirthYears(int first_year, std::span<const std::uint32_t> counts, const BirthYears& prior)
    : share_min_(prior.share_min_), prior_persons_(prior.prior_persons_) {
  Shares weights{};
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const int year = first_year + static_cast<int>(i);
    if (year >= kFirst && year <= kLast) weights[static_cast<std::size_t>(year - kFirst)] = counts[i];
  }
  shares_ = smooth(weights);
  for (std::size_t i = 0; i < kYears; ++i) shares_[i] += prior_persons_ * prior.shares_[i];
  normalise();
}

BirthYears::Shares BirthYears::smooth(const Shares& weights) {
  constexpr std::array kKernel{0.1, 0.2, 0.4, 0.2, 0.1};
  constexpr std::ptrdiff_t kReach = kKernel.size() / 2;
  Shares smoothed{};
  for (std::size_t i = 0; i < kYears; ++i) {
    for (std::ptrdiff_t off = -kReach; off <= kReach; ++off) {
      const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(i) + off;
      if (at < 0 || at >= static_cast<std::ptrdiff_t>(kYears)) continue;
      smoothed[i] += kKernel[static_cast<std::size_t>(off + kReach)] * weights[static_cast<std::size_t>(at)];
    }
  }
  return smoothed;
}

void BirthYears::normalise() {
  const double sum = std::accumulate(shares_.begin(), shares_.end(), 0.0);
  for (double& share : shares_) share = std::max(share_min_, sum > 0 ? share / sum : 0);
}

double BirthYears::share(int year) const {
  return year < kFirst || year > kLast ? share_min_ : shares_[static_cast<std::size_t>(year - kFirst)];
}

double BirthYears::share(int first, int last) const {
  double sum = 0;
  for (int year = std::max(first, kFirst); year <= std::min(last, kLast); ++year) sum += share(year);
  return std::clamp(sum, share_min_, 1.0);
}

}  // namespace hotline::matching
