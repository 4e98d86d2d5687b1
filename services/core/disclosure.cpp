#include "core/disclosure.hpp"

#include <algorithm>
#include <cassert>
#include <optional>

namespace hotline::core {
namespace {

using enum AnswerKind;
using Why = WithheldReason;

constexpr EvidenceRung kR0 = EvidenceRung::kR0;
constexpr EvidenceRung kR1 = EvidenceRung::kR1;
constexpr EvidenceRung kR2 = EvidenceRung::kR2;
constexpr EvidenceRung kR3 = EvidenceRung::kR3;
constexpr EvidenceRung kR4 = EvidenceRung::kR4;
constexpr EvidenceRung kR5 = EvidenceRung::kR5;
constexpr EvidenceRung kR6 = EvidenceRung::kR6;

constexpr std::uint8_t of(Side side) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(side));
}
constexpr std::uint32_t of(Status status) {
  return 1U << static_cast<unsigned>(status);
}
template <typename... Statuses>
constexpr std::uint32_t of(Status first, Statuses... rest) {
  return of(first) | of(rest...);
}
constexpr std::uint16_t both(Circumstance one, Circumstance other) {
  return static_cast<std::uint16_t>(one | other);
}

constexpr std::uint8_t kAdversary = of(Side::kAdversary);
constexpr std::uint8_t kOwn = of(Side::kOwn);
constexpr std::uint8_t kCivilian = of(Side::kCivilian);
constexpr std::uint8_t kChild = of(Side::kChild);
constexpr std::uint8_t kOurs = kOwn | kCivilian;
constexpr std::uint8_t kAnySide = kAdversary | kOwn | kCivilian | kChild;

constexpr std::uint32_t kCaptive =
    of(Status::kBelievedCaptive, Status::kCaptiveNotified, Status::kCaptiveConfirmed, Status::kInHospital);
constexpr std::uint32_t kFree = of(Status::kReleased, Status::kExchanged, Status::kRepatriated, Status::kHandedOver);
constexpr std::uint32_t kDeathBelow = of(Status::kBelievedDead, Status::kDeathUnderInquiry);
constexpr std::uint32_t kDeadSure = of(Status::kDeadConfirmed);
constexpr std::uint32_t kSought = of(Status::kReportedMissing, Status::kMissing);
constexpr std::uint32_t kUnknown = of(Status::kUnknown);
constexpr std::uint32_t kInjured = of(Status::kWounded);
constexpr std::uint32_t kAlive = of(Status::kFoundAlive);
constexpr std::uint32_t kError = of(Status::kWithdrawnInError);
constexpr std::uint32_t kInConflict = of(Status::kConflicting);
constexpr std::uint32_t kGone = of(Status::kEscaped);
constexpr std::uint32_t kAnyStatus =
    kCaptive | kFree | kDeathBelow | kDeadSure | kSought | kUnknown | kInjured | kAlive | kError | kInConflict | kGone;
// These stand on firm facts whatever the rung of what came last: a death in custody, a withdrawn report.
constexpr std::uint32_t kCanBeRumour = kAnyStatus & ~(kError | of(Status::kDeathUnderInquiry));

constexpr std::uint8_t kNoFields = 0;
constexpr std::uint8_t kCaptiveFields = kTellLastAlive | kTellHowToWrite;
constexpr std::uint8_t kKinFields = kCaptiveFields | kTellHealth | kTellHandover;

constexpr std::string_view kHoldRule = "hold";

