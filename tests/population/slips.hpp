#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cli/sample/random.hpp"
#include "core/time.hpp"

namespace hotline::population {

// `count` typing errors at any places of a word, the first letter too: a letter for another one (every second time its
// neighbour on the keyboard), lost, added, or changed with the next. Nothing when the word is too short for it.
std::optional<std::string> mistyped(const std::string& word, int count, sample::Random& random);

// How Cyrillic letters are written in Latin ones; each takes Russian or Ukrainian spelling.
enum class Romanisation : std::uint8_t { kIcao, kKmu55, kBgn, kGerman, kFrench, kPolish };
inline constexpr std::size_t kRomanisations = 6;
std::string romanised(std::string_view name, Romanisation scheme, std::string_view language);

// One digit of a full date wrong; it is still a date.
core::PartialDate with_wrong_digit(const core::PartialDate& date, sample::Random& random);

}  // namespace hotline::population
