#include "matching/told.hpp"

namespace hotline::matching {
namespace {

// The facts of both have the same names.
template <typename Told>
Circumstances read(const Told& told) {
  Circumstances circumstances;
  circumstances.mother = told.mother_name;
  for (const core::Sibling& sibling : told.siblings) {
    circumstances.siblings.push_back({sibling.name, sibling.birth_date});
  }
  circumstances.marks = told.marks;
  circumstances.last_seen_place = told.last_seen_place;
  circumstances.last_seen = told.last_seen_date;
  return circumstances;
}

}  // namespace

Circumstances circumstances_of(const core::Particulars& particulars) {
  return read(particulars);
}

Circumstances circumstances_of(const core::QuestionFacts& facts) {
  return read(facts);
}

}  // namespace hotline::matching
