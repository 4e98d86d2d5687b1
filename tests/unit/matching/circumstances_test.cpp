#include "matching/circumstances.hpp"

#include <gtest/gtest.h>

#include "fixtures.hpp"
#include "matching/birth_date.hpp"
#include "matching/evidence.hpp"
#include "matching/profile.hpp"

namespace hotline::matching {
namespace {

constexpr auto kHonest = EvidenceProfile::kHonest;
constexpr auto kAltered = EvidenceProfile::kAlteredIdentity;

NameToken given(const char* name) {
  Readings readings;
  core::NameParts parts;
  parts.given = name;
  read_name(*the_lexicon(), parts, readings);
  return readings.count ? readings.list[0].given : NameToken{};
}

KnownCircumstances known(const Circumstances& told) {
  return read_circumstances(*the_lexicon(), told);
}

Circumstances with_mother(const char* mother) {
  Circumstances told;
  told.mother = mother;
  return told;
}

FieldEvidence mothers(const char* a, const char* b, EvidenceProfile profile = kHonest) {
  return mother_evidence(*the_lexicon(), known(with_mother(a)), known(with_mother(b)), profile);
}

Circumstances with_siblings(std::vector<Sibling> siblings) {
  Circumstances told;
  told.siblings = std::move(siblings);
  return told;
}

FieldEvidence siblings(std::vector<Sibling> a, std::vector<Sibling> b, EvidenceProfile profile = kHonest) {
  const NameToken one = given("Софія");
  return siblings_evidence(*the_lexicon(), known(with_siblings(std::move(a))), known(with_siblings(std::move(b))),
                           {one, one}, profile);
}

FieldEvidence seen(const char* place_a, core::PartialDate a, const char* place_b, core::PartialDate b,
                   EvidenceProfile profile = kHonest) {
  Circumstances x, y;
  x.last_seen_place = place_a;
  x.last_seen = a;
  y.last_seen_place = place_b;
  y.last_seen = b;
  return last_seen_evidence(*the_lexicon(), known(x), known(y), profile);
}

TEST(MotherTest, HerNamesAgreeInAnyOrderAndSpelling) {
  for (const char* told :
       {"Гончаренко Оксана Петрівна", "Оксана Петровна Гончаренко", "Oksana Petrivna Honcharenko", "Оксана Петрівна"}) {
    EXPECT_EQ(mothers("Гончаренко Оксана Петрівна", told).agreement, Agreement::kAgrees) << told;
    EXPECT_GT(mothers("Гончаренко Оксана Петрівна", told).weight_bits, 6.0F) << told;
  }
  EXPECT_GT(mothers("Оксана Петрівна", "Ксенія Петрівна").weight_bits, -4.1F);
}

TEST(MotherTest, AnotherMotherIsAgainstButNoVetoForAnAlteredChild) {
  EXPECT_EQ(mothers("Гончаренко Оксана Петрівна", "Гончаренко Людмила Іванівна").agreement, Agreement::kDiffers);
  EXPECT_LE(mothers("Гончаренко Оксана Петрівна", "Гончаренко Людмила Іванівна").weight_bits, -3.0F);
  EXPECT_GE(mothers("Гончаренко Оксана Петрівна", "Соколова Людмила Іванівна", kAltered).weight_bits, -1.5F);
  EXPECT_EQ(mothers("", "Гончаренко Оксана").agreement, Agreement::kNotAsked);
  EXPECT_EQ(mothers("Оксана", "...").weight_bits, 0.0F);
}

TEST(SiblingsTest, EachOneFoundAddsToTheOthers) {
  const std::vector<Sibling> two{{"Данило", day(2010, 3, 8)}, {"Марко", day(2017, 9, 1)}};
  const FieldEvidence both = siblings(two, {{"Даниил", day(2010, 3, 8)}, {"Марк", day(2017, 9, 1)}});
  const FieldEvidence one = siblings(two, {{"Даниил", day(2010, 3, 8)}});
  EXPECT_EQ(both.agreement, Agreement::kAgrees);
  EXPECT_GT(both.weight_bits, one.weight_bits);
  EXPECT_GT(one.weight_bits, 8.0F) << "the record may know only one of them";
  EXPECT_EQ(one.agreement, Agreement::kAgrees);
  EXPECT_LE(both.weight_bits, 24.0F);
  const FieldEvidence names = siblings(two, {{"Даниил", {}}, {"Марк", {}}});
  EXPECT_EQ(names.agreement, Agreement::kAgrees);
  EXPECT_LT(names.weight_bits, both.weight_bits) << "dates say more than names alone";
}

TEST(SiblingsTest, OthersAreAgainstAndLessSoWhereNamesWereChanged) {
  const std::vector<Sibling> ours{{"Данило", day(2010, 3, 8)}, {"Марко", day(2017, 9, 1)}};
  const std::vector<Sibling> theirs{{"Олена", day(2011, 1, 5)}, {"Ігор", day(2015, 2, 2)}};
  EXPECT_EQ(siblings(ours, theirs).agreement, Agreement::kDiffers);
  EXPECT_LT(siblings(ours, theirs).weight_bits, -2.0F);
  EXPECT_GE(siblings(ours, theirs, kAltered).weight_bits, -1.0F);
  const FieldEvidence half = siblings(ours, {{"Данило", day(2010, 3, 8)}, {"Ігор", day(2015, 2, 2)}});
  EXPECT_EQ(half.agreement, Agreement::kNearly);
  EXPECT_EQ(siblings({{"Данило", day(2010, 3, 8)}}, {{"Данило", day(1998, 7, 21)}}).agreement, Agreement::kAgrees)
      << "one name with another date is still of use";
  EXPECT_EQ(siblings({}, theirs).agreement, Agreement::kNotAsked);
  EXPECT_EQ(siblings({{"", day(2010, 3, 8)}}, theirs).weight_bits, 0.0F) << "without a name there is nobody";
}

TEST(SiblingsTest, OneOfTheRecordMeetsOneOfTheQuestionOnly) {
  const std::vector<Sibling> twice{{"Данило", day(2010, 3, 8)}, {"Данило", day(2010, 3, 8)}};
  EXPECT_LT(siblings(twice, {{"Данило", day(2010, 3, 8)}}).weight_bits, siblings(twice, twice).weight_bits);
}

TEST(SiblingsTest, TheBrothersOwnRecordIsNotHers) {
  const auto asked = known(with_siblings({{"Данило", day(2010, 3, 8)}, {"Марко", day(2017, 9, 1)}}));
  const auto brother = known(with_siblings({{"Софія", day(2014, 5, 12)}, {"Марко", day(2017, 9, 1)}}));
  const NameToken sofia = given("Софія"), danylo = given("Данило");
  const FieldEvidence found = siblings_evidence(*the_lexicon(), asked, brother, {sofia, danylo}, kAltered);
  EXPECT_EQ(found.agreement, Agreement::kDiffers);
  EXPECT_LT(found.weight_bits, -8.0F);
  EXPECT_EQ(under(the_weights().altered_floor, kAltered, Field::kSiblings, found).weight_bits, found.weight_bits);
}

TEST(SiblingsTest, ManyAreBounded) {
  std::vector<Sibling> many(200, Sibling{"Данило", day(2010, 3, 8)});
  EXPECT_EQ(known(with_siblings(many)).siblings.size(), kSiblingsMax);
  EXPECT_EQ(siblings(many, many).agreement, Agreement::kAgrees);
}

TEST(LastSeenTest, PlaceAndDayAddUp) {
  const FieldEvidence both = seen("Маріуполь", day(2022, 3, 20), "Мариуполь", day(2022, 3, 22));
  EXPECT_EQ(both.agreement, Agreement::kAgrees);
  EXPECT_GT(both.weight_bits, seen("Маріуполь", {}, "Мариуполь", {}).weight_bits);
  EXPECT_GT(seen("", day(2022, 3, 20), "", day(2022, 3, 22)).weight_bits,
            seen("", day(2022, 3, 20), "", day(2022, 5, 1)).weight_bits);
  EXPECT_EQ(seen("", year(2022), "", year(2022)).weight_bits, 0.0F) << "a year says nothing";
}

TEST(LastSeenTest, ALaterDayAndPlaceSayNothingAgainst) {
  EXPECT_GE(seen("Маріуполь", day(2022, 3, 20), "Ростов-на-Дону", day(2023, 5, 1)).weight_bits, -0.5F);
  EXPECT_LT(seen("", day(2022, 9, 20), "", day(2022, 3, 1)).weight_bits, -1.0F) << "seen at home after it";
  EXPECT_EQ(seen("", day(2022, 9, 20), "", day(2022, 3, 1)).agreement, Agreement::kDiffers);
  EXPECT_EQ(seen("Маріуполь", {}, "", day(2022, 3, 1)).agreement, Agreement::kNotAsked);
}

TEST(ProfileTest, NoAlteredFieldIsAVeto) {
  for (const Field field : {Field::kSurname, Field::kPatronymic, Field::kBirthDate, Field::kBirthplace, Field::kMother,
                            Field::kIdentifier, Field::kMarks, Field::kLastSeen, Field::kUnit}) {
    const FieldEvidence against{Agreement::kDiffers, -30.0F};
    EXPECT_GE(under(the_weights().altered_floor, kAltered, field, against).weight_bits, -3.0F)
        << static_cast<int>(field);
    EXPECT_EQ(under(the_weights().altered_floor, kAltered, field, against).agreement, Agreement::kDiffers);
    EXPECT_EQ(under(the_weights().altered_floor, kHonest, field, against).weight_bits, -30.0F);
    const FieldEvidence in_favour{Agreement::kAgrees, 9.0F};
    EXPECT_EQ(under(the_weights().altered_floor, kAltered, field, in_favour).weight_bits, 9.0F);
  }
}

TEST(ProfileTest, OnlyGivenNameAndSexContradictWhereAnIdentityWasAltered) {
  const auto contradiction = [](Field field, EvidenceProfile profile) {
    Fields fields{};
    fields.at(static_cast<std::size_t>(field)) = {Agreement::kDiffers, -1.0F};
    return contradiction_in(fields, profile);
  };
  for (const Field field : {Field::kSurname, Field::kPatronymic, Field::kBirthDate, Field::kMother}) {
    EXPECT_EQ(contradiction(field, kHonest), Contradiction::kOther);
    EXPECT_EQ(contradiction(field, kAltered), Contradiction::kNone);
  }
  EXPECT_EQ(contradiction(Field::kGiven, kAltered), Contradiction::kGiven);
  EXPECT_EQ(contradiction(Field::kSex, kAltered), Contradiction::kOther);
  EXPECT_EQ(contradiction(Field::kMarks, kHonest), Contradiction::kNone);
}

TEST(ProfileTest, SexWeighsMoreAmongChildren) {
  using core::Sex;
  EXPECT_GT(sex_evidence(the_weights().sex, Sex::kFemale, Sex::kFemale, kAltered).weight_bits,
            sex_evidence(the_weights().sex, Sex::kFemale, Sex::kFemale, kHonest).weight_bits);
  EXPECT_LT(sex_evidence(the_weights().sex, Sex::kFemale, Sex::kMale, kAltered).weight_bits, -4.0F);
  EXPECT_EQ(sex_evidence(the_weights().sex, Sex::kUnknown, Sex::kMale, kAltered).agreement, Agreement::kNotAsked);
}

// A child whose surname and birth date were both changed, all else as the family knows it.
struct Child {
  core::NameParts name;
  core::PartialDate birth_date;
  Circumstances told;
};

float evidence(const Child& asked, const Child& held, EvidenceProfile profile) {
  const Lexicon& lexicon = *the_lexicon();
  Readings a, b;
  read_name(lexicon, asked.name, a);
  read_name(lexicon, held.name, b);
  const Reading &x = a.list[0], &y = b.list[0];
  const auto one = known(asked.told), other = known(held.told);
  const auto bits = [&](Field field, FieldEvidence found) {
    return under(the_weights().altered_floor, profile, field, found).weight_bits;
  };
  return bits(Field::kSurname, surname_evidence(the_weights().names, match_surnames(lexicon, x.surname, y.surname),
                                                std::min(x.surname.bits, y.surname.bits))) +
         bits(Field::kGiven, given_evidence(the_weights().names, match_given(lexicon, x.given, y.given),
                                            std::min(x.given.bits, y.given.bits))) +
         bits(Field::kPatronymic,
              patronymic_evidence(the_weights().names, match_given(lexicon, x.patronymic, y.patronymic),
                                  std::min(x.patronymic.bits, y.patronymic.bits))) +
         compare_dates(the_weights().birth_date, asked.birth_date, held.birth_date, profile,
                       birth_years(lexicon, profile))
             .bits +
         mother_evidence(lexicon, one, other, profile).weight_bits +
         siblings_evidence(lexicon, one, other, {x.given, y.given}, profile).weight_bits;
}

Child child(const char* surname, const char* name, const char* patronymic, core::PartialDate birth_date,
            std::vector<Sibling> siblings) {
  Child made;
  made.name.surname = surname;
  made.name.given = name;
  made.name.patronymic = patronymic;
  made.birth_date = birth_date;
  made.told.siblings = std::move(siblings);
  return made;
}

TEST(ProfileTest, SurnameAndDateBothChangedTheSiblingsFindTheChild) {
  const Child asked = child("Гончаренко", "Софія", "Петрівна", day(2014, 5, 12),
                            {{"Данило", day(2010, 3, 8)}, {"Марко", day(2017, 9, 1)}});
  const Child altered = child("Соколова", "София", "Сергеевна", day(2014, 11, 3),
                              {{"Даниил", day(2010, 3, 8)}, {"Марк", day(2017, 9, 1)}});
  const Child stranger = child("Соколова", "София", "Сергеевна", day(2014, 11, 3), {{"Кирилл", day(2011, 6, 2)}});
  // A register of a hundred thousand is 17 bits.
  EXPECT_GT(evidence(asked, altered, kAltered), 20.0F);
  EXPECT_LT(evidence(asked, stranger, kAltered), 6.0F);
  EXPECT_GT(evidence(asked, altered, kAltered), evidence(asked, altered, kHonest) + 8);
}

TEST(ProfileTest, EveryFieldAlteredAtOnceIsStillNoVeto) {
  const Child asked = child("Гончаренко", "Софія", "Петрівна", day(2014, 5, 12),
                            {{"Данило", day(2010, 3, 8)}, {"Марко", day(2017, 9, 1)}});
  Child altered = child("Соколова", "София", "Сергеевна", day(2012, 2, 20),
                        {{"Даниил", day(2010, 3, 8)}, {"Марк", day(2017, 9, 1)}});
  altered.told.mother = "Соколова Наталья Викторовна";
  Child asked_with_mother = asked;
  asked_with_mother.told.mother = "Гончаренко Оксана Петрівна";
  EXPECT_GT(evidence(asked_with_mother, altered, kAltered), 17.0F);
}

}  // namespace
}  // namespace hotline::matching
