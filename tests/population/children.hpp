#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "matching/index.hpp"
#include "population/name_lists.hpp"

namespace hotline::population {

inline constexpr double kChildListedMin = 0.9;

// What was changed on purpose in a child's record.
enum class Altered : std::uint8_t { kNothing, kSurnameAndDate, kSurnameDateAndGiven };
std::string_view name_of(Altered altered);

// What the record still holds of the child's kin.
struct Kept {
  bool siblings = false, mother = false, marks = false;
  std::size_t count() const { return (siblings ? 1U : 0U) + (mother ? 1U : 0U) + (marks ? 1U : 0U); }
};

struct ChildResult {
  Altered altered = Altered::kNothing;
  std::string kept;  // "siblings", "mother", "marks", "two or more", "all"
  std::size_t asked = 0, first = 0, listed = 0, likely = 0, scored = 0;
  double cpu_s = 0;
  bool met() const;
};

struct ChildrenOptions {
  std::uint64_t size = 100'000;
  std::size_t questions = 3'000;
  std::uint64_t seed = 0;
};

struct ChildrenMeasure {
  std::vector<ChildResult> results;
  std::size_t records = 0;
  double bytes_a_record = 0;
  bool all_met() const;
};

// A register of invented children, taken away and entered again: every second one with another surname and another date
// of birth. All are born 2008 to 2022; each record keeps siblings, the mother's name or marks. Those who seek a child
// tell all they know in their own language; the record is in Russian.
ChildrenMeasure measure_children(std::shared_ptr<const matching::Lexicon> lexicon, const NameLists& names,
                                 const ChildrenOptions& options);
void print(const ChildrenMeasure& measure);

}  // namespace hotline::population
