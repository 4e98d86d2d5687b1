#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/sample/identity.hpp"
#include "hotline/v1/registry_service.pb.h"

namespace hotline::e2e {

// How somebody stands to the man before him: those whom a list confuses.
enum class Kin : std::uint8_t {
  kNone,
  kBrother,
  kTwin,              // the same day
  kSon,               // the patronymic is the father's given name
  kSonNamedAsFather,  // and so is his own
  kNamesake,          // the same full name, another year
  kNamesakeOfTheYear,
  kNamesakeOfTheDay,
};

struct Man {
  sample::Identity identity;
  std::string number;
  std::string birthplace;
  Kin kin = Kin::kNone;
  // Of him and his namesake of the day every row has the number and has it right: without it neither a rule nor a
  // person could tell the two apart.
  bool always_numbered = false;
};

enum Slip : std::uint32_t {
  kOtherSpelling = 1U << 0U,
  kLatin = 1U << 1U,
  kUpperCase = 1U << 2U,
  kOneColumn = 1U << 3U,
  kSwappedColumns = 1U << 4U,  // surname and given name
  kTypingError = 1U << 5U,
  kNoPatronymic = 1U << 6U,
  kInitials = 1U << 7U,
  kDiminutive = 1U << 8U,
  kDateDigit = 1U << 9U,
  kDateSwapped = 1U << 10U,  // day and month
  kYearOnly = 1U << 11U,
  kNoDate = 1U << 12U,
  kNumber = 1U << 13U,
  kNumberMistyped = 1U << 14U,
};
// "latin, initials, year only"; "as it is" for none.
std::string words_of_slips(std::uint32_t slips);

struct SlippedRow {
  std::size_t man = 0;
  std::uint32_t slips = 0;
  v1::ListRow row;
};

inline constexpr std::size_t kLists = 3;
struct ThreeLists {
  std::vector<Man> men;
  std::array<std::vector<SlippedRow>, kLists> lists;  // each in an order of its own, every man once
};

// The same men on three lists, as a registration from papers, a hospital and somebody abroad write them. The shares of
// slips stand in three_lists.cpp. At least one of the rows of a man has his number, or full name and full birth date.
ThreeLists three_lists(std::size_t men, std::uint64_t seed);

}  // namespace hotline::e2e
