#include "registry/list_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hotline::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ListRules rules() {
  ListRules made;
  made.source.id = core::SourceId("sample-internment");
  made.source.ceiling = core::EvidenceRung::kR5;
  made.source.sides = {core::Side::kAdversary};
  made.side = core::Side::kAdversary;
  made.today = std::chrono::year_month_day{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{22}};
  return made;
}

RawRow sound() {
  RawRow row;
  row.row_number = 7;
  row.external_id = "K-1";
  row.name.surname = "Небувайло";
  row.name.given = "Орест";
  row.birth_date = "17.04.1991";
  row.statement = "captured";
  row.fact_date = "2026-02";
  row.evidence = "r4";
  return row;
}

std::vector<std::string> columns(const ReadRow& row) {
  std::vector<std::string> names;
  for (const auto& fault : row.faults) names.push_back(fault.column);
  return names;
}

TEST(ListReaderTest, ReadsASoundRow) {
  RawRow raw = sound();
  raw.name.surname = "  Небувайло  ";
  raw.sex = "M";
  raw.inform_kin = "Named_Only";
  raw.region = "42";
  const ReadRow row = read_row(raw, rules());
  EXPECT_THAT(row.faults, IsEmpty());
  EXPECT_EQ(row.row_number, 7);
  EXPECT_EQ(row.name.parts.reveal().surname, "Небувайло");
  EXPECT_EQ(row.name.script, core::Script::kCyrillic);
  EXPECT_EQ(row.name.kind, core::NameKind::kDocument);
  EXPECT_EQ(core::format_date(row.particulars.birth_date), "1991-04-17");
  EXPECT_EQ(core::format_date(row.fact_date), "2026-02");
  EXPECT_EQ(row.particulars.sex, core::Sex::kMale);
  EXPECT_EQ(row.inform_kin, core::InformKin::kNamedOnly);
  EXPECT_EQ(row.rung, core::EvidenceRung::kR4);
  EXPECT_EQ(row.region, 42);
}

TEST(ListReaderTest, RequiredColumns) {
  RawRow row = sound();
  row.name = core::NameParts();
  row.statement.clear();
  row.evidence.clear();
  EXPECT_THAT(columns(read_row(row, rules())), ElementsAre("name", "statement", "evidence"));
  row = sound();
  row.evidence = "  ";
  EXPECT_THAT(columns(read_row(row, rules())), ElementsAre("evidence")) << "white space is nothing";
  row = sound();
  row.name.surname.clear();
  EXPECT_THAT(columns(read_row(row, rules())), ElementsAre("surname"));
  row.name.line = "Небувайло Орест";
  EXPECT_THAT(columns(read_row(row, rules())), ElementsAre("name")) << "parts beside the line";
  row.name.given.clear();
  EXPECT_THAT(columns(read_row(row, rules())), IsEmpty());
}

TEST(ListReaderTest, WhatIsNoNameIsRefused) {
  for (const char* no_name : {"???", "-", "123 456", "— —", "№"}) {
    RawRow row = sound();
    row.name.surname = no_name;
    const ReadRow read = read_row(row, rules());
    ASSERT_THAT(columns(read), ElementsAre("surname")) << no_name;
    EXPECT_THAT(read.faults[0].description, testing::HasSubstr("holds no letters: ")) << no_name;
    row.name = core::NameParts();
    row.name.line = no_name;
    EXPECT_THAT(columns(read_row(row, rules())), ElementsAre("name")) << no_name;
  }
  for (const char* signs : {"=Небувайло", "Небувайло+", "@Небувайло", "Небувайло #"}) {
    RawRow row = sound();
    row.name.surname = signs;
    const ReadRow read = read_row(row, rules());
    ASSERT_THAT(columns(read), ElementsAre("surname")) << signs;
    EXPECT_THAT(read.faults[0].description, testing::HasSubstr("holds signs that no name has")) << signs;
  }
  RawRow row = sound();
  row.name.given = "1";
  row.name.patronymic = "-";
  EXPECT_THAT(columns(read_row(row, rules())), ElementsAre("given_name", "patronymic"));
  row = sound();
  row.name.surname = "Хорт-3";
  row.name.given.clear();
  row.name_kind = "nickname";
  EXPECT_THAT(columns(read_row(row, rules())), IsEmpty()) << "callsigns hold digits";
  for (const char* sound_name : {"О'Небувайло-Ясна", "Nebuwajło", "ნებუვაილო", "Ö. Nebuvajlo", "Хо"}) {
    row = sound();
    row.name.surname = sound_name;
    EXPECT_THAT(columns(read_row(row, rules())), IsEmpty()) << sound_name;
  }
}

