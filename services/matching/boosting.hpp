#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace hotline::matching {

// Gradient-boosted trees with a logistic loss (Friedman 2001, "Greedy function approximation"), small and reproducible:
// the same examples, options and seed give the same trees on every machine.

// A split sends values at or below the threshold to the left. Leaves have feature -1.
struct TreeNode {
  std::int16_t feature = -1;
  std::uint16_t left = 0;  // the right child follows the left one
  float value = 0;         // threshold of a split, logit of a leaf
};
using Tree = std::vector<TreeNode>;

float tree_value(const Tree& tree, std::span<const float> features);
float trees_value(std::span<const Tree> trees, std::span<const float> features);

// How the logit may depend on a feature.
enum class Direction : std::int8_t { kFalling = -1, kAny = 0, kRising = 1 };

struct Examples {
  std::size_t width = 0;        // features of an example
  std::vector<float> features;  // row by row
  std::vector<std::uint8_t> labels;
  std::size_t size() const { return labels.size(); }
  std::span<const float> row(std::size_t at) const { return {features.data() + at * width, width}; }
};

struct BoostOptions {
  std::size_t trees = 200;
  std::size_t depth = 3;
  double rate = 0.05;
  double leaf_weight = 4;     // L2 penalty on leaves
  std::size_t leaf_rows = 8;  // fewer examples make no leaf
  double row_share = 0.7;     // of the examples for each tree
  std::uint64_t seed = 1;
};

// Trees to be added to `start` (one logit for each example). The constant of the model goes into the first tree.
std::vector<Tree> boost(const Examples& examples, std::span<const float> start, std::span<const Direction> directions,
                        const BoostOptions& options);

}  // namespace hotline::matching
