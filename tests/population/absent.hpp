#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "matching/index.hpp"
#include "population/questions.hpp"

namespace hotline::population {

inline constexpr double kToldAsHeldMax = 1e-4;  // upper bound at 95 %

// Who is asked for and is not held.
enum class Absent : std::uint8_t {
  kStranger,   // drawn like everybody who is held
  kMistyped,   // the same, with a typing error in the surname
  kRomanised,  // the same, in Latin letters
  kBrother,    // of a man who is held, some years between them
  kTwin,       // of a man who is held: the given name alone differs
};
std::string_view name_of(Absent absent);

struct AbsentResult {
  Absent absent = Absent::kStranger;
  Facts facts = Facts::kPatronymicAndDate;
  std::size_t asked = 0;
  std::size_t told = 0;       // core::decide says "this one"
  std::size_t in_doubt = 0;   // core::decide says "perhaps"
  std::size_t sure = 0;       // a candidate of kSureProbability or more, whatever was asked
  std::size_t namesakes = 0;  // of those told: the record agrees in every fact asked, and no one could know better
  double cpu_s = 0;

  double bound() const;
  double bound_of_sure() const;
  bool has_bar() const;
  bool met() const;
};

struct AbsentOptions {
  std::uint64_t size = 0;     // persons in the register
  std::size_t strangers = 0;  // searches for each set of facts
  std::size_t others = 0;     // searches of every other kind
  std::size_t examples_max = 20;
};

struct AbsentExample {
  Absent absent;
  Facts facts;
  Person asked, told;
  matching::Query query;
  core::NameParts held;
  double probability = 0;
};

struct AbsentMeasure {
  std::vector<AbsentResult> results;
  std::vector<AbsentExample> examples;  // of those told
  bool all_met() const;
};
AbsentMeasure measure_absent(const matching::Index& index, const Population& population, const AbsentOptions& options);
void print(const AbsentMeasure& measure);
void print_examples(const AbsentMeasure& measure);

}  // namespace hotline::population