TEST(ListReaderTest, WhoeverHasNoNameIsNotInAListOfNames) {
  for (const char* nobody : {"невідомий", "НЕВІДОМА", "Неизвестный", "Невстановлений", "unknown", "н/в",
                             "Невідома особа", "Невідомий Невідомий", "(невідомий)"}) {
    RawRow row = sound();
    row.name = core::NameParts();
    row.name.line = nobody;
    const ReadRow read = read_row(row, rules());
    ASSERT_THAT(columns(read), ElementsAre("name")) << nobody;
    EXPECT_THAT(read.faults[0].description, testing::HasSubstr("stands for nobody")) << nobody;
    row.name = core::NameParts();
    row.name.surname = nobody;
    EXPECT_THAT(columns(read_row(row, rules())), ElementsAre("surname")) << nobody;
  }
  RawRow row = sound();
  row.name.given = "невідоме";
  EXPECT_THAT(columns(read_row(row, rules())), ElementsAre("given_name"));
  row = sound();
  row.name.surname = "Неизвестный";
  EXPECT_THAT(columns(read_row(row, rules())), IsEmpty()) << "a surname, beside a given name";
}

TEST(ListReaderTest, DatesAreJudged) {
  RawRow row = sound();
  row.birth_date = "31.02.1990";
  row.fact_date = "2087-01-01";
  EXPECT_THAT(columns(read_row(row, rules())), ElementsAre("birth_date", "fact_date"));
  row = sound();
  row.birth_date = "1990/1993";
  row.fact_date = "2024/2025";
  EXPECT_THAT(columns(read_row(row, rules())), ElementsAre("fact_date")) << "a fact has no range of years";
  row = sound();
  row.statement = "exchanged";
  row.fact_date.clear();
  EXPECT_THAT(columns(read_row(row, rules())), ElementsAre("fact_date")) << "required for this kind";
}

TEST(ListReaderTest, TheSourceHasItsLimits) {
  RawRow row = sound();
  row.evidence = "R6";
  EXPECT_THAT(columns(read_row(row, rules())), ElementsAre("evidence"));
  row = sound();
  ListRules narrow = rules();
  narrow.source.kinds = {core::StatementKind::kDied};
  EXPECT_THAT(columns(read_row(row, narrow)), ElementsAre("statement"));
}

TEST(ListReaderTest, BrokenTextIsRefused) {
  RawRow row = sound();
  row.name.surname = "\xC3\x28";
  row.sex = "\xFF";
  row.statement = "\xFF";
  row.place = std::string("a\0b", 3);
  row.service_number = "--";
  row.fault = "columns";
  EXPECT_THAT(columns(read_row(row, rules())),
              testing::UnorderedElementsAre("row", "surname", "sex", "service_number", "place", "statement"));
}

