#pragma once

#include <array>
#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "core/sought.hpp"

// What each fact of the product's evidence weighs, as `evidence` lines of lexicon/model.tsv, which is the only source:
// the code has no defaults. Bits are log2 of how much likelier an agreement is for one person than for two; shares and
// chances lie between 0 and 1. Why a number is as it is stands in weights_table.hpp, whose headings are the file's.
namespace hotline::matching {

// By how the facts of a record may be wrong: by slips, or altered on purpose.
struct ByProfile {
  float honest, altered;
  float of(core::EvidenceProfile profile) const { return profile == core::EvidenceProfile::kHonest ? honest : altered; }
};

// A table of levels, straight lines between: how much of the frequency weight a distance keeps, and what it costs.
struct WeightCurve {
  struct Point {
    float distance, share, bits;  // weight = share * frequency bits + bits
  };
  static constexpr std::size_t kPointsMax = 12;
  std::array<Point, kPointsMax> points{};
  std::size_t count = 0;
};

// Persons in a thousand born in the years of a band, which begins at `first`.
struct BirthBands {
  struct Band {
    int first;
    double per_mille;
  };
  static constexpr int kBandYears = 5;
  static constexpr std::size_t kBandsMax = 28;
  std::array<Band, kBandsMax> bands{};
  std::size_t count = 0;
};

struct NameWeights {
  WeightCurve surname, unknown;  // unknown: a given name that the lexicon does not know
  float slip, slip_from;
  float given_different, patronymic_different;
  float initial_differs, initial_max;
  float diminutive, diminutive_share, diminutive_strength;
  float diminutive_meaning, diminutive_beside_name;
  float near_distance, near_distance_min;
  float linked_share, linked_against, linked_min;
  float father_son, sex_differs;
};

struct RarityWeights {
  float class_min, class_max;
  float given_min, given_max, given_unknown;
  float patronymic_min, patronymic_max, patronymic_unknown;
  float initial;
  float surname_min, surname_unknown;
  float register_persons, register_share;
};

struct RoleWeights {
  float hint, patronymic_hinted;
  float given_known, given_diminutive, given_near, given_unknown;
  float father_known, father_near, father_unknown;
  float surname_ending;
  float given_as_surname, patronymic_as_surname, patronymic_like_surname, initial_as_surname;
  float turkic, turkic_otherwise;
  float no_surname, no_given, word_left, in_order, reversed, surname_inside;
  float behind_max, penalty_share, part_of_surname;
};

struct BirthDateWeights {
  // How often each way to err leads from the true date to the one told.
  struct Ways {
    double exact, swapped;
    double neighbour_key, other_digit, exchanged_digits;
    double next_year, second_year, tenth_year;
    double century, first_january, near_day, same_day_month;
    double near_year_any_day, same_year, shifted;
    double unrelated;
  };
  // The same where only years, or years and months, can be compared.
  struct YearWays {
    double same, near, other;  // near: the four years beside it
    double month, other_month;
  };
  double first_january_share;
  Ways honest, altered;
  YearWays honest_years, altered_years;
};

struct BirthYearWeights {
  BirthBands adults, children;
  double share_min, prior_persons;
};

struct NumberWeights {
  float agrees, nearly, differs;
};

struct PlaceWeights {
  struct Against {
    float other_town, other_region, other;
  };
  double population_thousands;
  float town_min, town_max, village, region, renamed, near_share;
  Against honest, altered;
};

struct UnitWeights {
  float same, post, number_alone, named, small, branch, differs;
  float most() const;  // that any unit can say for
};

struct SexWeights {
  ByProfile agrees;
  float differs;
};

struct MarkWeights {
  float unknown, shared_share, shared_max;
  ByProfile nothing_shared;
};

struct CircumstanceWeights {
  float mother_surname_share, mother_max;
  ByProfile mother_min;
  float sibling_share, siblings_max;
  ByProfile sibling_missing, siblings_missing_min;
  float brothers_record;
  float same_week, same_season, last_place_share;
  ByProfile earlier;
};

// Under the altered profile no field says more against.
struct AlteredFloors {
  float surname, given, patronymic, birth_date, identifier, birthplace, unit, mother, marks, last_seen;
};

struct CalibrationWeights {
  double in_register, register_size_min, name_beyond_register;
  double contradicted, given_contradicted, identifier_excuses;
  double namesake_share;
};

// Probabilities from which something is done.
struct Thresholds {
  double likely_same, review, same_person;
};

struct Weights {
  NameWeights names;
  RarityWeights rarity;
  RoleWeights roles;
  BirthDateWeights birth_date;
  BirthYearWeights birth_years;
  NumberWeights number;
  PlaceWeights place;
  UnitWeights unit;
  SexWeights sex;
  MarkWeights marks;
  CircumstanceWeights circumstances;
  AlteredFloors altered_floor;
  CalibrationWeights calibration;
  Thresholds threshold;
};

// Takes the `evidence` lines of the model file one by one. What is told is a fault in words, without file and line.
class WeightsReader {
 public:
  WeightsReader();
  using Fault = std::optional<std::string>;
  Fault read(std::string_view name, std::string_view text);
  // Whether every number stood there and they go together.
  Fault finish() const;
  const Weights& weights() const { return weights_; }

 private:
  Weights weights_{};
};

// The lines as they are read, the heading of each group above it.
void write_weights(std::ostream& out, const Weights& weights);

}  // namespace hotline::matching
