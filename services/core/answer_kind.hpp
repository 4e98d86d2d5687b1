#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace hotline::core {

// What a caller hears (system.md 5). The numbers are stored in the log and mirrored in the proto: never renumber.
enum class AnswerKind : std::uint8_t {
  kNoAnswerToday = 1,
  kMoreDetailNeeded = 2,
  kRegistered = 3,
  kHeldNoCaptivity = 4,
  kProbableCaptive = 5,
  kConfirmedCaptive = 6,
  kReleased = 7,
  kDeathReported = 8,
  kDead = 9,
  kColleagueTakesOver = 10,
  kToldInPersonOnly = 11,
};

inline constexpr std::array kAnswerKinds = {
    AnswerKind::kNoAnswerToday,      AnswerKind::kMoreDetailNeeded, AnswerKind::kRegistered,
    AnswerKind::kHeldNoCaptivity,    AnswerKind::kProbableCaptive,  AnswerKind::kConfirmedCaptive,
    AnswerKind::kReleased,           AnswerKind::kDeathReported,    AnswerKind::kDead,
    AnswerKind::kColleagueTakesOver, AnswerKind::kToldInPersonOnly,
};

// The proto's name without its prefix; empty for a number that is no kind.
constexpr std::string_view name_of(AnswerKind kind) {
  switch (kind) {
    case AnswerKind::kNoAnswerToday:
      return "NO_ANSWER_TODAY";
    case AnswerKind::kMoreDetailNeeded:
      return "MORE_DETAIL_NEEDED";
    case AnswerKind::kRegistered:
      return "REGISTERED";
    case AnswerKind::kHeldNoCaptivity:
      return "HELD_NO_CAPTIVITY";
    case AnswerKind::kProbableCaptive:
      return "PROBABLE_CAPTIVE";
    case AnswerKind::kConfirmedCaptive:
      return "CONFIRMED_CAPTIVE";
    case AnswerKind::kReleased:
      return "RELEASED";
    case AnswerKind::kDeathReported:
      return "DEATH_REPORTED";
    case AnswerKind::kDead:
      return "DEAD";
    case AnswerKind::kColleagueTakesOver:
      return "COLLEAGUE_TAKES_OVER";
    case AnswerKind::kToldInPersonOnly:
      return "TOLD_IN_PERSON_ONLY";
  }
  return {};
}

}  // namespace hotline::core
