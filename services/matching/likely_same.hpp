#pragma once

#include <string>
#include <vector>

#include "matching/index.hpp"

namespace hotline::matching {

// Another record that may be of the same human being.
struct LikelySame {
  core::PersonId person;
  core::ClusterId cluster;
  double probability = 0;  // with no rival: that the two are one does not exclude a third record
  std::string reasons;     // how each field agrees, in words and bits; never a value
};

// Records of other clusters on the same side, likely enough (threshold.likely_same of model.tsv), the likeliest first,
// at most kCandidatesMax.
std::vector<LikelySame> likely_same(const Index& index, const Record& record);

// "surname agrees (+9.1); birth date differs slightly (+3.0)": the fields that say anything.
std::string reasons_text(const Candidate& candidate);

}  // namespace hotline::matching
