#include "core/disclosure.hpp"

#include <gtest/gtest.h>

#include <string>

#include "core/caller_level.hpp"
#include "unit/core/golden.hpp"

namespace hotline::core {
namespace {

using enum AnswerKind;

constexpr std::array kSides{Side::kAdversary, Side::kOwn, Side::kCivilian, Side::kChild};

struct Situation {
  const char* name;
  unsigned circumstances;
};
// What can stand around a call; the golden table has a row for each.
constexpr std::array kSituations{
    Situation{"plain", kAlways},
    Situation{"portal", kPortalAsks},
    Situation{"portal, forwarded, released", kPortalAsks | kMayTellCapture | kSupervisorReleased},
    Situation{"portal, confirmed, forwarded", kPortalAsks | kMatchConfirmed | kMayTellCapture},
    Situation{"portal, confirmed, he agreed", kPortalAsks | kMatchConfirmed | kMayTellCapture | kConsented},
    Situation{"portal, confirmed, he agreed, hold",
              kPortalAsks | kMatchConfirmed | kMayTellCapture | kConsented | kHoldInForce},
    Situation{"hold", kHoldInForce | kMayTellCapture | kSupervisorReleased},
    Situation{"inform_kin=NO", kSaidNo | kMayTellCapture | kSupervisorReleased},
    Situation{"named others", kNamedOthers},
    Situation{"named others, forwarded", kNamedOthers | kMayTellCapture},
    Situation{"the one he named", kNamedCaller | kMayTellCapture},
    Situation{"forwarded or consent", kMayTellCapture},
    Situation{"may hear death, not countersigned", kMayHearDeath},
    Situation{"countersigned", kCountersigned},
    Situation{"countersigned, may hear death", kCountersigned | kMayHearDeath},
    Situation{"released", kSupervisorReleased},
    Situation{"released, countersigned", kSupervisorReleased | kCountersigned},
    Situation{"released, countersigned, visit or abroad", kSupervisorReleased | kCountersigned | kVisitOrAbroad},
    Situation{"released, supervisor asks", kSupervisorReleased | kSupervisorAsks},
    Situation{"danger", kDanger},
    Situation{"danger, released, supervisor asks", kDanger | kSupervisorReleased | kSupervisorAsks},
    Situation{"guardian", kGuardian},
    Situation{"guardian, released", kGuardian | kSupervisorReleased},
    Situation{"guardian, released, supervisor asks", kGuardian | kSupervisorReleased | kSupervisorAsks},
};

char letter(AnswerKind kind) {
  constexpr std::string_view kLetters = ".NMRHPCFrDXT";  // index is the number of the kind
  return kLetters[static_cast<std::size_t>(kind)];
}

const PolicyRow& row(Side side, Status status, unsigned rung, unsigned level, unsigned circumstances) {
  return policy_row(side, status, static_cast<EvidenceRung>(rung), static_cast<std::uint8_t>(level),
                    static_cast<std::uint16_t>(circumstances));
}

// One cell per rung, one letter per caller level 0 to 4; a digit block after it where fields are told.
std::string cell(Side side, Status status, unsigned rung, unsigned circumstances) {
  std::string letters;
  std::string fields;
  bool any_fields = false;
  for (unsigned level = 0; level <= kCallerLevelMax; ++level) {
    const PolicyRow& found = row(side, status, rung, level, circumstances);
    letters += letter(found.answer);
    fields += static_cast<char>(found.fields < 10 ? '0' + found.fields : 'a' + found.fields - 10);
    any_fields |= found.fields != 0;
  }
  return any_fields ? letters + "/" + fields : letters;
}

template <typename Visit>
void for_each_state(Visit visit) {
  for (Side side : kSides) {
    for (unsigned status = 0; status < kStatusCount; ++status) {
      for (unsigned rung = 0; rung <= 6; ++rung) {
        for (unsigned level = 0; level <= 4; ++level) visit(side, static_cast<Status>(status), rung, level);
      }
    }
  }
}

TEST(PolicyTest, TheWholeTableIsAsItWasAgreed) {
  std::string table =
      "# Answer per evidence rung R0..R6; five letters are caller levels 0..4, after / the fields told at each level.\n"
      "# N no answer today, R registered, H held no captivity, P probable, C confirmed captive, F free (released),\n"
      "# r death reported, D dead, X colleague takes over, T told in person only.\n"
      "# Fields, base 32: 1 date, 2 last alive, 4 how to write, 8 health, 16 hand-over.\n"
      "# A situation that changes nothing against \"plain\" is left out.\n"
      "side\tstatus\tsituation\tR0\tR1\tR2\tR3\tR4\tR5\tR6\n";
  for (Side side : kSides) {
    for (unsigned status = 0; status < kStatusCount; ++status) {
      std::string plain;
      for (const Situation& situation : kSituations) {
        std::string cells;
        for (unsigned rung = 0; rung <= 6; ++rung) {
          cells += "\t" + cell(side, static_cast<Status>(status), rung, situation.circumstances);
        }
        if (situation.circumstances == kAlways) plain = cells;
        if (situation.circumstances != kAlways && cells == plain) continue;
        table += std::string(name_of(side)) + "\t" + std::string(name_of(static_cast<Status>(status))) + "\t" +
                 situation.name + cells + "\n";
      }
    }
  }
  hotline::test::expect_golden("policy_golden.tsv", table);
}

TEST(PolicyTest, NoCombinationAtAllBreaksTheProhibitions) {
  for (unsigned c = 0; c < (1U << 13U); ++c) {
    bool sound = true;
    for_each_state([&](Side side, Status status, unsigned rung, unsigned level) {
      const PolicyRow& found = row(side, status, rung, level, c);
      const AnswerKind answer = found.answer;
      const bool released = (c & kSupervisorReleased) != 0;
      if ((c & kPortalAsks) != 0) {
        sound &= answer == kRegistered && found.fields == 0;
        return;
      }
      if ((c & (kHoldInForce | kSaidNo)) != 0 || status == Status::kEscaped) sound &= answer == kNoAnswerToday;
      if (rung <= 1) sound &= !tells_of_person(answer) || status == Status::kDeathUnderInquiry;
      if (answer == kDead) {
        sound &= status == Status::kDeadConfirmed && rung == 6 && (c & kCountersigned) != 0;
        sound &= released || (side == Side::kAdversary && (c & kMayHearDeath) != 0);
        if (side != Side::kAdversary) sound &= released && level >= 3 && (c & kVisitOrAbroad) != 0;
      }
      if (answer == kDeathReported) sound &= side == Side::kAdversary && released && rung >= 3 && rung <= 5;
      if (answer == kToldInPersonOnly) sound &= (c & kSupervisorAsks) != 0 && released && side != Side::kAdversary;
      if (answer == kConfirmedCaptive) {
        sound &= rung >= 4;
        if (side == Side::kAdversary) sound &= released || (c & (kMayTellCapture | kNamedCaller)) != 0;
        if (side == Side::kOwn) sound &= level == 4 && rung >= 5;
        sound &= side != Side::kChild;
      }
      if (answer == kReleased) sound &= rung == 6;
      if ((side == Side::kOwn || side == Side::kCivilian) && level < 3) {
        sound &= answer == kRegistered || answer == kNoAnswerToday;
      }
      if (side == Side::kChild && tells_of_person(answer)) sound &= released && (c & kGuardian) != 0 && level == 4;
      if ((found.fields & (kTellHealth | kTellHandover)) != 0) {
        sound &= side == Side::kAdversary && (level >= 2 || (c & kNamedCaller) != 0);
      }
      if (!tells_of_person(answer)) sound &= found.fields == 0;
    });
    ASSERT_TRUE(sound) << "circumstances " << c;
  }
}

class DisclosureTest : public ::testing::Test {
 protected:
  static LikelyCluster cluster(Side side, Status status, EvidenceRung rung, unsigned flags = 0) {
    LikelyCluster made;
    made.best.facts.side = side;
    made.best.facts.status = static_cast<std::uint8_t>(status);
    made.best.facts.rung = rung;
    made.best.facts.flags = static_cast<std::uint8_t>(flags);
    return made;
  }
  static Verdict one(LikelyCluster cluster) { return {VerdictKind::kOne, {std::move(cluster)}}; }
  AnswerKind answer(const LikelyCluster& cluster) const { return disclose(one(cluster), hearing_).kind; }

