#include "matching/alignment.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace hotline::matching {
namespace {

constexpr std::int16_t kWhole = 100;
// Sounds further apart than this in position are never the same ones.
constexpr int kBand = 4;
// Two slips of the fingers, and one for a doubled letter that they part or join: it sounds as one.
constexpr int kSlipsMax = 3;

struct Near {
  Symbol a, b;
  std::int16_t cost;
};

// Costs from the confusions of ear, keyboard and romanisation in these languages.
constexpr Near kNear[] = {
    {kA, kO, 35},   {kE, kI, 30},   {kE, kO, 40},  {kA, kE, 50},  {kI, kO, 45},   {kU, kO, 55},     {kU, kI, 50},
    {kA, kI, 60},   {kA, kU, 70},   {kE, kU, 70},  {kU, kV, 45},  {kG, kH, 12},   {kK, kG, 45},     {kK, kH, 45},
    {kB, kP, 40},   {kD, kT, 40},   {kZ, kS, 40},  {kV, kF, 35},  {kZh, kSh, 40}, {kShch, kSh, 30}, {kShch, kCh, 40},
    {kCh, kSh, 45}, {kCh, kTs, 45}, {kTs, kS, 50}, {kZ, kZh, 50}, {kS, kSh, 50},  {kTs, kT, 55},    {kTs, kK, 65},
    {kL, kR, 80},   {kM, kN, 65},   {kI, kZh, 80}, {kTs, kZ, 60}, {kCh, kH, 60},  {kCh, kT, 75},    {kB, kV, 75},
    {kF, kH, 60},   {kF, kP, 65},
};

constexpr AlignmentCosts kByHand = [] {
  AlignmentCosts costs;
  for (std::size_t a = 0; a < kSymbolCount; ++a) {
    for (std::size_t b = 0; b < kSymbolCount; ++b) {
      const bool vowel_a = a > 0 && a<kFirstConsonant, vowel_b = b> 0 && b < kFirstConsonant;
      costs.change[a][b] = a == b ? std::int16_t{0} : vowel_a != vowel_b ? std::int16_t{120} : kWhole;
    }
    costs.gap[a] = a > 0 && a < kFirstConsonant ? std::int16_t{65} : std::int16_t{85};
  }
  costs.gap[kI] = 35;
  costs.gap[kH] = 55;
  for (const Near& near : kNear) {
    costs.change[near.a][near.b] = near.cost;
    costs.change[near.b][near.a] = near.cost;
  }
  return costs;
}();

enum class Ending { kNone, kA, kAdjective, kO, kOther };

Ending ending_of(std::span<const std::uint8_t> end) {
  if (end.empty()) return Ending::kNone;
  if (end.size() == 1) {
    switch (end[0]) {
      case kA:
        return Ending::kA;
      case kI:
      case kE:
        return Ending::kAdjective;
      case kO:
        return Ending::kO;
      default:
        return Ending::kOther;
    }
  }
  const std::uint8_t first = end[0], last = end.back();
  const bool masculine = end.size() == 2 && last == kI;                             // ой, ей, ай
  const bool feminine = last == kA && (first == kA || first == kI || first == kO);  // ая, ія, оя
  return masculine || feminine ? Ending::kAdjective : Ending::kOther;
}

// Иванов - Иванова, Белый - Белая - Біла, Лісовий - Лісова.
int ending_cost(const AlignmentCosts& costs, std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) {
  if (std::equal(a.begin(), a.end(), b.begin(), b.end())) return 0;
  const Ending x = ending_of(a), y = ending_of(b);
  const auto pair = [&](Ending p, Ending q) { return (x == p && y == q) || (x == q && y == p); };
  if (x == y && x != Ending::kOther) return 8;
  if (pair(Ending::kNone, Ending::kA) || pair(Ending::kA, Ending::kAdjective)) return 8;
  if (pair(Ending::kNone, Ending::kAdjective)) return 25;
  if (pair(Ending::kO, Ending::kA)) return 30;
  return std::min(alignment_cost(costs, a, b), 90);
}

}  // namespace

const AlignmentCosts& AlignmentCosts::by_hand() {
  return kByHand;
}

std::string_view symbol_name(std::uint8_t symbol) {
  constexpr std::array<std::string_view, kSymbolCount> kNames = {"",   "a",    "e",  "i",  "o", "u", "b", "p", "v",
                                                                 "f",  "g",    "h",  "k",  "d", "t", "z", "s", "zh",
                                                                 "sh", "shch", "ch", "ts", "l", "m", "n", "r"};
  return kNames.at(symbol);
}

