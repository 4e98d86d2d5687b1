#include "store/record_codec.hpp"

#include <gtest/gtest.h>

#include <string>
#include <type_traits>

#include "runtime/bytes.hpp"

namespace hotline::store {
namespace {

constexpr std::int64_t kRow = 4242;
constexpr std::int64_t kOtherRow = 4243;

class RecordCodecTest : public testing::Test {
 protected:
  runtime::SeededRandom random{20261122};
  runtime::Keyring keyring = runtime::Keyring::ephemeral(random);
  core::PersonId person{kRow};
  core::PersonId other{kOtherRow};
};

core::PartialDate day(std::int16_t year, std::uint8_t month, std::uint8_t day_of_month) {
  return {core::DatePrecision::kDay, year, month, day_of_month, 0};
}

// The sealed bytes do not show the text.
void expect_hidden(const std::string& sealed, const std::string& text) {
  EXPECT_EQ(sealed.find(text), std::string::npos) << text;
}

TEST_F(RecordCodecTest, ParticularsComeBackWhole) {
  core::Particulars given;
  given.sex = core::Sex::kFemale;
  given.birth_date = day(1998, 3, 12);
  given.birthplace = "Велика Вигадка";
  given.nationality = "a";
  given.power = "b";
  given.rank = "c";
  given.unit = "в/ч 00001";
  given.father_first_name = "d";
  given.mother_maiden_name = "e";
  given.person_to_inform = "f";
  given.marks = "g";
  given.blood_group = "h";
  given.how_obtained = core::HowObtained::kWitness;
  given.mother_name = "Вигаданенко Тетяна";
  given.siblings = {{"Данило", day(2010, 3, 8)}, {"Марко", {}}};
  given.last_seen_place = "Нижні Млини";
  given.last_seen_date = {core::DatePrecision::kMonth, 2022, 3, 0, 0};
  const std::string sealed = seal_particulars(keyring, person, given);
  expect_hidden(sealed, given.birthplace);
  const auto opened = open_particulars(keyring, person, sealed);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->sex, given.sex);
  EXPECT_EQ(opened->birth_date, given.birth_date);
  EXPECT_EQ(opened->birthplace, given.birthplace);
  EXPECT_EQ(opened->nationality, given.nationality);
  EXPECT_EQ(opened->power, given.power);
  EXPECT_EQ(opened->rank, given.rank);
  EXPECT_EQ(opened->unit, given.unit);
  EXPECT_EQ(opened->father_first_name, given.father_first_name);
  EXPECT_EQ(opened->mother_maiden_name, given.mother_maiden_name);
  EXPECT_EQ(opened->person_to_inform, given.person_to_inform);
  EXPECT_EQ(opened->marks, given.marks);
  EXPECT_EQ(opened->blood_group, given.blood_group);
  EXPECT_EQ(opened->how_obtained, given.how_obtained);
  EXPECT_EQ(opened->mother_name, given.mother_name);
  EXPECT_EQ(opened->siblings, given.siblings);
  EXPECT_EQ(opened->last_seen_place, given.last_seen_place);
  EXPECT_EQ(opened->last_seen_date, given.last_seen_date);
}

TEST_F(RecordCodecTest, ParticularsOfTheFirstFormatAreStillRead) {
  runtime::ByteWriter aad, plain;
  aad.raw("person").i64(kRow);
  plain.u8(1).u8(static_cast<std::uint8_t>(core::Sex::kMale)).u8(0);  // no birth date
  for (const char* text : {"Городок", "", "", "солдат", "", "", "Тетяна", "", "шрам", ""}) plain.string(text);
  plain.u8(0);
  const auto& key = keyring.newest(runtime::KeyUse::kRegister);
  const auto opened = open_particulars(keyring, person, runtime::seal(key, aad.bytes(), plain.bytes()));
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->birthplace, "Городок");
  EXPECT_EQ(opened->mother_maiden_name, "Тетяна");
  EXPECT_EQ(opened->marks, "шрам");
  EXPECT_TRUE(opened->mother_name.empty());
  EXPECT_TRUE(opened->siblings.empty());
}

