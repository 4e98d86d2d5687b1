#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/answer_kind.hpp"
#include "core/person.hpp"
#include "core/status.hpp"
#include "core/verdict.hpp"

namespace hotline::core {

// kSupervisor is the operator's channel with a supervisor on it: only there TOLD_IN_PERSON_ONLY is shown.
enum class Channel : std::uint8_t { kOperator = 1, kPortal = 2, kSupervisor = 3 };

// A supervisor's decision that this record version may be told to this inquiry.
enum class Release : std::uint8_t { kNone = 0, kReleased = 1 };

// Who hears the answer, and what stands around the call.
struct Hearing {
  Channel channel = Channel::kOperator;
  std::uint8_t caller_level = 0;  // derive_level
  bool tell_death_granted = false;
  bool names_kinship = false;
  bool wishes_to_hear_now = false;
  Release release = Release::kNone;
  bool named_by_person = false;  // the prisoner named this caller as the one to be informed
  bool family_abroad = false;
  bool visit_recorded = false;  // the news was brought in person
  bool danger_flag = false;     // telling might harm the civilian or his kin
  bool guardian = false;        // proved to be the child's guardian
  bool match_confirmed =
      false;  // a person confirmed that the record is the one the inquiry asks for, and time has passed
};

// What may be told beside the kind, in Disclosure::fields.
enum TellField : std::uint8_t {
  kTellDate = 1,
  kTellLastAlive = 2,
  kTellHowToWrite = 4,
  kTellHealth = 8,
  kTellHandover = 16,
};

// Why no more was said; for the log and a supervisor only. Stored: never renumber.
enum class WithheldReason : std::uint8_t {
  kNone = 0,
  kNothingHeld = 1,
  kHold = 2,
  kInformKinNo = 3,
  kNamedOnly = 4,
  kEscaped = 5,
  kLowRung = 6,
  kNothingToTell = 7,  // held, but not as captive, released or dead
  kInDoubt = 8,
  kConflict = 9,
  kWithdrawnInError = 10,
  kFoundAlive = 11,
  kNotForwarded = 12,
  kDeathNeedsRelease = 13,
  kDeathNotCertain = 14,
  kReleaseNotCertain = 15,
  kCallerLevel = 16,
  kDanger = 17,
  kChild = 18,
  kInPerson = 19,
  kPortal = 20,
  kTooFewFacts = 21,
};

// All that leaves towards the caller is `kind` and `fields`; reason_for_log goes into the sealed log payload.
struct Disclosure {
  AnswerKind kind = AnswerKind::kNoAnswerToday;
  std::uint8_t fields = 0;  // TellField bits
  WithheldReason reason_for_log = WithheldReason::kNothingHeld;

  bool tells(TellField field) const { return (fields & field) != 0; }
  friend bool operator==(const Disclosure&, const Disclosure&) = default;
};

// The only way from a verdict to an answer.
Disclosure disclose(const Verdict& verdict, const Hearing& hearing);

// True for kinds that say something of a person: their commit checks the versions, and `disclosed` gets rows.
bool tells_of_person(AnswerKind kind);
// Whether an operator's screen lists candidates beside the answer. Never beside "no answer today" and "registered": a
// list there would part "nothing held" from "may not be said".
bool shows_candidates(AnswerKind kind);

std::string_view name_of(WithheldReason reason);
std::string_view name_of(Side side);

// What the policy table looks at besides side, status, rung and level.
enum Circumstance : std::uint16_t {
  kAlways = 0,
  kPortalAsks = 1,
  kHoldInForce = 2,
  kSaidNo = 4,           // inform_kin = NO
  kNamedOthers = 8,      // inform_kin = NAMED_ONLY, and this caller is not named
  kMayTellCapture = 16,  // forwarded already, inform_kin = YES, or this caller is the one he named
  kCountersigned = 32,
  kSupervisorReleased = 64,
  kMayHearDeath = 128,  // grant tell_death, kinship named, wishes to hear it now
  kVisitOrAbroad = 256,
  kDanger = 512,
  kGuardian = 1024,
  kSupervisorAsks = 2048,
  kNamedCaller = 4096,
  kMatchConfirmed = 8192,
  kConsented = 16384,  // inform_kin = YES
};

struct PolicyRow {
  std::string_view rule;
  std::uint8_t sides;      // bits 1 << Side
  std::uint32_t statuses;  // bits 1 << Status
  EvidenceRung rung_lowest;
  EvidenceRung rung_highest;
  std::uint8_t level_lowest;
  std::uint16_t needs;  // Circumstance bits, all of them
  AnswerKind answer;
  std::uint8_t fields;
  WithheldReason reason;
};

// The policy table of system.md 5 as data: the first row that fits decides.
std::span<const PolicyRow> policy_table();
// One look into the table, for disclose() and the golden test.
const PolicyRow& policy_row(Side side, Status status, EvidenceRung rung, std::uint8_t level,
                            std::uint16_t circumstances);

}  // namespace hotline::core
