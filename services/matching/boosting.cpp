#include "matching/boosting.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "matching/phonemic.hpp"

namespace hotline::matching {
namespace {

constexpr std::size_t kBinsMax = 64;

struct Sums {
  double gradient = 0, weight = 0;
  std::uint32_t rows = 0;
  void add(const Sums& other) { gradient += other.gradient, weight += other.weight, rows += other.rows; }
};

// Each feature cut into at most kBinsMax ranges of about equal size.
struct Bins {
  std::vector<std::vector<float>> edges;  // of each feature: upper bounds, the last one open
  std::vector<std::uint8_t> codes;        // feature by feature
};

Bins make_bins(const Examples& examples) {
  Bins bins;
  const std::size_t rows = examples.size();
  bins.codes.resize(rows * examples.width);
  std::vector<float> values(rows);
  for (std::size_t f = 0; f < examples.width; ++f) {
    for (std::size_t i = 0; i < rows; ++i) values[i] = examples.row(i)[f];
    std::vector<float> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    std::vector<float> edges;
    for (std::size_t b = 1; b < kBinsMax; ++b) {
      const std::size_t at = b * rows / kBinsMax;
      if (at == 0 || sorted[at] == sorted[rows - 1]) continue;
      // Between two values that occur, so that rounding elsewhere sends neither to the other side.
      const auto next = std::upper_bound(sorted.begin(), sorted.end(), sorted[at]);
      const float edge = sorted[at] + (*next - sorted[at]) / 2;
      if (edges.empty() || edge > edges.back()) edges.push_back(edge);
    }
    for (std::size_t i = 0; i < rows; ++i) {
      bins.codes[f * rows + i] =
          static_cast<std::uint8_t>(std::lower_bound(edges.begin(), edges.end(), values[i]) - edges.begin());
    }
    bins.edges.push_back(std::move(edges));
  }
  return bins;
}

class Grower {
 public:
  Grower(const Examples& examples, std::span<const Direction> directions, const BoostOptions& options)
      : examples_(examples), directions_(directions), options_(options), bins_(make_bins(examples)) {}

  // One tree on the gradients of the chosen rows.
  Tree grow(std::vector<std::uint32_t> rows, std::span<const double> gradients, std::span<const double> weights) {
    tree_.assign(1, {});
    gradients_ = gradients;
    weights_ = weights;
    const double huge = std::numeric_limits<double>::infinity();
    split(0, std::move(rows), options_.depth, {-huge, huge});
    return tree_;
  }

 private:
  struct Bounds {
    double low, high;
  };
  struct Cut {
    bool found = false;
    double gain = 0;
    std::size_t feature = 0, bin = 0;
    double left = 0, right = 0;
  };

  double leaf(const Sums& sums, Bounds bounds) const {
    return std::clamp(sums.gradient / (sums.weight + options_.leaf_weight), bounds.low, bounds.high);
  }
  double gain(const Sums& sums, double value) const {
    return sums.gradient * value - 0.5 * (sums.weight + options_.leaf_weight) * value * value;
  }

  void split(std::size_t node, std::vector<std::uint32_t> rows, std::size_t depth, Bounds bounds) {
    Sums all;
    for (const std::uint32_t row : rows) all.add({gradients_[row], weights_[row], 1});
    const double value = leaf(all, bounds);
    constexpr double kGainMin = 1e-6;
    Cut best;
    best.gain = gain(all, value) + kGainMin;
    for (std::size_t f = 0; depth > 0 && f < examples_.width; ++f) try_feature(f, rows, all, bounds, best);
    if (!best.found) {
      tree_[node].value = static_cast<float>(options_.rate * value);
      return;
    }
    const std::uint8_t* codes = bins_.codes.data() + best.feature * examples_.size();
    std::vector<std::uint32_t> left, right;
    for (const std::uint32_t row : rows) (codes[row] <= best.bin ? left : right).push_back(row);
    rows = {};
    const auto child = static_cast<std::uint16_t>(tree_.size());
    tree_.resize(tree_.size() + 2);
    tree_[node] = {static_cast<std::int16_t>(best.feature), child, bins_.edges[best.feature][best.bin]};
    // Below a split on a feature with a direction neither side may cross the middle.
    Bounds low = bounds, high = bounds;
    const double middle = (best.left + best.right) / 2;
    if (directions_[best.feature] == Direction::kRising) low.high = high.low = middle;
    if (directions_[best.feature] == Direction::kFalling) low.low = high.high = middle;
    split(child, std::move(left), depth - 1, low);
    split(child + 1U, std::move(right), depth - 1, high);
  }

  void try_feature(std::size_t f, const std::vector<std::uint32_t>& rows, const Sums& all, Bounds bounds, Cut& best) {
    if (bins_.edges[f].empty()) return;
    std::array<Sums, kBinsMax> histogram{};
    const std::uint8_t* codes = bins_.codes.data() + f * examples_.size();
    for (const std::uint32_t row : rows) histogram[codes[row]].add({gradients_[row], weights_[row], 1});
    Sums left;
    for (std::size_t b = 0; b < bins_.edges[f].size(); ++b) {
      left.add(histogram[b]);
      Sums right{all.gradient - left.gradient, all.weight - left.weight, all.rows - left.rows};
      if (left.rows < options_.leaf_rows || right.rows < options_.leaf_rows) continue;
      const double below = leaf(left, bounds), above = leaf(right, bounds);
      if (directions_[f] == Direction::kRising && below > above) continue;
      if (directions_[f] == Direction::kFalling && below < above) continue;
      const double gained = gain(left, below) + gain(right, above);
      if (gained > best.gain) best = {true, gained, f, b, below, above};
    }
  }

  const Examples& examples_;
  std::span<const Direction> directions_;
  BoostOptions options_;
  Bins bins_;
  Tree tree_;
  std::span<const double> gradients_, weights_;
};

}  // namespace

float tree_value(const Tree& tree, std::span<const float> features) {
  std::size_t at = 0;
  while (tree[at].feature >= 0) {
    at = tree[at].left + std::size_t{features[static_cast<std::size_t>(tree[at].feature)] > tree[at].value};
  }
  return tree[at].value;
}

float trees_value(std::span<const Tree> trees, std::span<const float> features) {
  float sum = 0;
  for (const Tree& tree : trees) sum += tree_value(tree, features);
  return sum;
}

std::vector<Tree> boost(const Examples& examples, std::span<const float> start, std::span<const Direction> directions,
                        const BoostOptions& options) {
  Grower grower(examples, directions, options);
  std::vector<double> logits(start.begin(), start.end()), gradients(examples.size()), weights(examples.size());
  std::vector<Tree> trees;
  for (std::size_t t = 0; t < options.trees; ++t) {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t i = 0; i < examples.size(); ++i) {
      const double p = 1 / (1 + std::exp(-logits[i]));
      gradients[i] = examples.labels[i] - p;
      weights[i] = p * (1 - p);
      // The rows of a tree are drawn by a hash, so that no library's generator decides the model.
      const double draw = static_cast<double>(combine(options.seed + t, i) >> 11) * 0x1p-53;
      if (draw < options.row_share) rows.push_back(i);
    }
    trees.push_back(grower.grow(std::move(rows), gradients, weights));
    for (std::size_t i = 0; i < examples.size(); ++i) {
      logits[i] += static_cast<double>(tree_value(trees.back(), examples.row(i)));
    }
  }
  return trees;
}

}  // namespace hotline::matching
