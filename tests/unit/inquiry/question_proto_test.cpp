#include "inquiry/question_proto.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inquiry/inquiry_access.hpp"

namespace hotline::inquiry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const core::Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

std::vector<std::string> fields(const rpc::Violations& violations) {
  std::vector<std::string> names;
  if (violations.empty()) return names;
  for (const auto& violation : violations.error().violations) names.push_back(violation.field);
  return names;
}

v1::Facts whole_facts() {
  v1::Facts facts;
  facts.mutable_name()->set_surname("Vydumanenko");
  facts.mutable_name()->set_given_name("Ivan");
  facts.mutable_birth_date()->set_year(1998);
  facts.mutable_birth_date()->set_month(3);
  facts.mutable_birth_date()->set_day(12);
  facts.set_service_number("AB 12345");
  facts.set_birthplace("Horodok");
  facts.set_unit("12");
  facts.set_sex(v1::SEX_MALE);
  return facts;
}

v1::Facts facts_of_a_child() {
  v1::Facts facts = whole_facts();
  facts.set_kind(v1::SOUGHT_KIND_CHILD_IDENTITY_MAY_BE_ALTERED);
  facts.set_mother_name("Vydumanenko Tetiana");
  v1::Sibling& brother = *facts.add_siblings();
  brother.set_name("Danylo");
  brother.mutable_birth_date()->set_year(2010);
  facts.add_siblings()->set_name("Marko");
  facts.set_marks("scar on the left cheek");
  facts.set_last_seen_place("Horodok");
  facts.mutable_last_seen_date()->set_year(2022);
  facts.mutable_last_seen_date()->set_month(3);
  return facts;
}

TEST(QuestionProto, FactsComeBackAsTheyWereGiven) {
  rpc::Violations violations;
  const auto read = read_facts("facts", whole_facts(), kNow, violations);
  ASSERT_THAT(fields(violations), IsEmpty());
  v1::Facts written;
  write_facts(read.reveal(), written);
  EXPECT_EQ(written.SerializeAsString(), whole_facts().SerializeAsString());
}

TEST(QuestionProto, FactsOfAChildComeBackAsTheyWereGiven) {
  rpc::Violations violations;
  const auto read = read_facts("facts", facts_of_a_child(), kNow, violations);
  ASSERT_THAT(fields(violations), IsEmpty());
  EXPECT_EQ(core::profile_of(read.reveal().kind), core::EvidenceProfile::kAlteredIdentity);
  v1::Facts written;
  write_facts(read.reveal(), written);
  EXPECT_EQ(written.SerializeAsString(), facts_of_a_child().SerializeAsString());
}

TEST(QuestionProto, EveryBadFactOfAChildIsNamed) {
  v1::Facts facts = facts_of_a_child();
  facts.set_mother_name(std::string(301, 'x'));
  facts.mutable_siblings(0)->set_name(std::string(101, 'x'));
  facts.mutable_siblings(0)->mutable_birth_date()->set_year(1850);
  facts.mutable_siblings(1)->set_name("  ");
  facts.set_marks(std::string(501, 'x'));
  facts.set_last_seen_place("a\tb");
  facts.mutable_last_seen_date()->clear_month();
  facts.mutable_last_seen_date()->set_year_last(2024);
  rpc::Violations violations;
  read_facts("facts", facts, kNow, violations);
  EXPECT_THAT(fields(violations),
              ElementsAre("facts.mother_name", "facts.siblings[0].name", "facts.siblings[0].birth_date",
                          "facts.siblings[1].name", "facts.marks", "facts.last_seen_place", "facts.last_seen_date"));
}

TEST(QuestionProto, ManySiblingsAreRefused) {
  v1::Facts facts = facts_of_a_child();
  for (int i = 0; i < 20; ++i) facts.add_siblings()->set_name("Danylo");
  rpc::Violations violations;
  read_facts("facts", facts, kNow, violations);
  EXPECT_THAT(fields(violations), ElementsAre("facts.siblings"));
}

TEST(QuestionProto, KindsAndFieldsAreMirroredByNumber) {
  EXPECT_EQ(static_cast<int>(v1::SoughtKind_MAX), core::kSoughtKindLast);
  EXPECT_EQ(static_cast<int>(v1::SOUGHT_KIND_CHILD), static_cast<int>(core::SoughtKind::kChild));
  EXPECT_EQ(static_cast<std::size_t>(v1::FactField_MAX), core::kFieldCount) << "the proto counts from one";
  EXPECT_EQ(static_cast<int>(v1::FACT_FIELD_SIBLINGS), static_cast<int>(core::Field::kSiblings) + 1);
}

TEST(QuestionProto, TheKindAloneIsNoFact) {
  core::QuestionFacts facts;
  facts.kind = core::SoughtKind::kChild;
  EXPECT_TRUE(empty(facts));
  facts.marks = "scar";
  EXPECT_FALSE(empty(facts));
}

TEST(QuestionProto, LaterFactsOfAChildStandOverEarlierOnes) {
  rpc::Violations violations;
  const core::QuestionFacts earlier = read_facts("facts", facts_of_a_child(), kNow, violations).reveal();
  core::QuestionFacts later;
  later.siblings = {{"Olena", {}}};
  later.marks = "limps";
  const auto merged = merge(earlier, later);
  EXPECT_EQ(merged.siblings, later.siblings) << "siblings given later replace all earlier ones";
  EXPECT_EQ(merged.marks, "limps");
  EXPECT_EQ(merged.mother_name, earlier.mother_name);
  EXPECT_EQ(merged.kind, core::SoughtKind::kChildIdentityMayBeAltered);
  EXPECT_EQ(merged.last_seen_date, earlier.last_seen_date);
  EXPECT_EQ(merge(earlier, core::QuestionFacts{}), earlier);
}

