// Dates as people write them, and the comparison of two.
#include <cmath>

#include "core/date_text.hpp"
#include "fuzz/fuzz.hpp"
#include "matching/birth_date.hpp"
#include "matching/birth_years.hpp"
#include "matching/index.hpp"

namespace hotline::fuzz {
namespace {

using matching::BirthYears;
using matching::EvidenceProfile;

// Today of every run, so that an input found once is found again.
constexpr std::chrono::year_month_day kToday{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{26}};

core::PartialDate read(std::string_view text) {
  const auto date = core::read_date(text);
  if (!date) {
    require(date.error().violations.size() == 1, "a refused date has one reason");
    return {};
  }
  require(date->known(), "what is read is known");
  const auto printed = core::parse_date(core::format_date(*date));
  require(printed && *printed == *date, "a date that parses prints and parses back to itself");
  require(core::first_day(*date) <= core::last_day(*date), "a date begins before it ends");
  const auto fault = core::date_fault(*date, kToday);
  require(!fault || date->year < core::kBirthYearMin || fault == "the date lies in the future",
          "a date that is read is in the calendar");
  return *date;
}

void check_plain(std::string_view text) {
  const auto date = core::parse_date(text);
  if (!date) return;
  const auto printed = core::parse_date(core::format_date(*date));
  require(printed && *printed == *date, "a plain date prints and parses back to itself");
}

void check_agreement(const core::PartialDate& a, const core::PartialDate& b, EvidenceProfile profile,
                     const BirthYears& years) {
  const auto& weights = the_lexicon()->weights().birth_date;
  const auto forth = matching::compare_dates(weights, a, b, profile, years),
             back = matching::compare_dates(weights, b, a, profile, years);
  require(forth.match == back.match && forth.bits == back.bits, "two dates agree as much in either order");
  require(std::isfinite(forth.bits), "dates weigh something finite");
  const auto same = matching::compare_dates(weights, a, a, profile, years);
  require(same.bits >= forth.bits, "no date agrees better than the date itself");
}

}  // namespace
}  // namespace hotline::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hotline;
  using namespace hotline::fuzz;
  const auto texts = lines(data, size, 2);
  for (const auto text : texts) check_plain(text);
  const core::PartialDate a = read(texts[0]), b = read(texts[1]);
  for (const auto profile : {EvidenceProfile::kHonest, EvidenceProfile::kAlteredIdentity}) {
    const matching::Generations& generations = the_lexicon()->generations();
    for (const BirthYears* years : {&generations.adults, &generations.children}) {
      check_agreement(a, b, profile, *years);
    }
  }
  return 0;
}