// system.md 5, "Answers". The first row that fits decides. Where the contract's rows meet, the order is: portal; what
// protects the person (hold, his own no, escape, rumour) for every side; a child; our own below the level; the rest.
// So a hold on one of our own reads like nothing held, and a conflict about him reads, below the level, like everything
// else about him ("whatever is held").
//
// Statuses that the contract's table does not name, answered carefully:
//   UNKNOWN, REPORTED_MISSING, MISSING, WOUNDED of the adversary: held, but there is nothing a bureau of the detaining
//     power may say: NO_ANSWER_TODAY. Of our own, from level 3: missing is HELD_NO_CAPTIVITY, UNKNOWN is REGISTERED,
//     and a colleague takes over for the wounded, since the unit tells the family.
//   FOUND_ALIVE, WITHDRAWN_IN_ERROR: somebody may have been told otherwise before: COLLEAGUE_TAKES_OVER.
//   Captivity's end below R6, death at R2 or R6 without a second signature: COLLEAGUE_TAKES_OVER, released or not.
//   Our own at level 3 with more than that level may hear: REGISTERED, which is true; "nothing on captivity" is not.
//   inform_kin=NAMED_ONLY: a colleague finds out whether the caller is the one he named, forwarded or not.
//   To a portal only what he agreed to, and a person confirmed: no sign of it before, not even that something is held.
constexpr std::array kPolicy{
    PolicyRow{"portal, hold", kAnySide, kAnyStatus, kR0, kR6, 0, both(kPortalAsks, kHoldInForce), kRegistered,
              kNoFields, Why::kPortal},
    PolicyRow{"portal, he agreed and a person confirmed it", kAdversary, kCaptive, kR5, kR6, 0,
              kPortalAsks | kMatchConfirmed | kConsented, kConfirmedCaptive, kCaptiveFields, Why::kNone},
    PolicyRow{"portal", kAnySide, kAnyStatus, kR0, kR6, 0, kPortalAsks, kRegistered, kNoFields, Why::kPortal},

    PolicyRow{kHoldRule, kAnySide, kAnyStatus, kR0, kR6, 0, kHoldInForce, kNoAnswerToday, kNoFields, Why::kHold},
    PolicyRow{"his own no", kAnySide, kAnyStatus, kR0, kR6, 0, kSaidNo, kNoAnswerToday, kNoFields, Why::kInformKinNo},
    PolicyRow{"escaped", kAnySide, kGone, kR0, kR6, 0, kAlways, kNoAnswerToday, kNoFields, Why::kEscaped},
    PolicyRow{"rumour", kAnySide, kCanBeRumour, kR0, kR1, 0, kAlways, kNoAnswerToday, kNoFields, Why::kLowRung},

    // A child: a colleague always; after a release, to the proved guardian.
    PolicyRow{"child, conflict", kChild, kInConflict | kError | kAlive, kR0, kR6, 0, kAlways, kColleagueTakesOver,
              kNoFields, Why::kChild},
    PolicyRow{"child dead, to the guardian", kChild, kDeadSure | kDeathBelow, kR2, kR6, 4,
              kSupervisorReleased | kGuardian | kSupervisorAsks, kToldInPersonOnly, kNoFields, Why::kInPerson},
    PolicyRow{"child dead", kChild, kDeadSure | kDeathBelow, kR0, kR6, 0, kAlways, kColleagueTakesOver, kNoFields,
              Why::kChild},
    PolicyRow{"child back, to the guardian", kChild, kFree, kR6, kR6, 4, both(kSupervisorReleased, kGuardian),
              kReleased, kTellDate, Why::kNone},
    PolicyRow{"child back, uncertain", kChild, kFree, kR2, kR6, 0, kAlways, kColleagueTakesOver, kNoFields,
              Why::kChild},
    PolicyRow{"child, to the guardian", kChild, kCaptive | kSought | kUnknown | kInjured, kR2, kR6, 4,
              both(kSupervisorReleased, kGuardian), kHeldNoCaptivity, kNoFields, Why::kNone},
    PolicyRow{"child", kChild, kCaptive | kSought | kUnknown | kInjured, kR2, kR6, 0, kAlways, kColleagueTakesOver,
              kNoFields, Why::kChild},

    // Our own soldiers below level 3, civilians below level 3 or in danger: the same whatever is held.
    PolicyRow{"civilian in danger", kCivilian, kAnyStatus, kR0, kR6, 0, kDanger, kRegistered, kNoFields, Why::kDanger},
    PolicyRow{"ours, level 3 and up, conflict", kOurs, kInConflict, kR2, kR6, 3, kAlways, kColleagueTakesOver,
              kNoFields, Why::kConflict},
    PolicyRow{"ours, level 3 and up, withdrawn", kOurs, kError, kR0, kR6, 3, kAlways, kColleagueTakesOver, kNoFields,
              Why::kWithdrawnInError},
    PolicyRow{"ours, level 3 and up, found", kOurs, kAlive, kR2, kR6, 3, kAlways, kColleagueTakesOver, kNoFields,
              Why::kFoundAlive},
    PolicyRow{"ours, level 3 and up, wounded", kOurs, kInjured, kR2, kR6, 3, kAlways, kColleagueTakesOver, kNoFields,
              Why::kNothingToTell},
    PolicyRow{"ours, level 3 and up, dead, brought home", kOurs, kDeadSure, kR6, kR6, 3,
              kSupervisorReleased | kCountersigned | kVisitOrAbroad, kDead, kTellDate, Why::kNone},
    PolicyRow{"ours, level 3 and up, dead, in person", kOurs, kDeadSure | kDeathBelow, kR2, kR6, 3,
              both(kSupervisorReleased, kSupervisorAsks), kToldInPersonOnly, kNoFields, Why::kInPerson},
    PolicyRow{"ours, level 3 and up, dead", kOurs, kDeadSure | kDeathBelow, kR0, kR6, 3, kAlways, kColleagueTakesOver,
              kNoFields, Why::kDeathNeedsRelease},
    PolicyRow{"ours, level 3 and up, named others", kOurs, kCaptive | kFree, kR2, kR6, 3, kNamedOthers,
              kColleagueTakesOver, kNoFields, Why::kNamedOnly},
    PolicyRow{"ours, level 3 and up, held", kOurs, kCaptive, kR2, kR3, 3, kAlways, kHeldNoCaptivity, kNoFields,
              Why::kNone},
    PolicyRow{"ours, level 3 and up, sought", kOurs, kSought, kR2, kR6, 3, kAlways, kHeldNoCaptivity, kNoFields,
              Why::kNone},
    PolicyRow{"own, level 4, reported by the other side", kOwn, kCaptive, kR4, kR4, 4, kAlways, kProbableCaptive,
              kNoFields, Why::kNone},
    PolicyRow{"own, level 4, confirmed", kOwn, kCaptive, kR5, kR6, 4, kAlways, kConfirmedCaptive, kCaptiveFields,
              Why::kNone},
    PolicyRow{"own, level 4, back", kOwn, kFree, kR6, kR6, 4, kAlways, kReleased, kTellDate, Why::kNone},
    PolicyRow{"own, level 4, back, uncertain", kOwn, kFree, kR2, kR5, 4, kAlways, kColleagueTakesOver, kNoFields,
              Why::kReleaseNotCertain},
    PolicyRow{"civilian, level 3, reported by the other side", kCivilian, kCaptive, kR4, kR4, 3, kAlways,
              kProbableCaptive, kNoFields, Why::kNone},
    PolicyRow{"civilian, level 3, confirmed", kCivilian, kCaptive, kR5, kR6, 3, kAlways, kConfirmedCaptive,
              kCaptiveFields, Why::kNone},
    PolicyRow{"civilian, level 3, back", kCivilian, kFree, kR6, kR6, 3, kAlways, kReleased, kTellDate, Why::kNone},
    PolicyRow{"civilian, level 3, back, uncertain", kCivilian, kFree, kR2, kR5, 3, kAlways, kColleagueTakesOver,
              kNoFields, Why::kReleaseNotCertain},
    PolicyRow{"ours, nothing to tell", kOurs, kUnknown, kR2, kR6, 0, kAlways, kRegistered, kNoFields,
              Why::kNothingToTell},
    PolicyRow{"ours, whatever is held", kOurs,
              kCaptive | kFree | kDeathBelow | kDeadSure | kSought | kInjured | kAlive | kError | kInConflict, kR0, kR6,
              0, kAlways, kRegistered, kNoFields, Why::kCallerLevel},

    // Their soldiers.
    PolicyRow{"adversary, conflict", kAdversary, kInConflict, kR2, kR6, 0, kAlways, kColleagueTakesOver, kNoFields,
              Why::kConflict},
    PolicyRow{"adversary, withdrawn", kAdversary, kError, kR0, kR6, 0, kAlways, kColleagueTakesOver, kNoFields,
              Why::kWithdrawnInError},
    PolicyRow{"adversary, found", kAdversary, kAlive, kR2, kR6, 0, kAlways, kColleagueTakesOver, kNoFields,
              Why::kFoundAlive},
    PolicyRow{"adversary, nothing to tell", kAdversary, kUnknown | kSought | kInjured, kR2, kR6, 0, kAlways,
              kNoAnswerToday, kNoFields, Why::kNothingToTell},

    PolicyRow{"adversary captive, to the one he named", kAdversary, kCaptive, kR4, kR6, 0, kNamedCaller,
              kConfirmedCaptive, kKinFields, Why::kNone},
    PolicyRow{"adversary captive, released, level 2 and up", kAdversary, kCaptive, kR4, kR6, 2, kSupervisorReleased,
              kConfirmedCaptive, kKinFields, Why::kNone},
    PolicyRow{"adversary captive, released", kAdversary, kCaptive, kR4, kR6, 0, kSupervisorReleased, kConfirmedCaptive,
              kCaptiveFields, Why::kNone},
    PolicyRow{"adversary captive, named others", kAdversary, kCaptive, kR2, kR6, 0, kNamedOthers, kColleagueTakesOver,
              kNoFields, Why::kNamedOnly},
    PolicyRow{"adversary captive, level 2 and up", kAdversary, kCaptive, kR4, kR6, 2, kMayTellCapture,
              kConfirmedCaptive, kKinFields, Why::kNone},
    PolicyRow{"adversary captive", kAdversary, kCaptive, kR4, kR6, 0, kMayTellCapture, kConfirmedCaptive,
              kCaptiveFields, Why::kNone},
    PolicyRow{"adversary captive, not forwarded", kAdversary, kCaptive, kR4, kR6, 0, kAlways, kColleagueTakesOver,
              kNoFields, Why::kNotForwarded},
    PolicyRow{"adversary believed captive", kAdversary, kCaptive, kR2, kR3, 0, kAlways, kProbableCaptive, kNoFields,
              Why::kNone},

    PolicyRow{"adversary dead, released", kAdversary, kDeadSure, kR6, kR6, 0, both(kCountersigned, kSupervisorReleased),
              kDead, kTellDate, Why::kNone},
    PolicyRow{"adversary dead, teller granted, kin named, wishes to hear", kAdversary, kDeadSure, kR6, kR6, 0,
              both(kCountersigned, kMayHearDeath), kDead, kTellDate, Why::kNone},
    PolicyRow{"adversary dead", kAdversary, kDeadSure, kR2, kR6, 0, kAlways, kColleagueTakesOver, kNoFields,
              Why::kDeathNeedsRelease},
    PolicyRow{"adversary believed dead, released", kAdversary, kDeathBelow, kR3, kR5, 0, kSupervisorReleased,
              kDeathReported, kNoFields, Why::kNone},
    PolicyRow{"adversary believed dead", kAdversary, kDeathBelow, kR0, kR6, 0, kAlways, kColleagueTakesOver, kNoFields,
              Why::kDeathNotCertain},

    PolicyRow{"adversary free, named others", kAdversary, kFree, kR2, kR6, 0, kNamedOthers, kColleagueTakesOver,
              kNoFields, Why::kNamedOnly},
    PolicyRow{"adversary free", kAdversary, kFree, kR6, kR6, 0, kAlways, kReleased, kTellDate, Why::kNone},
    PolicyRow{"adversary free, uncertain", kAdversary, kFree, kR2, kR5, 0, kAlways, kColleagueTakesOver, kNoFields,
              Why::kReleaseNotCertain},
};

