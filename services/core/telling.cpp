#include "core/telling.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace hotline::core {

TellingNeed telling_need(const HeldOfCluster& held) {
  const std::vector<CouldBeSaid> ways = could_be_said(held);
  const auto operator_says = [&](Release release) {
    return std::find_if(ways.begin(), ways.end(), [release](const CouldBeSaid& way) {
      return way.channel == Channel::kOperator && way.release == release && tells_of_person(way.kind);
    });
  };
  if (const auto way = operator_says(Release::kNone); way != ways.end()) {
    return {Telling::kByOperator, way->caller_level};
  }
  if (const auto way = operator_says(Release::kReleased); way != ways.end()) {
    return {Telling::kAfterRelease, way->caller_level};
  }
  const bool in_person = std::any_of(ways.begin(), ways.end(), [](const CouldBeSaid& way) {
    return way.channel == Channel::kSupervisor && way.kind == AnswerKind::kToldInPersonOnly;
  });
  return {in_person ? Telling::kInPerson : Telling::kNotNow, 0};
}

std::string_view name_of(Telling telling) {
  static constexpr std::array<std::string_view, kTellingLast> kNames{"BY_OPERATOR", "AFTER_RELEASE", "IN_PERSON",
                                                                     "NOT_NOW"};
  const auto number = static_cast<std::size_t>(telling);
  return number >= 1 && number <= kNames.size() ? kNames[number - 1] : std::string_view{};
}

}  // namespace hotline::core
