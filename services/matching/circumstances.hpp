#pragma once

#include <vector>

#include "matching/lexicon.hpp"
#include "matching/marks.hpp"
#include "matching/parts.hpp"
#include "matching/place.hpp"

namespace hotline::matching {

// Circumstances as they are compared: read once, when a record is put in or a question asked. Holds pointers into the
// lexicon, which must outlive it.
struct KnownSibling {
  NameToken given;
  core::PartialDate birth_date;
};
struct KnownCircumstances {
  std::vector<Reading> mother;  // the likely readings of her names
  std::vector<KnownSibling> siblings;
  Marks marks;
  PlaceSense last_seen_place;
  core::PartialDate last_seen;

  bool any() const {
    return !mother.empty() || !siblings.empty() || marks.known() || last_seen_place.known() || last_seen.known();
  }
};

// More brothers and sisters than this are not compared.
inline constexpr std::size_t kSiblingsMax = 12;
KnownCircumstances read_circumstances(const Lexicon& lexicon, const Circumstances& told);

// The mother's names, in any order and spelling; her surname says little beside the child's.
FieldEvidence mother_evidence(const Lexicon& lexicon, const KnownCircumstances& asked, const KnownCircumstances& held,
                              EvidenceProfile profile);

// How many of the asked brothers and sisters are among the record's, by given name and birth date. Where the person
// asked for is a sibling of the record, and the record's person a sibling asked with him, it is the brother's record:
// that is as good as excluded, whatever else the family shares.
struct OwnNames {
  const NameToken &asked, &held;  // given names of the person asked for and of the record's
};
FieldEvidence siblings_evidence(const Lexicon& lexicon, const KnownCircumstances& asked, const KnownCircumstances& held,
                                const OwnNames& own, EvidenceProfile profile);

// Where and when last seen. A record is often of a later day and place, which says nothing against.
FieldEvidence last_seen_evidence(const Lexicon& lexicon, const KnownCircumstances& asked,
                                 const KnownCircumstances& held, EvidenceProfile profile);

// The most that the circumstances of any record can say for one.
float most_circumstance_bits(const Lexicon& lexicon, const KnownCircumstances& asked);

}  // namespace hotline::matching
