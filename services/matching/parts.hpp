#pragma once

#include <array>
#include <cstdint>

#include "core/person.hpp"
#include "matching/lexicon.hpp"
#include "matching/phonemic.hpp"

namespace hotline::matching {

// A word of a name seen in one role. For a patronymic the forms are the stem of the father's name.
struct NameToken {
  Form form;
  Form other;                  // second reading of an ambiguous Latin spelling, or empty
  std::uint64_t skeleton = 0;  // of surnames
  std::uint32_t mask = 0;      // of surnames
  float bits = 0;              // -log2 of the share of persons who bear it
  const GivenSense* senses = nullptr;
  std::uint8_t sense_count = 0;
  bool near = false;  // the senses were one slip away
  bool initial = false;
  core::Sex sex = core::Sex::kUnknown;

  bool known() const { return form.length != 0; }
  std::span<const GivenSense> sense_list() const { return {senses, sense_count}; }
};

// One way of giving roles to the words of a name.
struct Reading {
  NameToken surname, given, patronymic;
  float penalty_bits = 0;                  // how much less likely than the best reading
  std::uint8_t words = 0, words_left = 0;  // of the name; of them without a role
};

inline constexpr std::size_t kReadingsMax = 4;
struct Readings {
  std::size_t count = 0;
  std::array<Reading, kReadingsMax> list;
};

// Every likely reading, best first. Parts given in fields are believed, but not blindly: a given name typed into the
// surname field is found as well. `out` is an argument so that a caller may keep its memory.
void read_name(const Lexicon& lexicon, const core::NameParts& name, Readings& out);

}  // namespace hotline::matching