TEST(ListReaderTest, TheCanonicalRowForgetsSpacingAndNothingElse) {
  const auto canonical = [](const RawRow& raw, core::Side side = core::Side::kAdversary) {
    return canonical_row(read_row(raw, rules()), side);
  };
  const std::string as_it_is = canonical(sound());
  RawRow spaced = sound();
  spaced.name.surname = " Небувайло ";
  spaced.evidence = "R4";
  spaced.birth_date = "1991-04-17";
  EXPECT_EQ(canonical(spaced), as_it_is);
  RawRow moved = sound();
  moved.name.surname = "Небувайло Орест";
  moved.name.given.clear();
  EXPECT_NE(canonical(moved), as_it_is);
  RawRow other_wish = sound();
  other_wish.inform_kin = "no";
  EXPECT_NE(canonical(other_wish), as_it_is);
  EXPECT_NE(canonical(sound(), core::Side::kOwn), as_it_is);
}

TEST(ListReaderTest, TheSameContentInAnotherSpellingIsTheSameRow) {
  RawRow plain = sound();
  plain.name.surname = "Мар'янчук-Небувайло";
  plain.birthplace = "с. Кам'янка";
  plain.rank = "Солдат";
  plain.service_number = "АВ-000123";
  plain.sex = "male";
  RawRow spelt = plain;
  spelt.name.surname = "МАР’ЯНЧУК–НЕБУВАЙЛО";
  spelt.name.given = "ОРЕСТ";
  spelt.birthplace = "С.\nКАМʼЯНКА";
  spelt.rank = "солдат ";
  spelt.birth_date = "17 квітня 1991 р.";
  spelt.fact_date = "лютий 2026";
  spelt.statement = "Полонений";
  spelt.evidence = "Р4";
  spelt.sex = "Чол.";
  spelt.service_number = "ab 000123";
  const ReadRow as_plain = read_row(plain, rules());
  const ReadRow as_spelt = read_row(spelt, rules());
  EXPECT_THAT(columns(as_plain), IsEmpty());
  EXPECT_THAT(columns(as_spelt), IsEmpty());
  EXPECT_EQ(canonical_row(as_plain, core::Side::kAdversary), canonical_row(as_spelt, core::Side::kAdversary));
  EXPECT_EQ(as_spelt.name.parts.reveal().surname, "Мар’янчук–Небувайло");
  EXPECT_EQ(as_spelt.service_number, "ab 000123");
  RawRow fewer_zeros = plain;
  fewer_zeros.service_number = "АВ-123";
  EXPECT_NE(canonical_row(read_row(fewer_zeros, rules()), core::Side::kAdversary),
            canonical_row(as_plain, core::Side::kAdversary));
}

TEST(ListReaderTest, WhatFindsAChildIsRead) {
  RawRow raw = sound();
  const std::string without = canonical_row(read_row(raw, rules()), core::Side::kChild);
  raw.mother_name = "ВИГАДАНЕНКО  ТЕТЯНА";
  raw.siblings = "ДАНИЛО 08.03.2010\nМарко, 2017 р.н.";
  raw.marks = " шрам на лівій  щоці ";
  raw.last_seen_place = "Нижні Млини";
  raw.last_seen_date = "березень 2022";
  const ReadRow row = read_row(raw, rules());
  EXPECT_THAT(columns(row), IsEmpty());
  EXPECT_EQ(row.particulars.mother_name, "Вигаданенко Тетяна");
  ASSERT_EQ(row.particulars.siblings.size(), 2U);
  EXPECT_EQ(row.particulars.siblings[0].name, "Данило");
  EXPECT_EQ(core::format_date(row.particulars.siblings[0].birth_date), "2010-03-08");
  EXPECT_EQ(core::format_date(row.particulars.siblings[1].birth_date), "2017");
  EXPECT_EQ(row.particulars.marks, "шрам на лівій щоці");
  EXPECT_EQ(row.particulars.last_seen_place, "Нижні Млини");
  EXPECT_EQ(core::format_date(row.particulars.last_seen_date), "2022-03");
  const std::string canonical = canonical_row(row, core::Side::kChild);
  EXPECT_TRUE(canonical.starts_with(without)) << "rows of older lists keep their bytes";
  raw.siblings = "Данило 2010-03-08; Марко 2017";
  raw.mother_name = "Вигаданенко Тетяна";
  EXPECT_EQ(canonical_row(read_row(raw, rules()), core::Side::kChild), canonical);
  raw.marks = "шрам на правій щоці";
  EXPECT_NE(canonical_row(read_row(raw, rules()), core::Side::kChild), canonical);
}

