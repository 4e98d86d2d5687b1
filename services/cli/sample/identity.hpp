#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cli/sample/peoples.hpp"
#include "cli/sample/random.hpp"
#include "core/person.hpp"
#include "core/time.hpp"

namespace hotline::sample {

// Who somebody is: kept as the names of one people, spelled out for a list only when a row is written.
struct Identity {
  const People* people = nullptr;
  std::string surname;  // masculine form
  std::string given;
  std::string father;  // given name; empty: no patronymic
  core::Sex sex = core::Sex::kMale;
  core::PartialDate birth;
};

enum class Spelling : std::uint8_t { kOwn, kUkrainian, kRussian, kLatin };

struct SpelledName {
  std::string surname;
  std::string given;
  std::string patronymic;
  std::string language;  // BCP 47 code for the row: "uk", "ru", "be", "en"
};

SpelledName spell(const Identity& identity, Spelling spelling);

core::PartialDate full_date(std::int32_t year, std::int32_t month, std::int32_t day);
// Any day of these years.
core::PartialDate random_day(Random& random, std::int32_t first_year, std::int32_t last_year);
std::string iso(const core::PartialDate& date);
// 12.03.1998, as most lists come.
std::string dotted(const core::PartialDate& date);

}  // namespace hotline::sample
