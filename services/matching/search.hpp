#pragma once

#include "matching/index.hpp"
#include "matching/lexicon.hpp"
#include "matching/state.hpp"

// Answers a question from one state: keys to lists of rows, rows to evidence, evidence to probabilities.
namespace hotline::matching {

void search(const Lexicon& lexicon, const Query& query, const State& state, Found& found);

// Every record whose probability with no rival reaches the bound, in a register of so many records.
struct Above {
  double alone_min = 0;
  std::size_t register_size = 0;
};
void search_above(const Lexicon& lexicon, const Query& query, const State& state, const Above& above, Found& found);

// Compares with every record there is.
void search_all(const Lexicon& lexicon, const Query& query, const State& state, Found& found);

}  // namespace hotline::matching