TEST(ListReaderTest, AMothersNameHasLettersAndNoOtherSigns) {
  RawRow raw = sound();
  for (const char* name : {"---", "12", "@мати", "Тетяна=1"}) {
    raw.mother_name = name;
    EXPECT_THAT(columns(read_row(raw, rules())), ElementsAre("mother_name")) << name;
  }
  raw.mother_name = "Тетяна Вигаданенко-Гай (О'Ніл)";
  EXPECT_THAT(columns(read_row(raw, rules())), testing::IsEmpty());
}

TEST(ListReaderTest, WhatIsWrongWithAChildsColumnsIsNamedAtOnce) {
  RawRow raw = sound();
  raw.mother_name = std::string(301, 'x');
  raw.siblings = "Данило 31.02.2010";
  raw.marks = std::string(501, 'x');
  raw.last_seen_place = std::string(201, 'x');
  raw.last_seen_date = "2020-2022";
  EXPECT_THAT(columns(read_row(raw, rules())),
              ElementsAre("mother_name", "siblings", "marks", "last_seen_place", "last_seen_date"));
  raw = sound();
  raw.siblings = "Данило 2087";
  EXPECT_THAT(columns(read_row(raw, rules())), ElementsAre("siblings")) << "born after today";
}

TEST(ListReaderTest, TheNameAtBirthStandsInBrackets) {
  RawRow raw = sound();
  raw.name.surname = "КОВАЛЕНКО (дів. ТРИДУБСЬКА)";
  raw.name.given = "Ольга";
  ReadRow row = read_row(raw, rules());
  EXPECT_THAT(columns(row), IsEmpty());
  EXPECT_EQ(row.name.parts.reveal().surname, "Коваленко");
  ASSERT_EQ(row.other_names.size(), 1U);
  EXPECT_EQ(row.other_names[0].kind, core::NameKind::kBirth);
  EXPECT_EQ(row.other_names[0].parts.reveal().surname, "Тридубська");
  EXPECT_EQ(row.other_names[0].parts.reveal().given, "Ольга");

  raw.name = core::NameParts();
  raw.name.line = "Коваленко (Тридубська) Ольга Іванівна";
  row = read_row(raw, rules());
  EXPECT_EQ(row.name.parts.reveal().line, "Коваленко Ольга Іванівна");
  ASSERT_EQ(row.other_names.size(), 1U);
  EXPECT_EQ(row.other_names[0].parts.reveal().line, "Тридубська Ольга Іванівна");
  const std::string canonical = canonical_row(row, core::Side::kAdversary);
  raw.name.line = "Коваленко Ольга Іванівна";
  EXPECT_NE(canonical_row(read_row(raw, rules()), core::Side::kAdversary), canonical);

  raw.name.line = "Хуртовина Остап (позивний Хорт)";
  row = read_row(raw, rules());
  ASSERT_EQ(row.other_names.size(), 1U);
  EXPECT_EQ(row.other_names[0].kind, core::NameKind::kNickname);

  for (const char* wrong : {"Коваленко (25 років)", "Коваленко (тяжко поранений)", "Коваленко (", "(Тридубська)"}) {
    raw.name.line = wrong;
    EXPECT_THAT(columns(read_row(raw, rules())), ElementsAre("name")) << wrong;
  }
}

