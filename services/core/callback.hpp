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

// Why a supervisor must take a caller (domain.md 5). Kept as bits, 1 << (reason - 1).
enum class EscalationReason : std::uint8_t {
  kDeath = 1,
  kMinor = 2,
  kJournalist = 3,
  kLawyer = 4,
  kOfficial = 5,
  kInCrisis = 6,
  kClaimsToBeThePrisoner = 7,
  kHostile = 8,
};
inline constexpr std::uint8_t kEscalationReasonLast = 8;
constexpr std::uint8_t bit_of(EscalationReason reason) {
  return static_cast<std::uint8_t>(1U << (static_cast<unsigned>(reason) - 1));
}
// Who may take a callback. Whoever has the grant tell_death tells one too; everything else that has a reason, and what
// a person handed on, is a supervisor's.
bool may_take_callback(std::uint8_t causes, std::uint8_t escalations, bool supervisor, bool tells_deaths);

inline constexpr std::chrono::minutes kClaimTime{20};
inline constexpr std::int16_t kTriesMax = 6;

// When a call does no harm, by the asker's own clock.
struct SafeHours {
  std::uint8_t from_hour = 6;
  std::uint8_t until_hour = 22;
  std::int16_t utc_offset_minutes = 120;
  friend bool operator==(const SafeHours&, const SafeHours&) = default;
};
inline constexpr std::int16_t kUtcOffsetMin = -720;
inline constexpr std::int16_t kUtcOffsetMax = 840;
inline constexpr std::int16_t kUtcOffsetStep = 15;

// The same as the queue keeps it: from which minute of the UTC day, and for how many. Where he lives cannot be read
// from it. Without a wish: 06:00 to 22:00 of the day where most families live (domain.md 5), as two hours after UTC; an
// hour's error in summer stays within what is decent.
struct CallingHours {
  std::int16_t from_minute = 4 * 60;
  std::int16_t minutes = 16 * 60;
  friend bool operator==(const CallingHours&, const CallingHours&) = default;
};
CallingHours calling_hours(const SafeHours& hours);

// What a try makes of its callback.
struct CallbackStep {
  CallbackState state = CallbackState::kDue;
  Instant due;
  std::uint8_t causes_added = 0;       // CallbackCause bits
  std::uint8_t escalations_added = 0;  // EscalationReason bits
  friend bool operator==(const CallbackStep&, const CallbackStep&) = default;
};

// After the try with this number, from 1, of a callback in this state: only what is due is due again. In vain: an hour,
// four hours, a day, two days, three days, each moved on into the hours in which a family may be called; then lapsed.
// Whoever cannot be reached under his number, or does not wish to hear, goes back to the supervisors at once.
CallbackStep after_try(CallbackState state, CallbackOutcome outcome, std::int16_t number, Instant now,
                       CallingHours hours = {});

// Moves an instant outside the hours on to where they begin next.
Instant within_calling_hours(Instant instant, CallingHours hours = {});

std::string_view name_of(CallbackState state);
std::string_view name_of(CallbackOutcome outcome);
std::string_view name_of(EscalationReason reason);

}  // namespace hotline::core
