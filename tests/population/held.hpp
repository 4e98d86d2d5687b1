#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "matching/index.hpp"
#include "population/questions.hpp"

namespace hotline::population {

inline constexpr double kFirstMin = 0.97;
// Index::find lists ten, so the bar for the first twenty is measured on ten.
inline constexpr double kListedMin = 0.995;

// Where the surname that was typed differs from the record's.
enum class Place : std::uint8_t { kFirstLetter, kLastLetter, kInside };
inline constexpr std::size_t kPlaces = 3;
struct AtPlace {
  std::size_t asked = 0, listed = 0;
  std::size_t short_asked = 0, short_listed = 0;  // surnames of five letters and less
};

// What became of the questions about people who are held, of one slip with one set of facts.
struct HeldResult {
  Slip slip = Slip::kNone;
  Facts facts = Facts::kPatronymicAndDate;
  std::size_t asked = 0;
  // Namesakes in everything that was asked are not told apart by anybody: the right one stands first when nobody but
  // such namesakes stands before him, and is listed when they alone crowd him out.
  std::size_t first = 0, listed = 0;
  std::size_t first_strictly = 0, listed_strictly = 0;  // he himself
  std::size_t with_namesakes = 0;                       // questions that other records answer as well
  std::size_t sure = 0, sure_and_wrong = 0;             // a first candidate of kSureProbability or more
  std::size_t told = 0, told_wrong = 0;                 // core::decide says "this one"
  std::size_t scored = 0, budget_spent = 0;
  std::array<AtPlace, kPlaces> places;  // only of surnames with typing errors
  double cpu_s = 0;
  std::vector<double> wall_us;

  double first_share() const { return static_cast<double>(first) / static_cast<double>(asked); }
  double listed_share() const { return static_cast<double>(listed) / static_cast<double>(asked); }
  // A question without any second fact bears no bar; nor does one without a surname or with two slips.
  bool has_bar() const { return slip != Slip::kNoSurname && slip != Slip::kTypoAndDiminutive; }
  bool met() const { return !has_bar() || (first_share() >= kFirstMin && listed_share() >= kListedMin); }
};

// A question that failed, in words about kinds of names and slips, never with a value.
struct Miss {
  Slip slip;
  Facts facts;
  bool listed = false;
  Person person;
  matching::Query query;
  core::NameParts held;
  std::size_t rank = 0;  // of the right one; 0 not listed
  double first_probability = 0;
  double own_probability = 0;
};

struct HeldOptions {
  std::uint64_t size = 0;       // persons in the register
  std::size_t questions = 0;    // of each slip with each set of facts
  std::size_t misses_max = 12;  // kept of each
  std::uint64_t salt = 0;
};

struct HeldMeasure {
  std::vector<HeldResult> results;
  std::vector<Miss> misses;
  bool all_met() const;
};
HeldMeasure measure_held(const matching::Index& index, const Population& population, const HeldOptions& options);
void print(const HeldMeasure& measure);
// One line a miss, with the invented names themselves.
void print_misses(const HeldMeasure& measure);

}  // namespace hotline::population
