#include "matching/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hotline::matching {
namespace {

double size_bits(const CalibrationWeights& weights, std::size_t register_size) {
  return std::log2(std::max(static_cast<double>(register_size), weights.register_size_min));
}

}  // namespace

double Posterior::of(float total, float best_total) const {
  return any * share * std::exp2(static_cast<double>(total) - static_cast<double>(best_total));
}

Posterior posterior(const CalibrationWeights& weights, const Score& best, double rival_weight,
                    std::size_t register_size) {
  const double size = size_bits(weights, register_size);
  const double name = std::min(static_cast<double>(best.name), size + weights.name_beyond_register);
  const double total = static_cast<double>(best.total) - static_cast<double>(best.name) + name;
  const double together = 1 + std::max(0.0, rival_weight);
  const double odds =
      std::exp2(std::clamp(total - size, -200.0, 200.0)) * weights.in_register / (1 - weights.in_register) * together;
  return {odds / (1 + odds), 1 / together};
}

float doubt_namesake(const CalibrationWeights& weights, Score& score, float pair_logit, std::size_t register_size) {
  const double beside = static_cast<double>(score.total) - static_cast<double>(score.name);
  const double most = size_bits(weights, register_size) + static_cast<double>(pair_logit) / std::numbers::ln2 + beside -
                      std::log2(weights.namesake_share * weights.in_register / (1 - weights.in_register));
  // Both explanations at once: the odds against add up.
  const double total = -std::log2(std::exp2(-static_cast<double>(score.total)) + std::exp2(-most));
  const auto taken = static_cast<float>(std::min(0.0, total - static_cast<double>(score.total)));
  score.total += taken;
  score.name += taken;
  return taken;
}

void temper(const CalibrationWeights& weights, Score& score, std::size_t register_size) {
  if (score.contradiction == Contradiction::kNone) return;
  const double size = size_bits(weights, register_size);
  const auto name_max = static_cast<float>(size + weights.name_beyond_register);
  if (score.name > name_max) {
    score.total -= score.name - name_max;
    score.name = name_max;
  }
  const double beyond =
      score.contradiction == Contradiction::kGiven ? weights.given_contradicted : weights.contradicted;
  score.total = std::min(
      score.total, static_cast<float>(size + beyond + (score.identifier_agrees ? weights.identifier_excuses : 0)));
}

}  // namespace hotline::matching
