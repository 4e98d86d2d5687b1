#include "matching/learn_costs.hpp"

#include <algorithm>
#include <cmath>

namespace hotline::matching {
namespace {

constexpr int kRounds = 3;
// The prior weighs as much as this many sightings of a sound.
constexpr double kPriorSightings = 400;
// Of a cost of one hundred: how much rarer than a sound kept an unlike change is.
constexpr double kNatsOfWhole = 6.5;
constexpr double kCostMin = 5, kCostMax = 120;
// Spellings further apart than this are two words, whatever the label says.
constexpr float kDistanceMax = 0.3F;

struct Counts {
  std::array<std::array<double, kSymbolCount>, kSymbolCount> change{};
  std::array<double, kSymbolCount> gap{}, seen{};
};

// Walks back over the best alignment and counts what it did.
void count(const AlignmentCosts& costs, const Form& a, const Form& b, Counts& counts) {
  std::array<std::array<int, Form::kMax + 1>, Form::kMax + 1> cost{};
  for (std::size_t i = 0; i <= a.length; ++i) {
    for (std::size_t j = 0; j <= b.length; ++j) {
      if (i == 0 && j == 0) continue;
      int best = 1'000'000;
      if (i > 0) best = std::min(best, cost[i - 1][j] + costs.gap[a[i - 1]]);
      if (j > 0) best = std::min(best, cost[i][j - 1] + costs.gap[b[j - 1]]);
      if (i > 0 && j > 0) best = std::min(best, cost[i - 1][j - 1] + costs.change[a[i - 1]][b[j - 1]]);
      cost[i][j] = best;
    }
  }
  for (const std::uint8_t symbol : a.view()) counts.seen[symbol] += 1;
  for (const std::uint8_t symbol : b.view()) counts.seen[symbol] += 1;
  for (std::size_t i = a.length, j = b.length; i > 0 || j > 0;) {
    if (i > 0 && j > 0 && cost[i][j] == cost[i - 1][j - 1] + costs.change[a[i - 1]][b[j - 1]]) {
      const std::uint8_t x = a[--i], y = b[--j];
      counts.change[x][y] += 1;
      if (x != y) counts.change[y][x] += 1;
    } else if (i > 0 && cost[i][j] == cost[i - 1][j] + costs.gap[a[i - 1]]) {
      counts.gap[a[--i]] += 1;
    } else {
      counts.gap[b[--j]] += 1;
    }
  }
}

std::int16_t cost_of(double sightings, double chances, std::int16_t prior) {
  const double expected = std::exp(-prior / 100.0 * kNatsOfWhole);
  const double share = (sightings + kPriorSightings * expected) / (chances + kPriorSightings);
  return static_cast<std::int16_t>(std::lround(std::clamp(-std::log(share) / kNatsOfWhole * 100, kCostMin, kCostMax)));
}

}  // namespace

AlignmentCosts learn_costs(std::span<const FormPair> pairs, const AlignmentCosts& prior) {
  AlignmentCosts costs = prior;
  for (int round = 0; round < kRounds; ++round) {
    Counts counts;
    for (const FormPair& pair : pairs) {
      const bool alike = !(pair.a == pair.b) && form_distance(costs, pair.a, pair.b) <= kDistanceMax;
      if (alike) count(costs, pair.a, pair.b, counts);
    }
    for (std::size_t a = 1; a < kSymbolCount; ++a) {
      for (std::size_t b = 1; b < kSymbolCount; ++b) {
        if (a == b) continue;
        costs.change[a][b] =
            cost_of(counts.change[a][b], std::sqrt(counts.seen[a] * counts.seen[b]), prior.change[a][b]);
      }
      costs.gap[a] = cost_of(counts.gap[a], counts.seen[a], prior.gap[a]);
    }
  }
  return costs;
}

}  // namespace hotline::matching
