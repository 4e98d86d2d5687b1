#pragma once

#include <filesystem>
#include <iosfwd>

#include "core/result.hpp"
#include "matching/pair_model.hpp"
#include "matching/weights.hpp"

namespace hotline::matching {

// All numbers that weigh, in one file (lexicon/model.tsv): what each fact says, set by hand, and how likely two names
// are one person's, mostly fitted.
struct Model {
  Weights weights;
  PairModel pairs;
};

// An error names file and line.
core::Result<Model> load_model(const std::filesystem::path& file);
// As it is read, comments included: the same model gives the same bytes.
void write_model(std::ostream& out, const Weights& weights, const PairModel& pairs);

}  // namespace hotline::matching
