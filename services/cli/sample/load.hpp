#pragma once

#include <cstdint>
#include <functional>

#include "cli/sample/row.hpp"
#include "core/person.hpp"
#include "core/time.hpp"

namespace hotline::sample {

// The load register: any number of invented adversary soldiers, one statement each, born 1965 to 2006, some 28,000
// surnames. Row `index` depends on the seed and the index alone, so that a run can be cut, resumed or spread over
// threads.
Row load_row(std::uint64_t seed, std::uint64_t index);

// Rows start .. start + count - 1 of the load register, one at a time, in constant memory.
void generate_rows(std::uint64_t count, std::uint64_t seed, std::uint64_t start,
                   const std::function<void(const Row&)>& sink);

enum class Distortion : std::uint8_t { kNone, kTypo, kLatin };

struct Query {
  bool held = false;
  std::uint64_t row = 0;  // of the load register; only when held
  Distortion distortion = Distortion::kNone;
  core::NameParts name;
  core::PartialDate birth_date;
};

// Query `number` of the fixed mix against the first `persons` rows of the load register: 97 % ask for somebody who is
// not in it, 3 % for a row of it; 30 % carry a typing error or come in Latin letters (KMU-55 or ICAO 9303). No held row
// is asked for twice within `persons` queries. A pure function: threads share out the numbers.
Query next_query(std::uint64_t seed, std::uint64_t persons, std::uint64_t number);

}  // namespace hotline::sample