constexpr bool fits(const PolicyRow& row, Side side, Status status, EvidenceRung rung, std::uint8_t level,
                    std::uint16_t circumstances) {
  return (row.sides & of(side)) != 0 && (row.statuses & of(status)) != 0 && row.rung_lowest <= rung &&
         rung <= row.rung_highest && level >= row.level_lowest && (circumstances & row.needs) == row.needs;
}

// Without any circumstance and at level 0 every side, status and rung must find a row; more of either only adds rows.
constexpr bool every_status_has_a_row() {
  for (unsigned side = 1; side <= 4; ++side) {
    for (unsigned status = 0; status < kStatusCount; ++status) {
      for (unsigned rung = 0; rung <= 6; ++rung) {
        bool found = false;
        for (const PolicyRow& row : kPolicy) {
          found |= fits(row, static_cast<Side>(side), static_cast<Status>(status), static_cast<EvidenceRung>(rung), 0,
                        kAlways);
        }
        if (!found) return false;
      }
    }
  }
  return true;
}
static_assert(every_status_has_a_row(), "a status of some side has no row in the policy table");

// No row but a certain death's tells a death, none tells anybody below the contract's rung, and what is withheld as "no
// answer" carries nothing that could be seen.
constexpr bool rows_are_sound() {
  for (const PolicyRow& row : kPolicy) {
    if (row.answer == kDead &&
        (row.statuses != kDeadSure || row.rung_lowest != kR6 || (row.needs & kCountersigned) == 0)) {
      return false;
    }
    if (row.answer == kConfirmedCaptive && row.rung_lowest < kR4) return false;
    if (row.answer == AnswerKind::kReleased && row.rung_lowest < kR6) return false;
    if (row.answer == kNoAnswerToday && row.fields != 0) return false;
    if ((row.answer == kNoAnswerToday || row.answer == kColleagueTakesOver) && row.reason == Why::kNone) return false;
  }
  return true;
}
static_assert(rows_are_sound(), "a row of the policy table tells more than the contract allows");

