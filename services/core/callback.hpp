#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/time.hpp"

namespace hotline::core {

// All numbers on this page are stored and mirrored in the proto: never renumber.

// Why a family is to be called; bits, for one callback can have several.
enum CallbackCause : std::uint8_t {
  kMatchToTell = 1,     // a person confirmed a match
  kReleaseToTell = 2,   // a supervisor released an answer
  kCorrection = 4,      // what it was told rested on something that was taken back
  kBooked = 8,          // promised at the end of a call
  kForSupervisor = 16,  // domain.md 5: a supervisor must take it
};

enum class CallbackState : std::uint8_t {
  kDue = 1,
  kWaitsForFamily = 2,  // who did not want to be called: said when it asks again
  kTold = 3,
  kLapsed = 4,  // tried in vain; back with the supervisors
  kEnded = 5,
};
inline constexpr std::uint8_t kCallbackStateLast = 5;
// No teller's any more; one that lapsed is the supervisors'.
bool has_ended(CallbackState state);

// How one try ended.
enum class CallbackOutcome : std::uint8_t {
  kTold = 1,
  kReachedNotTold = 2,  // will be called again: the wrong moment, a question first
  kNoAnswer = 3,
  kWrongNumber = 4,
  kDoesNotWishToHear = 5,
  kInCrisis = 6,  // a supervisor takes it
};
inline constexpr std::uint8_t kCallbackOutcomeLast = 6;

inline constexpr std::chrono::minutes kClaimTime{20};
inline constexpr std::int16_t kTriesMax = 6;

// What a try makes of its callback.
struct CallbackStep {
  CallbackState state = CallbackState::kDue;
  Instant due;
  std::uint8_t causes_added = 0;  // CallbackCause bits
  friend bool operator==(const CallbackStep&, const CallbackStep&) = default;
};

// After the try with this number, from 1, of a callback in this state: only what is due is due again. In vain: an hour,
// four hours, a day, two days, three days, each moved on into the hours in which a family may be called; then lapsed.
// Whoever cannot be reached under his number, or does not wish to hear, goes back to the supervisors at once.
CallbackStep after_try(CallbackState state, CallbackOutcome outcome, std::int16_t number, Instant now);

// 06:00 to 22:00 of the day where most families live (domain.md 5), as two hours after UTC; moves an instant outside
// them on to the next morning.
Instant within_calling_hours(Instant instant);

std::string_view name_of(CallbackState state);
std::string_view name_of(CallbackOutcome outcome);

}  // namespace hotline::core
