#pragma once

#include "core/person.hpp"
#include "matching/lexicon.hpp"

namespace hotline::matching {

// The asked name's own words by the part that each is most likely taken for, as the search takes them; a word that is
// taken for none is left out. For a person who wonders why a name was found or not.
core::NameParts name_reading(const Lexicon& lexicon, const core::NameParts& asked);

}  // namespace hotline::matching
