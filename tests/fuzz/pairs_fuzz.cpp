// The probability that two names are of one person.
#include <cmath>

#include "fuzz/fuzz.hpp"
#include "matching/index.hpp"
#include "matching/parts.hpp"

namespace hotline::fuzz {
namespace {

// The weights are fitted to pairs that are hard to tell apart: beside those a diminutive or a missing patronymic says
// more than the same words twice (Сашко and Олександр, than Сашко and Сашко).
constexpr double kFitSlack = 5;

// A surname and a given name, and not only letters of them: of less the model was taught nothing.
bool is_readable(const core::NameParts& name) {
  constexpr std::size_t kSoundsMin = 3;
  matching::Readings readings;
  matching::read_name(*the_lexicon(), name, readings);
  return readings.count > 0 && readings.list[0].surname.form.length >= kSoundsMin &&
         readings.list[0].given.form.length >= kSoundsMin;
}

double logit(double probability) {
  return std::log(probability / (1 - probability));
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
  require(size % 4 != 0 || index.compare_names(a, b) == both, "the same names score the same");
  if (!is_readable(a) || !is_readable(b)) return 0;
  require(logit(index.compare_names(a, a)) >= logit(both) - kFitSlack, "no name is more like another than itself");
  return 0;
}
