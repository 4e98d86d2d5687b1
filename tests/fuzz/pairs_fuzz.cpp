// The probability that two names are of one person.
#include <cmath>

#include "fuzz/fuzz.hpp"
#include "matching/index.hpp"
#include "matching/parts.hpp"

namespace hotline::fuzz {
namespace {

// A surname and a given name that the lexicon has, with no word left over: of other texts the model was taught nothing.
bool is_readable(const core::NameParts& name) {
  constexpr std::size_t kSoundsMin = 3;
  matching::Readings readings;
  matching::read_name(*the_lexicon(), name, readings);
  if (readings.count == 0) return false;
  const matching::Reading& best = readings.list[0];
  return best.surname.form.length >= kSoundsMin && best.given.sense_count > 0 && !best.given.near &&
         best.words_left == 0;
}

}  // namespace
}  // namespace hotline::fuzz

int LLVMFuzzerInitialize(int*, char***) {
  hotline::fuzz::the_lexicon();
  return 0;
}

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hotline;
  using namespace hotline::fuzz;
  static const matching::Index index(the_lexicon());
  const auto texts = lines(data, size, 2);
  const core::NameParts a = name_of(texts[0]), b = name_of(texts[1]);
  const double both = index.compare_names(a, b);
  require(std::isfinite(both) && both >= 0 && both <= 1, "a probability lies between 0 and 1");
  require(index.compare_names(b, a) == both, "two names score the same in either order");
  for (const core::NameParts& name : {a, b}) {
    if (is_readable(name)) require(index.compare_names(name, name) >= 0.5, "a name that can be read is like itself");
  }
  return 0;
}
