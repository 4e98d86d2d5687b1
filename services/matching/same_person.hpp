#pragma once

#include <cstddef>

#include "matching/lexicon.hpp"
#include "matching/snapshot.hpp"

namespace hotline::matching {

struct RowPlace {
  const Segment& segment;
  std::uint32_t row;
};

// Probability that two records, compared fact by fact, are of one human being, with no rival. Cautious, since it
// decides what is said: nobody is on two sides, and records with other numbers are two persons until a reviewer says
// otherwise.
double same_person(const Lexicon& lexicon, const Vocabulary& vocabulary, const RowPlace& one, const RowPlace& other,
                   std::size_t register_size);

}  // namespace hotline::matching