TEST(QuestionProto, EveryBadFactIsNamed) {
  v1::Facts facts = whole_facts();
  facts.mutable_name()->set_line("Ivan Vydumanenko");
  facts.mutable_birth_date()->set_month(2);
  facts.mutable_birth_date()->set_day(31);
  facts.set_service_number("---");
  facts.set_birthplace(std::string(201, 'x'));
  facts.set_unit("a\nb");
  rpc::Violations violations;
  read_facts("facts", facts, kNow, violations);
  EXPECT_THAT(fields(violations), ElementsAre("facts.name.line", "facts.birth_date", "facts.service_number",
                                              "facts.birthplace", "facts.unit"));
}

TEST(QuestionProto, BirthDatesOutsideTheCalendarAreRefused) {
  for (const auto& [year, month, day] :
       {std::tuple{2087, 0, 0}, {1899, 0, 0}, {1998, 2, 31}, {1998, 13, 1}, {1998, 0, 5}, {-1, 0, 0}, {99999, 1, 1}}) {
    v1::PartialDate date;
    date.set_year(year);
    date.set_month(month);
    date.set_day(day);
    rpc::Violations violations;
    EXPECT_FALSE(read_birth_date("birth_date", date, kNow, violations).known());
    EXPECT_THAT(fields(violations), ElementsAre("birth_date")) << year << "-" << month << "-" << day;
  }
}

TEST(QuestionProto, LaterFactsStandOverEarlierOnesFieldByField) {
  core::QuestionFacts earlier;
  earlier.name.surname = "Vydumanenko";
  earlier.name.given = "Ivan";
  earlier.birthplace = "Horodok";
  core::QuestionFacts later;
  later.name.surname = "Vydumanenka";
  later.unit = "12";
  const auto merged = merge(earlier, later);
  EXPECT_EQ(merged.name.surname, "Vydumanenka");
  EXPECT_EQ(merged.name.given, "") << "a name given later replaces the whole name";
  EXPECT_EQ(merged.birthplace, "Horodok");
  EXPECT_EQ(merged.unit, "12");
  EXPECT_EQ(merge(earlier, core::QuestionFacts{}), earlier);
}

TEST(QuestionProto, ACallIsOfTheLastDay) {
  v1::Call call;
  call.set_line("line-1");
  call.set_exchange_call_id("call.7_a");
  const std::int64_t now = std::chrono::floor<std::chrono::seconds>(kNow).time_since_epoch().count();
  for (const auto& [seconds, good] : {std::pair<std::int64_t, bool>{now, true},
                                      {now - 86'000, true},
                                      {now + 200, true},
                                      {now - 90'000, false},
                                      {now + 400, false},
                                      {std::numeric_limits<std::int64_t>::max(), false},
                                      {std::numeric_limits<std::int64_t>::min(), false}}) {
    call.mutable_started_at()->set_seconds(seconds);
    rpc::Violations violations;
    EXPECT_EQ(read_call("call", call, kNow, violations).has_value(), good) << seconds - now;
    EXPECT_EQ(violations.empty(), good) << seconds - now;
  }
  call.mutable_started_at()->set_seconds(now);
  call.set_line("line 1; DROP");
  rpc::Violations violations;
  read_call("call", call, kNow, violations);
  EXPECT_THAT(fields(violations), ElementsAre("call.line"));
}

TEST(QuestionProto, AKeyIsReadInTheFormInWhichItIsSaid) {
  const auto reference = core::Reference::from_number(4170935528);
  ASSERT_TRUE(reference);
  v1::InquiryKey key;
  key.set_reference(" " + reference->text() + " ");
  key.set_passphrase("One  TWO-three four");
  rpc::Violations violations;
  const auto read = read_key("inquiry", key, PassphraseRule::kRequired, violations);
  ASSERT_THAT(fields(violations), IsEmpty());
  EXPECT_EQ(read->reference, *reference);
  EXPECT_EQ(read->passphrase->reveal(), "one two three four");
}

TEST(QuestionProto, ABadKeyNamesBothParts) {
  v1::InquiryKey key;
  key.set_reference("417-093-5528-00");
  key.set_passphrase("one two three");
  rpc::Violations violations;
  EXPECT_FALSE(read_key("inquiry", key, PassphraseRule::kOptional, violations));
  EXPECT_THAT(fields(violations), ElementsAre("inquiry.reference", "inquiry.passphrase"));
}

TEST(QuestionProto, OnlyWhoMayLeavesThePassphraseOut) {
  v1::InquiryKey key;
  key.set_reference(core::Reference::from_number(4170935528)->text());
  rpc::Violations required;
  read_key("inquiry", key, PassphraseRule::kRequired, required);
  EXPECT_THAT(fields(required), ElementsAre("inquiry.passphrase"));
  rpc::Violations optional;
  const auto read = read_key("inquiry", key, PassphraseRule::kOptional, optional);
  ASSERT_THAT(fields(optional), IsEmpty());
  EXPECT_FALSE(read->passphrase);
}

}  // namespace
}  // namespace hotline::inquiry
