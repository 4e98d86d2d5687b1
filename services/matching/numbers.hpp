#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "matching/index.hpp"
#include "matching/weights.hpp"

namespace hotline::matching {

// The numbers one slip of hand or eye away from this one, in the folded form that is hashed (core::fold_identifier):
// two neighbouring characters in each other's place, one digit replaced, or a letter and the digit that looks like it
// exchanged (O and 0). Without the number itself, each once; at most kNearNumbersMax.
inline constexpr std::size_t kNearNumbersMax = 160;
std::vector<std::string> near_numbers(std::string_view number);

enum class NumberMatch : std::uint8_t { kNotAsked, kAgrees, kNearly, kDiffers };
FieldEvidence number_evidence(const NumberWeights& weights, NumberMatch match);

}  // namespace hotline::matching
