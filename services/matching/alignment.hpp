#pragma once

#include <span>

#include "matching/phonemic.hpp"

namespace hotline::matching {

// Cost in hundredths of changing one row of sounds into another: near sounds cost little (о/а, г/х, щ/ш), a soft sign
// or й next to nothing, unlike sounds a whole. Stops early and returns a figure above `limit` when it must exceed it.
int alignment_cost(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b, int limit = 1'000'000);

// Alignment cost divided by the mean length: 0 the same, about 1 unrelated.
float form_distance(const Form& a, const Form& b);
// The same for surnames: what gender and case do to an ending costs next to nothing.
float surname_distance(const Form& a, const Form& b);

}  // namespace hotline::matching
