#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/person.hpp"
#include "matching/pair_model.hpp"

namespace hotline::matching {

// A pair of names of which somebody knows whether they are one person's.
struct LabelledPair {
  core::NameParts query, record;
  bool same = false;
  std::string kind;  // of pair, for the figures; may be empty
};

// How probabilities do on pairs whose surnames the model has not seen.
struct PairFigures {
  double auc = 0;
  double recall = 0,
         threshold = 1;          // the most that is found while 99 of 100 found are true, and from which probability
  double calibration_error = 0;  // expected calibration error over ten bins of equal count
  struct Kind {
    std::size_t pairs = 0, accepted = 0;
  };
  std::map<std::string, Kind> true_kinds, false_kinds;
};
PairFigures pair_figures(std::span<const LabelledPair> pairs, std::span<const double> probabilities);

struct RefitOptions {
  std::size_t folds = 5;
  std::uint64_t seed = 1;
  std::function<void(std::size_t done, std::size_t of)> progress;
};

struct Refit {
  PairModel::Fitted fitted;      // on all pairs
  std::vector<double> held_out;  // each pair's probability from a model that saw none of its surnames
  PairFigures figures;           // of those
};

// Fits the trees and the scale of the lexicon's pair model anew: the same lexicon, pairs, options and seed give the
// same model. kInvalidField when there are too few pairs of either kind.
core::Result<Refit> refit_pairs(const Lexicon& lexicon, std::span<const LabelledPair> pairs,
                                const RefitOptions& options);

}  // namespace hotline::matching
