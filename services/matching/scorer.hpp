#pragma once

#include <optional>

#include "matching/index.hpp"
#include "matching/lexicon.hpp"
#include "matching/profile.hpp"
#include "matching/scratch.hpp"
#include "matching/state.hpp"

namespace hotline::matching {

// Compares one row after another with a question. The readings stand in the scratch.
class Scorer {
 public:
  Scorer(const Lexicon& lexicon, const Query& query, const State& state, Scratch& scratch, std::size_t register_size);

  // From now on rows that are hardly likely are told too: nobody likely was found, and the best of them are better than
  // none.
  void accept_unlikely();
  // Nothing when the row cannot be the person sought, or is passed over.
  std::optional<Score> compare(const Segment& segment, std::uint32_t row);
  // A glance at the dates; false when they have nothing in common.
  bool dates_can_agree(const Row& row) const;
  // What the model of two whole names says; for the few best rows, since it costs more than all else.
  float pair_logit(const Segment& segment, std::uint32_t row);
  // The candidate without its probabilities.
  Candidate describe(const Segment& segment, std::uint32_t row);

 private:
  // The best reading against the best name of a row.
  struct NameScore {
    float bits = 0;
    std::size_t reading = 0;
    NameIds held;
    NameEvidence fields;
  };
  // `wanted` bits or it is not worth the surname.
  NameScore name_evidence(const Segment& segment, const Row& row, float wanted);
  // The fields beside the name that a row holds itself, and the weak ones, which are read from elsewhere.
  float firm_evidence(const Segment& segment, const Row& row, Fields& fields) const;
  float weak_evidence(const Segment& segment, std::uint32_t row, const NameScore& name, Fields& fields);
  float weak_bits_max(const Segment& segment, const Row& row) const;
  FieldEvidence date_evidence(const core::PartialDate& held) const;
  FieldEvidence identifier_evidence(const Segment& segment, const Row& row) const;

  const Remembered& given_against(std::size_t reading, std::uint32_t id);
  const Remembered& patronymic_against(std::size_t reading, std::uint32_t id);
  const Remembered& surname_against(std::size_t reading, std::uint32_t id);
  float joint(std::size_t reading, const NameIds& name, const GivenMatch& given, const GivenMatch& patronymic) const;

  const Lexicon& lexicon_;
  const Weights& weights_;
  const Query& query_;
  const State& state_;
  Scratch& scratch_;
  std::size_t register_size_;
  PlaceSense place_;
  UnitSense unit_;
  KnownCircumstances circumstances_;
  FieldEvidence date_unrelated_;
  float surname_bits_max_ = 0;
  float bits_min_ = 0;
  // What a field that is read late can add at most.
  float place_bits_max_ = 0, unit_bits_max_ = 0, circumstance_bits_max_ = 0;
  bool any_weak_ = false;  // such a field was asked for
};

}  // namespace hotline::matching