TEST_F(RecordCodecTest, FactsOfTheFirstFormatAreStillRead) {
  runtime::ByteWriter aad, plain;
  aad.raw("inquiry_facts").i64(kRow);
  plain.u8(1);
  for (const char* text : {"Вигаданенко", "Остап", "", ""}) plain.string(text);
  plain.u8(0).u8(1).string("AB12345").string("Городок").string("").u8(static_cast<std::uint8_t>(core::Sex::kMale));
  const auto& key = keyring.newest(runtime::KeyUse::kInquiry);
  const auto opened = open_facts(keyring, kRow, runtime::seal(key, aad.bytes(), plain.bytes()));
  ASSERT_TRUE(opened);
  core::QuestionFacts facts;
  facts.name = {"Вигаданенко", "Остап", "", ""};
  facts.identifiers = {"AB12345"};
  facts.birthplace = "Городок";
  facts.sex = core::Sex::kMale;
  EXPECT_EQ(*opened, facts);
}

TEST_F(RecordCodecTest, FactsAboutAChildComeBack) {
  core::QuestionFacts facts;
  facts.name.line = "Вигаданенко Софія";
  facts.kind = core::SoughtKind::kChildIdentityMayBeAltered;
  facts.mother_name = "Вигаданенко Тетяна";
  facts.siblings = {{"Данило", day(2010, 3, 8)}, {"Марко", {}}};
  facts.marks = "шрам";
  facts.last_seen_place = "Нижні Млини";
  facts.last_seen_date = day(2022, 3, 20);
  const std::string sealed = seal_facts(keyring, kRow, facts);
  expect_hidden(sealed, facts.mother_name);
  const auto opened = open_facts(keyring, kRow, sealed);
  ASSERT_TRUE(opened);
  EXPECT_EQ(*opened, facts);
}

TEST_F(RecordCodecTest, EveryPrecisionOfADateComesBack) {
  const core::PartialDate dates[] = {{},
                                     {core::DatePrecision::kYear, 1998, 0, 0, 0},
                                     {core::DatePrecision::kMonth, 1998, 12, 0, 0},
                                     day(1998, 12, 31),
                                     {core::DatePrecision::kYearRange, 1995, 0, 0, 1999}};
  for (const core::PartialDate& date : dates) {
    core::Particulars given;
    given.birth_date = date;
    const auto opened = open_particulars(keyring, person, seal_particulars(keyring, person, given));
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->birth_date, date) << core::format_date(date);
  }
}

TEST_F(RecordCodecTest, NamesIdentifiersAndStatementsComeBack) {
  const core::NameParts parts{"Вигаданенко", "Тестина", "Прикладівна", ""};
  const core::NameParts line{"", "", "", "Invented Person Junior"};
  for (const core::NameParts& name : {parts, line}) {
    const std::string sealed = seal_name(keyring, person, name);
    if (!name.surname.empty()) expect_hidden(sealed, name.surname);
    const auto opened = open_name(keyring, person, sealed);
    ASSERT_TRUE(opened);
    EXPECT_EQ(*opened, name);
  }
  const auto identifier = open_identifier(keyring, person, seal_identifier(keyring, person, "АВ-000 001"));
  ASSERT_TRUE(identifier);
  EXPECT_EQ(*identifier, "АВ-000 001");
  StatementDetail detail;
  detail.place = "table 7";
  detail.external_id = "row-12";
  detail.health = core::Health::kConvalescent;
  detail.authority = "somebody's office";
  const auto statement = open_statement_detail(keyring, person, seal_statement_detail(keyring, person, detail));
  ASSERT_TRUE(statement);
  EXPECT_EQ(*statement, detail);
}

