// Roles of the words of any name, in one line and in parts.
#include <cmath>

#include "fuzz/fuzz.hpp"
#include "matching/parts.hpp"

namespace hotline::fuzz {
namespace {

using matching::NameToken;
using matching::Reading;
using matching::Readings;

void check(const NameToken& token) {
  require(std::isfinite(token.bits) && token.bits >= 0, "a name weighs something finite");
  require(token.sense_count == 0 || token.senses != nullptr, "senses are there");
  require(token.known() || token.other.empty(), "a second reading has a first");
}

void check(const Readings& readings) {
  require(readings.count <= matching::kReadingsMax, "a name has a limit of readings");
  for (std::size_t i = 0; i < readings.count; ++i) {
    const Reading& reading = readings.list[i];
    require(std::isfinite(reading.penalty_bits) && reading.penalty_bits >= 0, "no reading is likelier than the best");
    require(i > 0 || reading.penalty_bits == 0, "the best reading comes first");
    for (const NameToken* token : {&reading.surname, &reading.given, &reading.patronymic}) check(*token);
  }
}

bool same(const NameToken& a, const NameToken& b) {
  return a.form == b.form && a.other == b.other && a.skeleton == b.skeleton && a.mask == b.mask && a.bits == b.bits &&
         a.senses == b.senses && a.sense_count == b.sense_count && a.near == b.near && a.initial == b.initial &&
         a.sex == b.sex;
}

bool same(const Readings& a, const Readings& b) {
  bool alike = a.count == b.count;
  for (std::size_t i = 0; alike && i < a.count; ++i) {
    const Reading &x = a.list[i], &y = b.list[i];
    alike = x.penalty_bits == y.penalty_bits && same(x.surname, y.surname) && same(x.given, y.given) &&
            same(x.patronymic, y.patronymic);
  }
  return alike;
}

core::NameParts changed(const core::NameParts& name, std::string NormalForms::*form) {
  const auto change = [&](const std::string& text) { return normal_forms(text).*form; };
  core::NameParts other;
  other.surname = change(name.surname);
  other.given = change(name.given);
  other.patronymic = change(name.patronymic);
  other.line = change(name.line);
  return other;
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
  static const auto lexicon = the_lexicon();
  const core::NameParts name = name_of(lines(data, size, 1)[0]);
  Readings readings, again;
  matching::read_name(*lexicon, name, readings);
  check(readings);
  for (const auto form : {&NormalForms::composed, &NormalForms::decomposed}) {
    matching::read_name(*lexicon, changed(name, form), again);
    require(same(readings, again), "the normal forms of a name have the same readings");
  }
  return 0;
}
