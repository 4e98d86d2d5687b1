#include "core/alarm.hpp"

namespace hotline::core {

std::string_view name_of(AlarmKind kind) {
  constexpr std::array<std::string_view, kAlarmKindCount> kNames{
      "canary_touched",     "many_persons", "many_told",  "many_at_credential", "many_in_all",
      "nearly_many_in_all", "many_askers",  "many_calls", "off_pattern",        "many_refused",
  };
  const auto number = static_cast<std::size_t>(kind);
  return number >= 1 && number <= kAlarmKindCount ? kNames[number - 1] : std::string_view{};
}

}  // namespace hotline::core
