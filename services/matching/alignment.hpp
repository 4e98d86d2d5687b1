#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "matching/phonemic.hpp"

namespace hotline::matching {

// What it costs, in hundredths, to change one sound into another or to leave it out: near sounds little (о/а, г/х,
// щ/ш), й next to nothing, unlike sounds a whole. Learned from pairs of spellings (learn_costs.hpp), kept in the
// model's file.
struct AlignmentCosts {
  std::array<std::array<std::int16_t, kSymbolCount>, kSymbolCount> change{};
  std::array<std::int16_t, kSymbolCount> gap{};

  // From the confusions of ear, keyboard and romanisation that are known of these languages: where learning begins.
  static const AlignmentCosts& by_hand();
};
inline constexpr int kTranspositionCost = 60;

// "a", "shch": how the model's file names a sound.
std::string_view symbol_name(std::uint8_t symbol);

// Cost of changing one row of sounds into another. Stops early and returns a figure above `limit` when it must exceed
// it.
int alignment_cost(const AlignmentCosts& costs, std::span<const std::uint8_t> a, std::span<const std::uint8_t> b,
                   int limit = 1'000'000);

// Optimal string alignment: sounds changed, left out, put in, or exchanged with the next one; each once at most.
int count_edits(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b);

// Alignment cost divided by the mean length: 0 the same, about 1 unrelated.
float form_distance(const AlignmentCosts& costs, const Form& a, const Form& b);
// The same for surnames: what gender and case do to an ending costs next to nothing.
float surname_distance(const AlignmentCosts& costs, const Form& a, const Form& b);
// Slips of the fingers, which put any letter in the place of any other, however unlike they sound: their number divided
// by the mean length. Nothing when there are too many for one surname.
std::optional<float> slip_share(const Form& a, const Form& b);

}  // namespace hotline::matching