TEST_F(RecordCodecTest, InquiryFactsAndAskerComeBack) {
  core::QuestionFacts facts;
  facts.name.line = "Вигаданенко Тестина";
  facts.birth_date = day(2001, 2, 3);
  facts.identifiers = {"000-777", "AB-1"};
  facts.birthplace = "here";
  facts.unit = "there";
  facts.sex = core::Sex::kMale;
  const auto opened = open_facts(keyring, kRow, seal_facts(keyring, kRow, facts));
  ASSERT_TRUE(opened);
  EXPECT_EQ(*opened, facts);

  InquiryAsker asker;
  asker.relation = core::Relation::kMother;
  asker.language = "uk";
  asker.name = "somebody";
  asker.safe_contact = core::SafeContact::kPhone;
  asker.contact = "000";
  asker.notice_version = 3;
  asker.safe_hours = core::SafeHours{9, 21, -330};
  const auto asked = open_asker(keyring, kRow, seal_asker(keyring, kRow, asker));
  ASSERT_TRUE(asked);
  EXPECT_EQ(*asked, asker);
  asker.safe_hours.reset();
  EXPECT_EQ(*open_asker(keyring, kRow, seal_asker(keyring, kRow, asker)), asker) << "he named none";

  const auto ground = open_review_ground(keyring, kRow, person, seal_review_ground(keyring, kRow, person, "because"));
  ASSERT_TRUE(ground);
  EXPECT_EQ(*ground, "because");
}

TEST_F(RecordCodecTest, BytesMovedToAnotherRowOrColumnDoNotOpen) {
  const std::string name = seal_name(keyring, person, core::NameParts{"a", "b", "c", ""});
  EXPECT_FALSE(open_name(keyring, other, name));
  EXPECT_FALSE(open_identifier(keyring, person, name));
  EXPECT_FALSE(open_particulars(keyring, person, name));
  EXPECT_FALSE(open_statement_detail(keyring, person, name));
  const std::string facts = seal_facts(keyring, kRow, core::QuestionFacts{});
  EXPECT_FALSE(open_facts(keyring, kOtherRow, facts));
  EXPECT_FALSE(open_asker(keyring, kRow, facts));
  const std::string ground = seal_review_ground(keyring, kRow, person, "because");
  EXPECT_FALSE(open_review_ground(keyring, kOtherRow, person, ground));
  EXPECT_FALSE(open_review_ground(keyring, kRow, other, ground));
}

TEST_F(RecordCodecTest, EveryChangedOrCutByteIsNoticed) {
  const std::string sealed = seal_name(keyring, person, core::NameParts{"a", "b", "c", ""});
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    std::string forged = sealed;
    forged[at] = static_cast<char>(forged[at] ^ 1);
    EXPECT_FALSE(open_name(keyring, person, forged)) << at;
    EXPECT_FALSE(open_name(keyring, person, std::string_view(sealed).substr(0, at))) << at;
  }
}

TEST_F(RecordCodecTest, ANewerFormatIsRefusedAndNotGuessed) {
  runtime::ByteWriter aad;
  aad.raw("person_name").i64(kRow);
  const runtime::Key& key = keyring.newest(runtime::KeyUse::kRegister);
  runtime::ByteWriter plain;
  plain.u8(1).string("a").string("b").string("c").string("");
  ASSERT_TRUE(open_name(keyring, person, runtime::seal(key, aad.bytes(), plain.bytes())));
  std::string newer = plain.bytes();
  newer[0] = 2;
  EXPECT_FALSE(open_name(keyring, person, runtime::seal(key, aad.bytes(), newer)));
  EXPECT_FALSE(open_name(keyring, person, runtime::seal(key, aad.bytes(), plain.bytes() + "x")));
}

TEST_F(RecordCodecTest, EqualNumbersHaveEqualHashesHoweverTheyAreWritten) {
  const core::Bytes32 hash = identifier_hash(keyring, "ав-12 345");
  EXPECT_EQ(identifier_hash(keyring, "AB12345"), hash);
  EXPECT_NE(identifier_hash(keyring, "AB12346"), hash);
  runtime::SeededRandom another(7);
  EXPECT_NE(identifier_hash(runtime::Keyring::ephemeral(another), "AB12345"), hash);
  core::Bytes32 bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i + 1);
  EXPECT_EQ(index_hash(bytes), 0x0102030405060708U);
}

}  // namespace
}  // namespace hotline::store
