#include "matching/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hotline::matching {
namespace {

// The person asked for is in the register at all: about one inquiry in three on the side it covers.
constexpr double kInRegister = 0.3;
// A small register is a sample of a large population: chance agreement is at least that of a register of this size.
constexpr double kRegisterSizeMin = 20'000;
// However rare a name looks, it alone may be borne by somebody else: it never says more than this beyond the size of
// the register, so a name without date or number stays well below certainty.
constexpr double kNameBitsBeyondRegister = 3.0;

// With one fact against, the sum of the others is no longer independent evidence (families share surname, patronymic,
// place; lists share a slipped row): bits beyond the register's size that such a candidate can reach. About 0.5 for a
// date, surname or patronymic that differs, 0.2 for a given name.
constexpr double kContradictedBits = 1.2;
constexpr double kGivenContradictedBits = -1.0;
constexpr double kIdentifierExcusesBits = 2.0;

// How often somebody with nearly the same name is in the register when the person sought is not: brothers serve
// together, lists are of a region.
constexpr double kNamesakeShare = 0.05;

double size_bits(std::size_t register_size) {
  return std::log2(std::max(static_cast<double>(register_size), kRegisterSizeMin));
}

}  // namespace

double Posterior::of(float total, float best_total) const {
  return any * share * std::exp2(static_cast<double>(total) - static_cast<double>(best_total));
}

Posterior posterior(const Score& best, double rival_weight, std::size_t register_size) {
  const double size = size_bits(register_size);
  const double name = std::min(static_cast<double>(best.name), size + kNameBitsBeyondRegister);
  const double total = static_cast<double>(best.total) - static_cast<double>(best.name) + name;
  const double weight = 1 + std::max(0.0, rival_weight);
  const double odds = std::exp2(std::clamp(total - size, -200.0, 200.0)) * kInRegister / (1 - kInRegister) * weight;
  return {odds / (1 + odds), 1 / weight};
}

float doubt_namesake(Score& score, float pair_logit, std::size_t register_size) {
  const double beside = static_cast<double>(score.total) - static_cast<double>(score.name);
  const double most = size_bits(register_size) + static_cast<double>(pair_logit) / std::numbers::ln2 + beside -
                      std::log2(kNamesakeShare * kInRegister / (1 - kInRegister));
  // Both explanations at once: the odds against add up.
  const double total = -std::log2(std::exp2(-static_cast<double>(score.total)) + std::exp2(-most));
  const auto taken = static_cast<float>(std::min(0.0, total - static_cast<double>(score.total)));
  score.total += taken;
  score.name += taken;
  return taken;
}

void temper(Score& score, std::size_t register_size) {
  if (score.contradiction == Contradiction::kNone) return;
  const double size = size_bits(register_size);
  const auto name_max = static_cast<float>(size + kNameBitsBeyondRegister);
  if (score.name > name_max) {
    score.total -= score.name - name_max;
    score.name = name_max;
  }
  const double beyond = score.contradiction == Contradiction::kGiven ? kGivenContradictedBits : kContradictedBits;
  score.total =
      std::min(score.total, static_cast<float>(size + beyond + (score.identifier_agrees ? kIdentifierExcusesBits : 0)));
}

}  // namespace hotline::matching
