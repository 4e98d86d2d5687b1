#include "core/verdict.hpp"

#include <gtest/gtest.h>

namespace hotline::core {
namespace {

constexpr std::int32_t kToday = 20'000;

Candidate candidate(std::int64_t person, std::int64_t cluster, double probability) {
  Candidate made;
  made.person = PersonId{person};
  made.facts.cluster = ClusterId{cluster};
  made.facts.version = 10 + person;
  made.probability = probability;
  made.field(Field::kSurname).agreement = Agreement::kAgrees;
  made.field(Field::kGiven).agreement = Agreement::kAgrees;
  made.field(Field::kPatronymic).agreement = Agreement::kAgrees;
  made.field(Field::kBirthDate).agreement = Agreement::kAgrees;
  return made;
}

AskedFacts two_facts() {
  AskedFacts asked;
  asked.surname = asked.given = asked.full_birth_date = true;
  return asked;
}

VerdictKind kind_of(const Candidate& only) {
  return decide(two_facts(), std::vector{only}, kToday).kind;
}

TEST(VerdictTest, TwoFactsAreTheNameAndAFullDateOrANumber) {
  AskedFacts asked;
  EXPECT_FALSE(asked.two_facts());
  asked.full_birth_date = true;
  EXPECT_FALSE(asked.two_facts()) << "no name";
  asked.surname = true;
  EXPECT_FALSE(asked.two_facts()) << "a surname is no name";
  asked.given = true;
  EXPECT_TRUE(asked.two_facts());
  asked.full_birth_date = false;
  asked.birth_year = asked.birthplace = asked.unit = asked.patronymic = true;
  EXPECT_FALSE(asked.two_facts()) << "a year is no full date";
  asked.identifier = true;
  EXPECT_TRUE(asked.two_facts());
  AskedFacts dictated;
  dictated.line = dictated.identifier = true;
  EXPECT_TRUE(dictated.two_facts());
}

TEST(VerdictTest, MoreDetailIsDecidedFromTheQuestionAlone) {
  AskedFacts asked;
  asked.surname = asked.given = asked.birth_year = true;
  const Verdict held = decide(asked, std::vector{candidate(1, 1, 1.0)}, kToday);
  const Verdict absent = decide(asked, {}, kToday);
  EXPECT_EQ(held.kind, VerdictKind::kNeedsMoreDetail);
  EXPECT_EQ(absent.kind, VerdictKind::kNeedsMoreDetail);
  EXPECT_TRUE(held.likely.empty());
  EXPECT_EQ(helpful_facts(asked), (std::vector{HelpfulFact::kPatronymic, HelpfulFact::kFullBirthDate,
                                               HelpfulFact::kServiceNumber, HelpfulFact::kBirthplace}));
  asked.child = true;
  EXPECT_EQ(helpful_facts(asked),
            (std::vector{HelpfulFact::kPatronymic, HelpfulFact::kFullBirthDate, HelpfulFact::kBirthplace}));
}

TEST(VerdictTest, OneNeedsAgreementAndCertainty) {
  EXPECT_EQ(kind_of(candidate(1, 1, 0.99)), VerdictKind::kOne);
  EXPECT_EQ(kind_of(candidate(1, 1, 0.9899)), VerdictKind::kInDoubt);
  EXPECT_EQ(kind_of(candidate(1, 1, 0.2)), VerdictKind::kNothing);
  EXPECT_EQ(decide(two_facts(), {}, kToday).kind, VerdictKind::kNothing);
}

TEST(VerdictTest, WithoutAPatronymicThatAgreesMoreIsDemanded) {
  Candidate two_names = candidate(1, 1, 0.9989);
  two_names.field(Field::kPatronymic).agreement = Agreement::kNotAsked;
  EXPECT_EQ(kind_of(two_names), VerdictKind::kInDoubt) << "two of a common name are born on one day";
  two_names.probability = 0.9991;
  EXPECT_EQ(kind_of(two_names), VerdictKind::kOne);
  two_names.field(Field::kSurname).agreement = Agreement::kNearly;
  EXPECT_EQ(kind_of(two_names), VerdictKind::kInDoubt) << "a slip and no third name";
  two_names.field(Field::kIdentifier).agreement = Agreement::kAgrees;
  EXPECT_EQ(kind_of(two_names), VerdictKind::kOne);
}

TEST(VerdictTest, AnyFactThatDiffersIsADoubtHoweverProbableTheRest) {
  for (Field field : {Field::kSurname, Field::kGiven, Field::kPatronymic, Field::kBirthDate, Field::kIdentifier,
                      Field::kBirthplace, Field::kUnit, Field::kSex}) {
    Candidate differs = candidate(1, 1, 1.0);
    differs.field(field).agreement = Agreement::kDiffers;
    EXPECT_EQ(kind_of(differs), VerdictKind::kInDoubt) << static_cast<int>(field);
  }
}

TEST(VerdictTest, ANameMayBeNearlyRightADateMayNot) {
  Candidate typo = candidate(1, 1, 0.995);
  typo.field(Field::kSurname).agreement = Agreement::kNearly;
  EXPECT_EQ(kind_of(typo), VerdictKind::kOne);
  Candidate swapped = candidate(1, 1, 0.995);
  swapped.field(Field::kBirthDate).agreement = Agreement::kNearly;
  EXPECT_EQ(kind_of(swapped), VerdictKind::kInDoubt);
  Candidate name_only = candidate(1, 1, 0.999);
  name_only.field(Field::kBirthDate).agreement = Agreement::kNotAsked;
  EXPECT_EQ(kind_of(name_only), VerdictKind::kInDoubt) << "the record holds no date to agree with";
  name_only.field(Field::kIdentifier).agreement = Agreement::kAgrees;
  EXPECT_EQ(kind_of(name_only), VerdictKind::kOne);
}

TEST(VerdictTest, TwoClustersAreADoubtOneClusterTwiceIsNot) {
  const std::vector rivals{candidate(1, 1, 0.5), candidate(2, 2, 0.5)};
  const Verdict doubt = decide(two_facts(), rivals, kToday);
  EXPECT_EQ(doubt.kind, VerdictKind::kInDoubt);
  EXPECT_EQ(doubt.likely.size(), 2U);

  const std::vector linked{candidate(7, 3, 0.6), candidate(3, 3, 0.995)};
  const Verdict one = decide(two_facts(), linked, kToday);
  ASSERT_EQ(one.kind, VerdictKind::kOne);
  EXPECT_EQ(one.likely.front().best.person, PersonId{3});
  EXPECT_EQ(one.persons(), (std::vector<PersonVersion>{{PersonId{3}, 13}, {PersonId{7}, 17}}));
}

TEST(VerdictTest, ManyEqualNamesakesAreADoubtAndNotNothing) {
  std::vector<Candidate> namesakes;
  for (std::int64_t person = 1; person <= 6; ++person) namesakes.push_back(candidate(person, person, 0.16));
  const Verdict verdict = decide(two_facts(), namesakes, kToday);
  EXPECT_EQ(verdict.kind, VerdictKind::kInDoubt);
  EXPECT_EQ(verdict.likely.size(), 6U);
  for (Candidate& namesake : namesakes) namesake.field(Field::kBirthDate).agreement = Agreement::kDiffers;
  EXPECT_EQ(decide(two_facts(), namesakes, kToday).kind, VerdictKind::kNothing);
  const std::vector clear{candidate(1, 1, 0.995), candidate(2, 2, 0.003)};
  EXPECT_EQ(decide(two_facts(), clear, kToday).kind, VerdictKind::kOne);
}

TEST(VerdictTest, TheStrictestWishAndAnyHoldOfTheClusterCount) {
  Candidate first = candidate(1, 1, 0.995);
  first.facts.inform_kin = InformKin::kYes;
  Candidate second = candidate(2, 1, 0.1);
  second.facts.inform_kin = InformKin::kNo;
  second.facts.hold_until_day = kToday;
  const Verdict verdict = decide(two_facts(), std::vector{first, second}, kToday);
  EXPECT_EQ(verdict.likely.front().inform_kin, InformKin::kNo);
  EXPECT_TRUE(verdict.likely.front().hold_in_force);
  EXPECT_FALSE(decide(two_facts(), std::vector{first, second}, kToday + 1).likely.front().hold_in_force);
}

Candidate same_as_best(std::int64_t person, double probability) {
  Candidate made = candidate(person, person, probability);
  made.same_as_best = true;
  return made;
}

TEST(VerdictTest, UnjoinedRecordsOfOneHumanBeingAreADoubtForTheReview) {
  const Verdict verdict = decide(two_facts(), std::vector{candidate(1, 1, 0.999), same_as_best(2, 0.995)}, kToday);
  EXPECT_EQ(verdict.kind, VerdictKind::kInDoubt);
  EXPECT_TRUE(verdict.review_first);
  EXPECT_TRUE(verdict.each_sure);
  EXPECT_EQ(verdict.persons().size(), 2U) << "the answer rests on both";
}

TEST(VerdictTest, ARecordThatAloneWouldNotDoMakesNobodySure) {
  EXPECT_FALSE(decide(two_facts(), std::vector{candidate(1, 1, 0.999), same_as_best(2, 0.7)}, kToday).each_sure);
  Candidate other_day = same_as_best(2, 0.995);
  other_day.field(Field::kBirthDate).agreement = Agreement::kNearly;
  const Verdict verdict = decide(two_facts(), std::vector{candidate(1, 1, 0.999), other_day}, kToday);
  EXPECT_FALSE(verdict.each_sure);
  EXPECT_TRUE(verdict.review_first);
}

TEST(VerdictTest, ARivalAmongThemIsADoubtAsEver) {
  const Verdict verdict =
      decide(two_facts(), std::vector{candidate(1, 1, 0.5), same_as_best(2, 0.5), candidate(3, 3, 0.4)}, kToday);
  EXPECT_EQ(verdict.kind, VerdictKind::kInDoubt);
  EXPECT_FALSE(verdict.review_first);
  EXPECT_FALSE(verdict.each_sure);
  EXPECT_FALSE(decide(two_facts(), std::vector{candidate(1, 1, 0.999)}, kToday).review_first);
}

}  // namespace
}  // namespace hotline::core
