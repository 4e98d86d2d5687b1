#pragma once

#include <span>

#include "matching/alignment.hpp"

namespace hotline::matching {

// Two spellings of one word, by the same person's hand or not.
struct FormPair {
  Form a, b;
};

// What each change of a sound costs, learned from pairs by expectation maximisation over their best alignments (Ristad
// and Yianilos 1998, "Learning string-edit distance"), starting from and held back by `prior`: what the pairs hardly
// show keeps its cost.
AlignmentCosts learn_costs(std::span<const FormPair> pairs, const AlignmentCosts& prior);

}  // namespace hotline::matching
