#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/verdict.hpp"
#include "matching/index.hpp"
#include "population/population.hpp"

namespace hotline::population {

// What is wrong with a question beside what the record says.
enum class Slip : std::uint8_t {
  kNone,
  kOneTypo,        // in the surname
  kTwoTypos,       // in the surname
  kRomanised,      // all parts in one of six romanisations
  kOtherLanguage,  // a Russian record asked for in Ukrainian, and the other way round
  kDiminutive,     // the given name as at home
  kOrder,          // as one line or with surname and given name exchanged
  kNoPatronymic,
  kDateDigit,  // one digit of the date wrong
  kNoSurname,
  kTypoAndDiminutive,
};
inline constexpr std::array kSlips{
    Slip::kNone,  Slip::kOneTypo,      Slip::kTwoTypos,  Slip::kRomanised, Slip::kOtherLanguage,    Slip::kDiminutive,
    Slip::kOrder, Slip::kNoPatronymic, Slip::kDateDigit, Slip::kNoSurname, Slip::kTypoAndDiminutive};
std::string_view name_of(Slip slip);

// What is asked beside surname and given name.
enum class Facts : std::uint8_t { kPatronymicAndDate, kPatronymic, kDate, kNameOnly };
std::string_view name_of(Facts facts);
// Whether the slip leaves these facts something to ask: no date, no slip in it.
bool makes_sense(Slip slip, Facts facts);

struct Question {
  matching::Query query;
  core::AskedFacts asked;
  SameIn same;  // what the question leaves to tell namesakes apart by
};

// A question about somebody with this slip; nothing when it cannot be made (no diminutive, too short a surname, no
// patronymic). `written` is how the record writes him or, of somebody who is not held, would.
std::optional<Question> question(const Person& person, const Written& written, Slip slip, Facts facts,
                                 std::uint64_t salt);

}  // namespace hotline::population
