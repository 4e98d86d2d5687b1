#include "core/callback.hpp"

#include <algorithm>
#include <array>

namespace hotline::core {
namespace {

using std::chrono::hours;

constexpr std::array<hours, 5> kGaps{hours(1), hours(4), hours(24), hours(48), hours(72)};
constexpr hours kAgainToday{2};
// Kyiv winter time; an hour's error in summer stays within what is decent.
constexpr hours kOffset{2};
constexpr hours kFirstHour{6};
constexpr hours kLastHour{22};

CallbackStep after_due(CallbackOutcome outcome, std::int16_t number, Instant now) {
  switch (outcome) {
    case CallbackOutcome::kTold:
      return {CallbackState::kTold, now, 0};
    case CallbackOutcome::kReachedNotTold:
      if (number >= kTriesMax) return {CallbackState::kLapsed, now, 0};
      return {CallbackState::kDue, within_calling_hours(now + kAgainToday), 0};
    case CallbackOutcome::kNoAnswer: {
      if (number >= kTriesMax) return {CallbackState::kLapsed, now, 0};
      const auto gap = kGaps[static_cast<std::size_t>(std::clamp<int>(number, 1, kGaps.size())) - 1];
      return {CallbackState::kDue, within_calling_hours(now + gap), 0};
    }
    case CallbackOutcome::kWrongNumber:
    case CallbackOutcome::kDoesNotWishToHear:
      return {CallbackState::kLapsed, now, 0};
    case CallbackOutcome::kInCrisis:
      return {CallbackState::kDue, now, kForSupervisor};
  }
  return {CallbackState::kLapsed, now, 0};
}

}  // namespace

CallbackStep after_try(CallbackState state, CallbackOutcome outcome, std::int16_t number, Instant now) {
  CallbackStep step = after_due(outcome, number, now);
  if (state != CallbackState::kDue && outcome != CallbackOutcome::kTold) step.state = state;
  return step;
}

bool has_ended(CallbackState state) {
  return state == CallbackState::kTold || state == CallbackState::kLapsed || state == CallbackState::kEnded;
}

Instant within_calling_hours(Instant instant) {
  const Instant local = instant + kOffset;
  const Instant midnight = std::chrono::floor<std::chrono::days>(local);
  if (local < midnight + kFirstHour) return midnight + kFirstHour - kOffset;
  if (local >= midnight + kLastHour) return midnight + std::chrono::days(1) + kFirstHour - kOffset;
  return instant;
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

}  // namespace hotline::core