Disclosure withheld(AnswerKind kind, WithheldReason reason) {
  return {kind, kNoFields, reason};
}

std::uint16_t circumstances_of(const LikelyCluster& cluster, const Hearing& hearing) {
  unsigned bits = kAlways;
  const auto set_if = [&](bool condition, Circumstance circumstance) {
    if (condition) bits |= circumstance;
  };
  const RecordFacts& facts = cluster.best.facts;
  const InformKin wish = cluster.inform_kin;
  const bool named = hearing.named_by_person && (wish == InformKin::kNamedOnly || wish == InformKin::kYes);
  const bool forwarded = (facts.flags & kForwarded) != 0;
  set_if(hearing.channel == Channel::kPortal, kPortalAsks);
  set_if(cluster.hold_in_force, kHoldInForce);
  set_if(wish == InformKin::kNo, kSaidNo);
  set_if(wish == InformKin::kNamedOnly && !named, kNamedOthers);
  set_if(named, kNamedCaller);
  set_if(forwarded || wish == InformKin::kYes || named, kMayTellCapture);
  set_if((facts.flags & kDeathCountersigned) != 0, kCountersigned);
  set_if(hearing.release == Release::kReleased, kSupervisorReleased);
  set_if(hearing.tell_death_granted && hearing.names_kinship && hearing.wishes_to_hear_now, kMayHearDeath);
  set_if(hearing.visit_recorded || hearing.family_abroad, kVisitOrAbroad);
  set_if(hearing.danger_flag, kDanger);
  set_if(hearing.guardian, kGuardian);
  set_if(hearing.channel == Channel::kSupervisor, kSupervisorAsks);
  set_if(hearing.match_confirmed, kMatchConfirmed);
  set_if(wish == InformKin::kYes, kConsented);
  return static_cast<std::uint16_t>(bits);
}

