#include "matching/further_field.hpp"

#include <cmath>

namespace hotline::matching {
namespace {

using core::Field;

// Those a caller can be asked for; of equal ones the first is asked.
constexpr std::array kAskable{Field::kBirthDate, Field::kPatronymic, Field::kIdentifier, Field::kBirthplace,
                              Field::kUnit};
// A smaller gain is not worth a caller's time.
constexpr double kGainMin = 0.1;

// Bits that the answer is expected to bring. A rival whose value is unknown stays possible whatever the answer is, so
// only the share of those that are known counts.
double gain(std::span<const RivalValues> rivals, std::size_t field) {
  double all = 0, known = 0;
  for (const RivalValues& rival : rivals) {
    all += rival.probability;
    if (rival.values.at(field) != 0) known += rival.probability;
  }
  if (known <= 0) return 0;
  double entropy = 0;
  for (std::size_t i = 0; i < rivals.size(); ++i) {
    const std::uint64_t value = rivals[i].values.at(field);
    double share = 0;
    bool first = value != 0;
    for (std::size_t j = 0; j < rivals.size(); ++j) {
      if (rivals[j].values.at(field) != value) continue;
      if (j < i) first = false;
      share += rivals[j].probability / known;
    }
    if (first && share > 0) entropy -= share * std::log2(share);
  }
  return entropy * known / all;
}

}  // namespace

std::optional<Field> further_field(std::span<const RivalValues> rivals, std::uint32_t asked) {
  std::optional<Field> best;
  double most = kGainMin;
  for (const Field field : kAskable) {
    const auto at = static_cast<std::size_t>(field);
    if ((asked >> at & 1) != 0) continue;
    const double bits = gain(rivals, at);
    if (bits <= most) continue;
    most = bits;
    best = field;
  }
  return best;
}

}  // namespace hotline::matching
