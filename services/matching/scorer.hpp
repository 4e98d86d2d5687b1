#pragma once

#include <optional>

#include "matching/index.hpp"
#include "matching/lexicon.hpp"
#include "matching/scratch.hpp"
#include "matching/state.hpp"

namespace hotline::matching {

// Compares one row after another with a question. The readings stand in the scratch.
class Scorer {
 public:
  Scorer(const Lexicon& lexicon, const Query& query, const State& state, Scratch& scratch, std::size_t register_size);

  // Nothing when the row cannot be the person sought, or is passed over.
  std::optional<Score> compare(const Segment& segment, std::uint32_t row);
  // A glance at the dates; false when they have nothing in common.
  bool dates_can_agree(const Row& row) const;
  // The candidate without its probabilities.
  Candidate describe(const Segment& segment, std::uint32_t row);

 private:
  // Evidence of the fields beside the name. The weak ones are read from a further column, so they come last.
  struct Firm {
    FieldEvidence date, identifier, sex;
    float bits() const { return date.weight_bits + identifier.weight_bits + sex.weight_bits; }
    bool differs() const { return date.agreement == Agreement::kDiffers || sex.agreement == Agreement::kDiffers; }
  };
  struct Weak {
    FieldEvidence place, unit;
    float bits() const { return place.weight_bits + unit.weight_bits; }
  };
  Firm firm_evidence(const Segment& segment, const Row& row) const;
  Weak weak_evidence(const Segment& segment, std::uint32_t row) const;
  FieldEvidence identifier_evidence(const Segment& segment, const Row& row) const;

  // Evidence of the best reading against the best name of the row; `wanted` bits or it is not worth the surname.
  float name_bits(const Segment& segment, const Row& row, float wanted, Contradiction& contradiction,
                  NameEvidence* detail);
  const Remembered& given_against(std::size_t reading, std::uint32_t id);
  const Remembered& patronymic_against(std::size_t reading, std::uint32_t id);
  const Remembered& surname_against(std::size_t reading, std::uint32_t id);
  float joint(std::size_t reading, const NameIds& name, const GivenMatch& given, const GivenMatch& patronymic) const;
  NameEvidence describe_name(std::size_t reading, const NameIds& name) const;

  const Lexicon& lexicon_;
  const Query& query_;
  const State& state_;
  Scratch& scratch_;
  std::size_t register_size_;
  Phrase place_, unit_;
  float surname_bits_max_ = 0;
  float bits_min_ = 0;
  float weak_bits_max_ = 0;
};

}  // namespace hotline::matching