Disclosure disclose_one(const LikelyCluster& cluster, const Hearing& hearing) {
  const RecordFacts& facts = cluster.best.facts;
  const bool conflict = (facts.flags & (kConflict | kSignOfLifeAfterDeath)) != 0;
  const Status status = conflict ? Status::kConflicting : static_cast<Status>(facts.status);
  const PolicyRow& row =
      policy_row(facts.side, status, facts.rung, hearing.caller_level, circumstances_of(cluster, hearing));
  return {row.answer, row.fields, row.reason};
}

// What is told beside the answer's kind is the same, whichever record it is read from.
bool tell_the_same(const Disclosure& a, const LikelyCluster& one, const Disclosure& b, const LikelyCluster& other) {
  const RecordFacts &x = one.best.facts, &y = other.best.facts;
  return a == b && (!a.tells(kTellDate) || x.status_day == y.status_day) &&
         (!a.tells(kTellLastAlive) || x.last_alive_day == y.last_alive_day) &&
         (!a.tells(kTellHowToWrite) || x.region == y.region) &&
         (!a.tells(kTellHealth) || ((x.flags ^ y.flags) & kWounded) == 0);
}

// Several records of one human being whom nobody has joined yet, each of them sure alone: the answer that every one of
// them gives, or nothing.
std::optional<Disclosure> disclose_unjoined(const Verdict& verdict, const Hearing& hearing) {
  if (!verdict.each_sure) return std::nullopt;
  const LikelyCluster& first = verdict.likely.front();
  const Disclosure answer = disclose_one(first, hearing);
  for (const LikelyCluster& cluster : verdict.likely) {
    if (!tell_the_same(answer, first, disclose_one(cluster, hearing), cluster)) return std::nullopt;
  }
  return answer;
}

