#include "matching/calibration.hpp"

#include <algorithm>
#include <array>
#include <cmath>

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

struct Point {
  float at, logit;
};

double size_bits(std::size_t register_size) {
  return std::log2(std::max(static_cast<double>(register_size), kRegisterSizeMin));
}

template <std::size_t N>
float line(const std::array<Point, N>& curve, float x) {
  std::size_t i = 1;
  while (i + 1 < N && x > curve[i].at) ++i;
  const Point &low = curve[i - 1], &high = curve[i];
  const float t = std::clamp((x - low.at) / (high.at - low.at), 0.0F, 1.0F);
  return low.logit + t * (high.logit - low.logit);
}

// Weights of the pair model, natural logarithms. Refit: README.md.
constexpr float kIntercept = -2.5F;
constexpr std::array<Point, 8> kSurname = {{{0.00F, 4.1F},
                                            {0.03F, 4.0F},
                                            {0.07F, 2.6F},
                                            {0.12F, 0.2F},
                                            {0.18F, -2.7F},
                                            {0.26F, -4.8F},
                                            {0.36F, -5.5F},
                                            {0.50F, -6.0F}}};
constexpr std::array<Point, 5> kGivenNear = {{{0.0F, 1.9F}, {0.1F, 1.6F}, {0.2F, 1.2F}, {0.3F, 0.6F}, {0.45F, -1.0F}}};
constexpr std::array<Point, 5> kGivenUnknown = {
    {{0.0F, 2.2F}, {0.1F, 2.0F}, {0.2F, 0.5F}, {0.3F, -2.4F}, {0.45F, -5.0F}}};
constexpr std::array<Point, 3> kGivenLinked = {{{0.0F, -6.0F}, {0.5F, -3.5F}, {1.0F, 0.9F}}};
constexpr std::array<Point, 5> kPatronymicNear = {
    {{0.0F, 1.3F}, {0.1F, 0.8F}, {0.2F, 0.2F}, {0.3F, -1.5F}, {0.45F, -3.5F}}};
constexpr std::array<Point, 5> kPatronymicUnknown = {
    {{0.0F, 1.4F}, {0.1F, 0.6F}, {0.2F, -0.6F}, {0.3F, -3.0F}, {0.45F, -6.0F}}};
constexpr std::array<Point, 3> kPatronymicLinked = {{{0.0F, -7.0F}, {0.5F, -4.0F}, {1.0F, -0.5F}}};
constexpr float kDifferent = -8.3F;
constexpr float kPenaltyPerBit = -1.7F;
constexpr float kPenaltyBitsMax = 8.0F;

float given_logit(const GivenMatch& match, bool patronymic) {
  switch (match.level) {
    case GivenLevel::kMissing:
      return patronymic ? 1.6F : 0.0F;
    case GivenLevel::kInitialAgrees:
      return 1.0F;
    case GivenLevel::kInitialDiffers:
      return -6.0F;
    case GivenLevel::kSame:
      return patronymic ? 1.6F : 1.8F;
    case GivenLevel::kDiminutive:
      return 2.6F + 1.5F * (match.strength - 0.6F);
    case GivenLevel::kLinked:
      return line(patronymic ? kPatronymicLinked : kGivenLinked, match.strength);
    case GivenLevel::kNearSame:
      return line(patronymic ? kPatronymicNear : kGivenNear, match.distance);
    case GivenLevel::kUnknown:
      return line(patronymic ? kPatronymicUnknown : kGivenUnknown, match.distance);
    case GivenLevel::kDifferent:
      return kDifferent;
  }
  return 0;
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

float pair_logit(const PairMatch& match) {
  return kIntercept + (match.surname.compared ? line(kSurname, match.surname.distance) : 0.5F) +
         given_logit(match.given, false) + given_logit(match.patronymic, true) + 0.35F * match.joint_bits +
         kPenaltyPerBit * std::min(match.penalty_bits, kPenaltyBitsMax);
}

double pair_probability(float logit) {
  return 1 / (1 + std::exp(-static_cast<double>(logit)));
}

}  // namespace hotline::matching