TEST(ListReaderTest, WordsOfClosedTablesInThreeLanguages) {
  const auto kind = [](const char* word) {
    RawRow raw = sound();
    raw.statement = word;
    return read_row(raw, rules()).kind;
  };
  EXPECT_EQ(kind("загинув"), core::StatementKind::kKilled);
  EXPECT_EQ(kind("Погиб"), core::StatementKind::kKilled);
  EXPECT_EQ(kind("зниклий  безвісти"), core::StatementKind::kMissing);
  EXPECT_EQ(kind("поранений"), core::StatementKind::kWounded);
  EXPECT_EQ(kind("Body identified"), core::StatementKind::kBodyIdentified);
  EXPECT_EQ(kind("BODY_IDENTIFIED"), core::StatementKind::kBodyIdentified);
  RawRow raw = sound();
  raw.sex = "жін.";
  raw.inform_kin = "так";
  ReadRow row = read_row(raw, rules());
  EXPECT_THAT(columns(row), IsEmpty());
  EXPECT_EQ(row.particulars.sex, core::Sex::kFemale);
  EXPECT_EQ(row.inform_kin, core::InformKin::kYes);
  raw.fact_date = "2026-02-03";
  raw.statement = "notice_forwarded";
  raw.recipient = "Protecting_Power";
  row = read_row(raw, rules());
  EXPECT_THAT(columns(row), IsEmpty());
  EXPECT_EQ(row.recipient, core::Recipient::kProtectingPower);
  raw.recipient.clear();
  raw.statement = "health report";
  raw.health = "легко поранений";
  row = read_row(raw, rules());
  EXPECT_THAT(columns(row), IsEmpty());
  EXPECT_EQ(row.health, core::Health::kSlightlyWounded);
  raw.health.clear();
  raw.statement = "identity_altered";
  raw.authority = " Відділ  опіки ";
  row = read_row(raw, rules());
  EXPECT_THAT(columns(row), IsEmpty());
  EXPECT_EQ(row.authority, "Відділ опіки");
  raw.sex = "так";
  raw.recipient = "сусід";
  raw.health = "так";
  raw.statement = "їв";
  EXPECT_THAT(columns(read_row(raw, rules())), ElementsAre("sex", "statement", "recipient", "health"));
}

TEST(ListReaderTest, EveryNameThatTheProgramWritesIsReadBack) {
  RawRow raw = sound();
  raw.fact_date = "2026-02-03";
  raw.statement = "notice_forwarded";
  for (std::uint8_t number = 1; number <= core::kRecipientLast; ++number) {
    const auto recipient = static_cast<core::Recipient>(number);
    raw.recipient = core::name_of(recipient);
    EXPECT_EQ(read_row(raw, rules()).recipient, recipient) << raw.recipient;
  }
  raw.recipient.clear();
  raw.statement = "health_report";
  for (std::uint8_t number = 1; number <= core::kHealthLast; ++number) {
    const auto health = static_cast<core::Health>(number);
    raw.health = core::name_of(health);
    EXPECT_EQ(read_row(raw, rules()).health, health) << raw.health;
  }
}

TEST(ListReaderTest, FaultsOfTheFileAreCodesAndNothingElseComesThrough) {
  RawRow raw = sound();
  raw.fault = "side_differs too_many_columns";
  EXPECT_THAT(columns(read_row(raw, rules())), ElementsAre("side", "row"));
  raw.fault = "surname: Небувайло is a traitor";
  const ReadRow row = read_row(raw, rules());
  ASSERT_EQ(row.faults.size(), 1U);
  EXPECT_EQ(row.faults[0].column, "row");
  EXPECT_EQ(row.faults[0].description.find("traitor"), std::string::npos);
}

TEST(ListReaderTest, TheScriptIsThatOfMostLetters) {
  const auto script = [](const char* text) {
    core::NameParts name;
    name.line = text;
    return script_of(name);
  };
  EXPECT_EQ(script("Небувайло"), core::Script::kCyrillic);
  EXPECT_EQ(script("Nebuvailo Žan"), core::Script::kLatin);
  EXPECT_EQ(script("ნებუვაილო"), core::Script::kOther);
  EXPECT_EQ(script(""), core::Script::kOther);
}

}  // namespace
}  // namespace hotline::registry