// A doubt that changes nothing of what may be said is no doubt for the caller: where each of the candidates alone gives
// "no answer", or each gives "registered", so do they together. Everything else is a colleague's.
Disclosure disclose_doubt(const Verdict& verdict, const Hearing& hearing) {
  std::optional<Disclosure> common = disclose_unjoined(verdict, hearing);
  if (common) return *common;
  for (const LikelyCluster& cluster : verdict.likely) {
    const Disclosure one = disclose_one(cluster, hearing);
    const bool silent = one.kind == kNoAnswerToday || one.kind == kRegistered;
    if (!silent || (common && common->kind != one.kind)) {
      return withheld(kColleagueTakesOver, Why::kInDoubt);
    }
    if (!common) common = one;
  }
  assert(common);
  return *common;
}

}  // namespace

std::span<const PolicyRow> policy_table() {
  return kPolicy;
}

const PolicyRow& policy_row(Side side, Status status, EvidenceRung rung, std::uint8_t level,
                            std::uint16_t circumstances) {
  const auto row = std::find_if(kPolicy.begin(), kPolicy.end(), [&](const PolicyRow& candidate) {
    return fits(candidate, side, status, rung, level, circumstances);
  });
  // Only a number outside the enumerations finds no row: the hold row then answers, and says nothing.
  assert(row != kPolicy.end());
  return row != kPolicy.end() ? *row : *std::ranges::find(kPolicy, kHoldRule, &PolicyRow::rule);
}

Disclosure disclose(const Verdict& verdict, const Hearing& hearing) {
  const bool portal = hearing.channel == Channel::kPortal;
  switch (verdict.kind) {
    case VerdictKind::kNeedsMoreDetail:
      return withheld(portal ? kRegistered : kMoreDetailNeeded, Why::kTooFewFacts);
    case VerdictKind::kNothing:
      return withheld(portal ? kRegistered : kNoAnswerToday, Why::kNothingHeld);
    case VerdictKind::kOne:
      return disclose_one(verdict.likely.front(), hearing);
    case VerdictKind::kInDoubt:
      if (portal) return withheld(kRegistered, Why::kPortal);
      return disclose_doubt(verdict, hearing);
  }
  return withheld(kNoAnswerToday, Why::kNothingHeld);
}

bool tells_of_person(AnswerKind kind) {
  switch (kind) {
    case kHeldNoCaptivity:
    case kProbableCaptive:
    case kConfirmedCaptive:
    case AnswerKind::kReleased:
    case kDeathReported:
    case kDead:
    case kToldInPersonOnly:
      return true;
    case kNoAnswerToday:
    case kMoreDetailNeeded:
    case kRegistered:
    case kColleagueTakesOver:
      return false;
  }
  return true;
}

bool shows_candidates(AnswerKind kind) {
  return kind == kColleagueTakesOver || tells_of_person(kind);
}

std::string_view name_of(WithheldReason reason) {
  static constexpr std::array<std::string_view, 22> kNames{
      "NONE",
      "NOTHING_HELD",
      "HOLD",
      "INFORM_KIN_NO",
      "NAMED_ONLY",
      "ESCAPED",
      "LOW_RUNG",
      "NOTHING_TO_TELL",
      "IN_DOUBT",
      "CONFLICT",
      "WITHDRAWN_IN_ERROR",
      "FOUND_ALIVE",
      "NOT_FORWARDED",
      "DEATH_NEEDS_RELEASE",
      "DEATH_NOT_CERTAIN",
      "RELEASE_NOT_CERTAIN",
      "CALLER_LEVEL",
      "DANGER",
      "CHILD",
      "IN_PERSON",
      "PORTAL",
      "TOO_FEW_FACTS",
  };
  const auto number = static_cast<std::size_t>(reason);
  return number < kNames.size() ? kNames[number] : std::string_view{};
}

std::string_view name_of(Side side) {
  switch (side) {
    case Side::kAdversary:
      return "ADVERSARY";
    case Side::kOwn:
      return "OWN";
    case Side::kCivilian:
      return "CIVILIAN";
    case Side::kChild:
      return "CHILD";
  }
  return {};
}

}  // namespace hotline::core
