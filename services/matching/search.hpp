#pragma once

#include "matching/index.hpp"
#include "matching/lexicon.hpp"
#include "matching/state.hpp"

namespace hotline::matching {

// Answers a question from one state: keys to lists of rows, rows to evidence, evidence to probabilities.
void search(const Lexicon& lexicon, const Query& query, const State& state, Found& found);

}  // namespace hotline::matching