int alignment_cost(const AlignmentCosts& costs, std::span<const std::uint8_t> a, std::span<const std::uint8_t> b,
                   int limit) {
  // How far a hopeless alignment goes before it stops depends on the side it begins from.
  if (std::lexicographical_compare(b.begin(), b.end(), a.begin(), a.end())) std::swap(a, b);
  const int n = static_cast<int>(a.size()), m = static_cast<int>(b.size());
  constexpr int kFar = 1'000'000;
  if (std::abs(n - m) > kBand) return std::max(limit == kFar ? 0 : limit + 1, int{kWhole} * std::max(n, m));
  // Three rows of the dynamic program; only a band around the diagonal is computed.
  std::array<std::array<int, Form::kMax + 2>, 3> rows;
  for (auto& row : rows) row.fill(kFar);
  rows[0][0] = 0;
  for (int j = 1; j <= std::min(m, kBand); ++j) {
    rows[0][static_cast<std::size_t>(j)] =
        rows[0][static_cast<std::size_t>(j - 1)] + costs.gap[b[static_cast<std::size_t>(j - 1)]];
  }
  for (int i = 1; i <= n; ++i) {
    auto& row = rows[static_cast<std::size_t>(i % 3)];
    const auto& above = rows[static_cast<std::size_t>((i + 2) % 3)];
    const auto& before = rows[static_cast<std::size_t>((i + 1) % 3)];
    const std::uint8_t x = a[static_cast<std::size_t>(i - 1)];
    const int first = std::max(0, i - kBand), last = std::min(m, i + kBand);
    int best = kFar;
    if (first > 0) row[static_cast<std::size_t>(first - 1)] = kFar;
    for (int j = first; j <= last; ++j) {
      const auto at = static_cast<std::size_t>(j);
      // The cell above lies outside the band of its row at the right edge.
      int cost = j < i + kBand ? above[at] + costs.gap[x] : kFar;
      if (j > 0) {
        const std::uint8_t y = b[at - 1];
        cost = std::min(cost, above[at - 1] + costs.change[x][y]);
        if (j > first) cost = std::min(cost, row[at - 1] + costs.gap[y]);
        if (i > 1 && j > 1 && j - 2 >= i - 2 - kBand && x == b[at - 2] && a[static_cast<std::size_t>(i - 2)] == y) {
          cost = std::min(cost, before[at - 2] + kTranspositionCost);
        }
      }
      row[at] = cost;
      best = std::min(best, cost);
    }
    if (best > limit) return best;
  }
  return rows[static_cast<std::size_t>(n % 3)][static_cast<std::size_t>(m)];
}

int count_edits(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) {
  std::array<std::array<int, Form::kMax + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto &row = rows[i % 3], &above = rows[(i + 2) % 3], &before = rows[(i + 1) % 3];
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return rows[a.size() % 3][b.size()];
}

float form_distance(const AlignmentCosts& costs, const Form& a, const Form& b) {
  if (a.empty() || b.empty()) return a.length == b.length ? 0.0F : 1.0F;
  return static_cast<float>(alignment_cost(costs, a.view(), b.view())) /
         (50.0F * static_cast<float>(a.length + b.length));
}

float surname_distance(const AlignmentCosts& costs, const Form& a, const Form& b) {
  if (a.empty() || b.empty()) return a.length == b.length ? 0.0F : 1.0F;
  const std::size_t stem_a = stem_length(a), stem_b = stem_length(b);
  const std::size_t length = stem_a + stem_b + (a.length > stem_a) + (b.length > stem_b);
  // Beyond this, a distance of 0.56, it no longer matters how far.
  const int limit = static_cast<int>(28 * length);
  const int stems = alignment_cost(costs, a.view().first(stem_a), b.view().first(stem_b), limit);
  const int cost = stems + ending_cost(costs, a.view().subspan(stem_a), b.view().subspan(stem_b));
  return std::min(1.5F, static_cast<float>(cost) / (50.0F * static_cast<float>(length)));
}

std::optional<float> slip_share(const Form& a, const Form& b) {
  if (std::abs(a.length - b.length) > kSlipsMax) return std::nullopt;
  auto x = a.view(), y = b.view();
  while (!x.empty() && !y.empty() && x.front() == y.front()) x = x.subspan(1), y = y.subspan(1);
  while (!x.empty() && !y.empty() && x.back() == y.back()) x = x.first(x.size() - 1), y = y.first(y.size() - 1);
  const int slips = count_edits(x, y);
  if (slips > kSlipsMax) return std::nullopt;
  return static_cast<float>(2 * slips) / static_cast<float>(std::max(1, a.length + b.length));
}

}  // namespace hotline::matching
