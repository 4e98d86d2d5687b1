#include "core/callback.hpp"

#include <algorithm>
#include <array>

namespace hotline::core {
namespace {

constexpr std::array<std::chrono::hours, 5> kGaps{std::chrono::hours(1), std::chrono::hours(4), std::chrono::hours(24),
                                                  std::chrono::hours(48), std::chrono::hours(72)};
constexpr std::chrono::hours kAgainToday{2};
constexpr int kDayMinutes = 24 * 60;

CallbackStep after_due(CallbackOutcome outcome, std::int16_t number, Instant now, CallingHours hours) {
  switch (outcome) {
    case CallbackOutcome::kTold:
      return {CallbackState::kTold, now, 0, 0};
    case CallbackOutcome::kReachedNotTold:
      if (number >= kTriesMax) return {CallbackState::kLapsed, now, 0, 0};
      return {CallbackState::kDue, within_calling_hours(now + kAgainToday, hours), 0, 0};
    case CallbackOutcome::kNoAnswer: {
      if (number >= kTriesMax) return {CallbackState::kLapsed, now, 0, 0};
      const auto gap = kGaps[static_cast<std::size_t>(std::clamp<int>(number, 1, kGaps.size())) - 1];
      return {CallbackState::kDue, within_calling_hours(now + gap, hours), 0, 0};
    }
    case CallbackOutcome::kWrongNumber:
    case CallbackOutcome::kDoesNotWishToHear:
      return {CallbackState::kLapsed, now, 0, 0};
    case CallbackOutcome::kInCrisis:
      return {CallbackState::kDue, now, kForSupervisor, bit_of(EscalationReason::kInCrisis)};
  }
  return {CallbackState::kLapsed, now, 0, 0};
}

}  // namespace

CallbackStep after_try(CallbackState state, CallbackOutcome outcome, std::int16_t number, Instant now,
                       CallingHours hours) {
  CallbackStep step = after_due(outcome, number, now, hours);
  if (state != CallbackState::kDue && outcome != CallbackOutcome::kTold) step.state = state;
  return step;
}

bool may_take_callback(std::uint8_t causes, std::uint8_t escalations, bool supervisor, bool tells_deaths) {
  if (supervisor) return true;
  const std::uint8_t his = tells_deaths ? bit_of(EscalationReason::kDeath) : std::uint8_t{0};
  return (causes & kForSupervisor) == 0 && (escalations & ~his) == 0;
}

CallingHours calling_hours(const SafeHours& hours) {
  CallingHours kept;
  const int from = hours.from_hour * 60 - hours.utc_offset_minutes;
  kept.from_minute = static_cast<std::int16_t>(((from % kDayMinutes) + kDayMinutes) % kDayMinutes);
  kept.minutes = static_cast<std::int16_t>((hours.until_hour - hours.from_hour) * 60);
  return kept;
}

bool has_ended(CallbackState state) {
  return state == CallbackState::kTold || state == CallbackState::kLapsed || state == CallbackState::kEnded;
}

Instant within_calling_hours(Instant instant, CallingHours hours) {
  using std::chrono::days;
  using std::chrono::minutes;
  const Instant shifted = instant - minutes(hours.from_minute);
  const Instant began = std::chrono::floor<days>(shifted) + minutes(hours.from_minute);
  return instant < began + minutes(hours.minutes) ? instant : began + days(1);
}

std::string_view name_of(CallbackState state) {
  static constexpr std::array<std::string_view, kCallbackStateLast> kNames{"DUE", "WAITS_FOR_FAMILY", "TOLD", "LAPSED",
                                                                           "ENDED"};
  const auto number = static_cast<std::size_t>(state);
  return number >= 1 && number <= kNames.size() ? kNames[number - 1] : std::string_view{};
}

std::string_view name_of(CallbackOutcome outcome) {
  static constexpr std::array<std::string_view, kCallbackOutcomeLast> kNames{
      "TOLD", "REACHED_NOT_TOLD", "NO_ANSWER", "WRONG_NUMBER", "DOES_NOT_WISH_TO_HEAR", "IN_CRISIS"};
  const auto number = static_cast<std::size_t>(outcome);
  return number >= 1 && number <= kNames.size() ? kNames[number - 1] : std::string_view{};
}

std::string_view name_of(EscalationReason reason) {
  static constexpr std::array<std::string_view, kEscalationReasonLast> kNames{
      "DEATH", "MINOR", "JOURNALIST", "LAWYER", "OFFICIAL", "IN_CRISIS", "CLAIMS_TO_BE_THE_PRISONER", "HOSTILE"};
  const auto number = static_cast<std::size_t>(reason);
  return number >= 1 && number <= kNames.size() ? kNames[number - 1] : std::string_view{};
}

}  // namespace hotline::core
