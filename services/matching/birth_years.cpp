#include "matching/birth_years.hpp"

#include <algorithm>
#include <numeric>

namespace hotline::matching {
namespace {

// Persons in a thousand born in five years from `first` on.
struct Band {
  int first;
  double per_mille;
};
constexpr std::array<Band, 14> kAdults{{{1935, 2},
                                        {1940, 4},
                                        {1945, 6},
                                        {1950, 10},
                                        {1955, 18},
                                        {1960, 32},
                                        {1965, 60},
                                        {1970, 98},
                                        {1975, 142},
                                        {1980, 178},
                                        {1985, 178},
                                        {1990, 132},
                                        {1995, 90},
                                        {2000, 50}}};
constexpr std::array<Band, 5> kChildren{{{2001, 20}, {2006, 260}, {2011, 300}, {2016, 280}, {2021, 140}}};
constexpr int kBandYears = 5;

// The share of a year in which nobody is known to be born.
constexpr double kShareMin = 2e-4;
// A register of fewer persons says less of its years than what is known beforehand.
constexpr double kPriorPersons = 2'000;

template <std::size_t Years, std::size_t Bands>
std::array<double, Years> spread(const std::array<Band, Bands>& bands, int first_year) {
  std::array<double, Years> weights{};
  for (const Band& band : bands) {
    for (int year = band.first; year < band.first + kBandYears; ++year) {
      weights.at(static_cast<std::size_t>(year - first_year)) = band.per_mille / kBandYears;
    }
  }
  return weights;
}

}  // namespace

BirthYears::BirthYears(const Shares& weights) : shares_(smooth(weights)) {
  normalise();
}

BirthYears::BirthYears(int first_year, std::span<const std::uint32_t> counts, const BirthYears& prior) {
  Shares weights{};
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const int year = first_year + static_cast<int>(i);
    if (year >= kFirst && year <= kLast) weights[static_cast<std::size_t>(year - kFirst)] = counts[i];
  }
  shares_ = smooth(weights);
  for (std::size_t i = 0; i < kYears; ++i) shares_[i] += kPriorPersons * prior.shares_[i];
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
  for (double& share : shares_) share = std::max(kShareMin, sum > 0 ? share / sum : 0);
}

double BirthYears::share(int year) const {
  return year < kFirst || year > kLast ? kShareMin : shares_[static_cast<std::size_t>(year - kFirst)];
}

double BirthYears::share(int first, int last) const {
  double sum = 0;
  for (int year = std::max(first, kFirst); year <= std::min(last, kLast); ++year) sum += share(year);
  return std::clamp(sum, kShareMin, 1.0);
}

const BirthYears& BirthYears::of_adults() {
  static const BirthYears years(spread<kYears>(kAdults, kFirst));
  return years;
}

const BirthYears& BirthYears::of_children() {
  static const BirthYears years(spread<kYears>(kChildren, kFirst));
  return years;
}

}  // namespace hotline::matching