  Hearing hearing_;
};

TEST_F(DisclosureTest, NothingHeldAndMayNotSayReadTheSame) {
  const Disclosure nothing = disclose(Verdict{}, hearing_);
  LikelyCluster hold = cluster(Side::kAdversary, Status::kCaptiveConfirmed, EvidenceRung::kR5, kForwarded);
  hold.hold_in_force = true;
  LikelyCluster no = cluster(Side::kOwn, Status::kCaptiveConfirmed, EvidenceRung::kR5);
  no.inform_kin = InformKin::kNo;
  const LikelyCluster escaped = cluster(Side::kCivilian, Status::kEscaped, EvidenceRung::kR6);
  const LikelyCluster rumour = cluster(Side::kAdversary, Status::kBelievedCaptive, EvidenceRung::kR1);
  const LikelyCluster missing = cluster(Side::kAdversary, Status::kMissing, EvidenceRung::kR2);
  std::vector<WithheldReason> reasons{nothing.reason_for_log};
  for (const LikelyCluster& withheld : {hold, no, escaped, rumour, missing}) {
    const Disclosure told = disclose(one(withheld), hearing_);
    EXPECT_EQ(told.kind, nothing.kind);
    EXPECT_EQ(told.fields, nothing.fields);
    EXPECT_EQ(shows_candidates(told.kind), shows_candidates(nothing.kind));
    reasons.push_back(told.reason_for_log);
  }
  EXPECT_EQ(reasons, (std::vector{WithheldReason::kNothingHeld, WithheldReason::kHold, WithheldReason::kInformKinNo,
                                  WithheldReason::kEscaped, WithheldReason::kLowRung, WithheldReason::kNothingToTell}));
}

TEST_F(DisclosureTest, APortalAlwaysHearsRegistered) {
  hearing_.channel = Channel::kPortal;
  hearing_.release = Release::kReleased;
  Verdict more;
  more.kind = VerdictKind::kNeedsMoreDetail;
  const LikelyCluster dead = cluster(Side::kAdversary, Status::kDeadConfirmed, EvidenceRung::kR6, kDeathCountersigned);
  Verdict doubt{VerdictKind::kInDoubt, {dead, dead}};
  for (const Verdict& verdict : {Verdict{}, more, one(dead), doubt}) {
    EXPECT_EQ(disclose(verdict, hearing_).kind, kRegistered);
    EXPECT_EQ(disclose(verdict, hearing_).fields, 0);
  }
}

TEST_F(DisclosureTest, TheirCaptiveIsToldOnceForwardedOrWithHisConsent) {
  LikelyCluster captive = cluster(Side::kAdversary, Status::kCaptiveNotified, EvidenceRung::kR4);
  EXPECT_EQ(answer(captive), kColleagueTakesOver);
  captive.inform_kin = InformKin::kYes;
  EXPECT_EQ(answer(captive), kConfirmedCaptive);
  captive.inform_kin = InformKin::kNamedOnly;
  captive.best.facts.flags = kForwarded;
  EXPECT_EQ(answer(captive), kColleagueTakesOver) << "he named others";
  hearing_.named_by_person = true;
  EXPECT_TRUE(disclose(one(captive), hearing_).tells(kTellHandover));
  hearing_.named_by_person = false;
  captive.inform_kin = InformKin::kNotAsked;
  const Disclosure told = disclose(one(captive), hearing_);
  EXPECT_EQ(told.kind, kConfirmedCaptive);
  EXPECT_TRUE(told.tells(kTellLastAlive) && told.tells(kTellHowToWrite));
  EXPECT_FALSE(told.tells(kTellHealth) || told.tells(kTellHandover) || told.tells(kTellDate));
  hearing_.caller_level = 2;
  EXPECT_TRUE(disclose(one(captive), hearing_).tells(kTellHealth));
}

TEST_F(DisclosureTest, ADeathNeedsTheGrantTheKinshipAndTheWish) {
  const LikelyCluster dead = cluster(Side::kAdversary, Status::kDeadConfirmed, EvidenceRung::kR6, kDeathCountersigned);
  for (int bits = 0; bits < 8; ++bits) {
    hearing_.tell_death_granted = (bits & 1) != 0;
    hearing_.names_kinship = (bits & 2) != 0;
    hearing_.wishes_to_hear_now = (bits & 4) != 0;
    EXPECT_EQ(answer(dead), bits == 7 ? kDead : kColleagueTakesOver);
  }
  EXPECT_EQ(answer(cluster(Side::kAdversary, Status::kDeadConfirmed, EvidenceRung::kR6)), kColleagueTakesOver)
      << "not countersigned";
  EXPECT_EQ(answer(cluster(Side::kOwn, Status::kDeadConfirmed, EvidenceRung::kR6, kDeathCountersigned)), kRegistered);
}

TEST_F(DisclosureTest, ASignOfLifeAfterADeathRevokesEveryRelease) {
  hearing_.release = Release::kReleased;
  const LikelyCluster dead =
      cluster(Side::kAdversary, Status::kDeadConfirmed, EvidenceRung::kR6, kDeathCountersigned | kSignOfLifeAfterDeath);
  EXPECT_EQ(answer(dead), kColleagueTakesOver);
}

TEST_F(DisclosureTest, ADoubtThatChangesNothingIsAnsweredLikeEachOfItsCandidates) {
  const LikelyCluster missing = cluster(Side::kAdversary, Status::kMissing, EvidenceRung::kR2);
  const LikelyCluster rumour = cluster(Side::kOwn, Status::kBelievedCaptive, EvidenceRung::kR1);
  const LikelyCluster own = cluster(Side::kOwn, Status::kCaptiveConfirmed, EvidenceRung::kR5);
  const LikelyCluster captive = cluster(Side::kAdversary, Status::kBelievedCaptive, EvidenceRung::kR3);
  const auto doubt = [&](std::vector<LikelyCluster> likely) {
    return disclose(Verdict{VerdictKind::kInDoubt, std::move(likely)}, hearing_).kind;
  };
  EXPECT_EQ(doubt({missing}), kNoAnswerToday);
  EXPECT_EQ(doubt({missing, rumour}), kNoAnswerToday);
  EXPECT_EQ(doubt({own, own}), kRegistered);
  EXPECT_EQ(doubt({captive}), kColleagueTakesOver);
  EXPECT_EQ(doubt({captive, captive}), kColleagueTakesOver);
  EXPECT_EQ(doubt({missing, captive}), kColleagueTakesOver);
  EXPECT_EQ(doubt({missing, own}), kColleagueTakesOver);
}

// Records of one human being whom nobody has joined yet.
TEST_F(DisclosureTest, TheOneAnswerOfAllUnjoinedRecordsIsGiven) {
  LikelyCluster captive = cluster(Side::kAdversary, Status::kBelievedCaptive, EvidenceRung::kR3);
  const LikelyCluster missing = cluster(Side::kAdversary, Status::kMissing, EvidenceRung::kR2);
  const auto unjoined = [&](std::vector<LikelyCluster> likely, bool each_sure = true) {
    return disclose(Verdict{VerdictKind::kInDoubt, std::move(likely), true, each_sure}, hearing_);
  };
  EXPECT_EQ(unjoined({captive, captive}), disclose(one(captive), hearing_));
  EXPECT_EQ(unjoined({captive, captive}).kind, kProbableCaptive);
  EXPECT_EQ(unjoined({captive, captive}, false).kind, kColleagueTakesOver) << "one of them alone would not do";
  EXPECT_EQ(unjoined({captive, missing}).kind, kColleagueTakesOver) << "they say different things";
  LikelyCluster free = cluster(Side::kAdversary, Status::kReleased, EvidenceRung::kR6);
  LikelyCluster free_later = free;
  free.best.facts.status_day = 20'000;
  free_later.best.facts.status_day = 20'010;
  EXPECT_EQ(unjoined({free, free}).kind, kReleased);
  EXPECT_EQ(unjoined({free, free_later}).kind, kColleagueTakesOver) << "another day would be told";
  LikelyCluster held = captive;
  held.hold_in_force = true;
  EXPECT_EQ(unjoined({captive, held}).kind, kColleagueTakesOver);
}

TEST_F(DisclosureTest, EveryReasonHasItsName) {
  for (int reason = 0; reason <= static_cast<int>(WithheldReason::kTooFewFacts); ++reason) {
    EXPECT_FALSE(name_of(static_cast<WithheldReason>(reason)).empty());
  }
  EXPECT_EQ(name_of(WithheldReason::kTooFewFacts), "TOO_FEW_FACTS");
  EXPECT_EQ(name_of(WithheldReason::kNotForwarded), "NOT_FORWARDED");
  EXPECT_TRUE(name_of(static_cast<WithheldReason>(200)).empty());
}

}  // namespace
}  // namespace hotline::core
