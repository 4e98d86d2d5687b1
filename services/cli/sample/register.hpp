#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "cli/sample/row.hpp"

namespace hotline::sample {

struct Options {
  std::size_t persons = 20'000;  // without the ten documented ones and the second records of some
  std::uint64_t seed = 1;
};

// A source of the sample register; the trial set-up registers them with these ceilings before importing.
struct Source {
  std::string_view id;
  std::string_view description;
  core::Side side;
  core::EvidenceRung ceiling;
};
std::span<const Source> sources();

// One list per source, the documented persons first, all rows of a person together. The same options give the same
// bytes on every machine. External ids are unique in the whole register. Every combination of side, evidence rung and
// status that the contract knows is there; so are brothers, fathers and sons, exact namesakes, people without
// patronymic or with only a year of birth, spellings in three scripts, and persons whom two sources report.
std::vector<List> generate(const Options& options);

}  // namespace hotline::sample
