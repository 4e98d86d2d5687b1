#include "matching/explain_words.hpp"

#include <array>
#include <cstddef>

namespace hotline::matching {
namespace {

struct Words {
  std::string_view agrees, nearly, differs;
};

constexpr std::array<Words, core::kFieldCount> kWords{{
    {"sounds the same in any script", "sounds nearly the same: another spelling or a slip", "is another surname"},
    {"is the same name", "is a short form, an initial, a related name or a slip of it", "is another name"},
    {"comes from the same father's name", "is an initial, a short form or a slip of it",
     "comes from another father's name"},
    {"is the same as far as both are known", "is off as people err: a digit, day for month, the year",
     "is another date"},
    {"is the same number", "is one slip away", "is another number"},
    {"is the same place, under any of its names", "is near it or written otherwise", "is another place"},
    {"is the same unit", "is a part of it or written otherwise", "is another unit"},
    {"is the same", "may be the same", "is the other one"},
    {"her names agree", "her names agree in part", "her names differ"},
    {"brothers and sisters agree", "some of the brothers and sisters agree", "brothers and sisters differ"},
    {"the marks agree", "the marks agree in part", "the marks differ"},
    {"place and day fit", "place and day nearly fit", "place and day do not fit"},
}};

}  // namespace

std::string_view explain_words(core::Field field, core::Agreement agreement) {
  const auto number = static_cast<std::size_t>(field);
  if (number >= kWords.size()) return {};
  switch (agreement) {
    case core::Agreement::kNotAsked:
      return "was not asked, or the record does not hold it";
    case core::Agreement::kAgrees:
      return kWords[number].agrees;
    case core::Agreement::kNearly:
      return kWords[number].nearly;
    case core::Agreement::kDiffers:
      return kWords[number].differs;
  }
  return {};
}

}  // namespace hotline::matching
