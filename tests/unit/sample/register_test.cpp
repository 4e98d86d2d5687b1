#include "cli/sample/register.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "cli/sample/documented.hpp"
#include "cli/sample/forbidden.hpp"
#include "cli/sample/peoples.hpp"
#include "cli/sample/spelling.hpp"
#include "core/disclosure.hpp"
#include "core/normal.hpp"
#include "core/status.hpp"
#include "support/source_path.hpp"

namespace hotline::sample {
namespace {

using core::AnswerKind;
using core::Side;
using core::Status;

constexpr std::size_t kStatementColumn = 15;
static_assert(kColumns[kStatementColumn] == "statement");
constexpr auto kToday = std::chrono::year{2026} / 11 / 22;

// Zero, which means none, for a name outside the table.
template <typename Enum>
Enum named(const std::string& name, std::uint8_t last) {
  for (std::uint8_t number = 1; number <= last; ++number) {
    if (core::name_of(static_cast<Enum>(number)) == name) return static_cast<Enum>(number);
  }
  return Enum{};
}

const std::vector<List>& register_of_seed_one() {
  static const auto kLists = generate({});
  return kLists;
}

std::string csv_of(const std::vector<List>& lists) {
  std::ostringstream out;
  for (const auto& list : lists) write_csv(out, list);
  return out.str();
}

struct Record {
  Side side;
  std::string source;
  std::vector<Row> rows;
};

std::vector<Record> records_of(const std::vector<List>& lists) {
  std::vector<Record> records;
  for (const auto& list : lists) {
    for (const auto& row : list.rows) {
      if (records.empty() || records.back().rows.front().external_id != row.external_id) {
        records.push_back({list.side, list.source, {}});
      }
      records.back().rows.push_back(row);
    }
  }
  return records;
}

core::DerivedStatus status_of(const std::vector<Row>& rows) {
  std::vector<core::Statement> statements;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    core::Statement statement;
    statement.id = core::StatementId(static_cast<std::int64_t>(i + 1));
    statement.kind = rows[i].statement;
    statement.rung = rows[i].evidence;
    statement.source = core::SourceId("sample");
    if (!rows[i].fact_date.empty()) statement.fact_date = *core::parse_date(rows[i].fact_date);
    statement.received_at = core::Instant(std::chrono::sys_days(kToday));
    statement.entered_at = statement.received_at;
    statements.push_back(statement);
  }
  return core::derive_status(statements);
}

TEST(GenerateTest, TheSameSeedGivesTheSameBytesAnotherSeedDoesNot) {
  const auto first = csv_of(generate({.persons = 2'000, .seed = 5}));
  EXPECT_EQ(first, csv_of(generate({.persons = 2'000, .seed = 5})));
  EXPECT_NE(first, csv_of(generate({.persons = 2'000, .seed = 6})));
}

TEST(GenerateTest, HoldsTwentyThousandPersonsOfAllSides) {
  std::map<Side, std::size_t> count;
  const auto records = records_of(register_of_seed_one());
  for (const auto& record : records) ++count[record.side];
  EXPECT_GE(records.size(), 20'000U);
  EXPECT_GT(count[Side::kAdversary], 10'000U);
  EXPECT_GT(count[Side::kOwn], 5'000U);
  EXPECT_GT(count[Side::kCivilian], 1'500U);
  EXPECT_GT(count[Side::kChild], 800U);
}

TEST(GenerateTest, ExternalIdsAreUnique) {
  std::set<std::string> ids;
  for (const auto& record : records_of(register_of_seed_one())) {
    EXPECT_TRUE(ids.insert(record.rows.front().external_id).second) << record.rows.front().external_id;
  }
}

TEST(GenerateTest, EveryStatusRungAndStatementKindIsThere) {
  std::map<Status, std::size_t> statuses;
  std::set<std::pair<Side, core::EvidenceRung>> rungs;
  std::set<core::StatementKind> kinds;
  std::set<std::string> wishes;
  for (const auto& record : records_of(register_of_seed_one())) {
    ++statuses[status_of(record.rows).status];
    for (const auto& row : record.rows) {
      rungs.emplace(record.side, row.evidence);
      kinds.insert(row.statement);
      wishes.insert(row.inform_kin);
    }
  }
  for (std::size_t i = 0; i < core::kStatusCount; ++i) {
    EXPECT_GE(statuses[static_cast<Status>(i)], 10U) << core::name_of(static_cast<Status>(i));
  }
  for (int rung = 0; rung <= 6; ++rung) {
    EXPECT_TRUE(rungs.contains({Side::kAdversary, static_cast<core::EvidenceRung>(rung)})) << rung;
    EXPECT_TRUE(rungs.contains({Side::kOwn, static_cast<core::EvidenceRung>(rung)})) << rung;
  }
  EXPECT_EQ(kinds.size(), core::kStatementKindCount);
  EXPECT_EQ(wishes, (std::set<std::string>{"", "yes", "no", "named_only", "not_asked"}));
}

TEST(GenerateTest, RowsAreValidAndWithinTheirSource) {
  for (const auto& list : register_of_seed_one()) {
    const auto known = sources();
    const auto source = std::find_if(known.begin(), known.end(), [&](const Source& s) { return s.id == list.source; });
    ASSERT_NE(source, known.end()) << list.source;
    EXPECT_EQ(source->side, list.side);
    for (const auto& row : list.rows) {
      ASSERT_LE(row.evidence, source->ceiling) << row.external_id;
      ASSERT_NE(row.surname.empty(), row.name.empty()) << row.external_id;
      for (const auto& cell : cells_of(row))
        ASSERT_FALSE(core::text_fault(cell, core::kNameLineMax)) << row.external_id;
      ASSERT_EQ(core::statement_kind_of(cells_of(row)[kStatementColumn]), row.statement) << row.external_id;
      core::Statement statement;
      statement.kind = row.statement;
      statement.rung = row.evidence;
      if (!row.fact_date.empty()) {
        const auto date = core::parse_date(row.fact_date);
        ASSERT_TRUE(date) << row.external_id;
        statement.fact_date = *date;
      }
      if (!row.recipient.empty()) {
        statement.recipient = named<core::Recipient>(row.recipient, core::kRecipientLast);
        ASSERT_NE(statement.recipient, core::Recipient::kNone) << row.external_id;
      }
      const auto health = named<core::Health>(row.health, core::kHealthLast);
      ASSERT_TRUE(row.health.empty() || health != core::Health::kNotStated) << row.external_id;
      statement.health_given = !row.health.empty();
      statement.authority_given = !row.authority.empty();
      ASSERT_TRUE(core::check_statement(statement, kToday).empty()) << row.external_id;
      for (const auto& birth : {row.birth_date, row.birth_year}) {
        if (birth.empty()) continue;
        const auto date = core::parse_date(birth);
        ASSERT_TRUE(date) << row.external_id << " " << birth;
        ASSERT_FALSE(core::date_fault(*date, kToday)) << row.external_id;
        const bool soldier = list.side == Side::kAdversary || list.side == Side::kOwn;
        if (soldier && statement.fact_date.known()) {
          ASSERT_GE(statement.fact_date.year - date->year, 18);
        }
      }
      const auto region = std::stoi(row.region);
      ASSERT_TRUE(region >= 1 && region <= 99) << row.region;
    }
  }
}

TEST(GenerateTest, HasBrothersFathersNamesakesAndPoorRecords) {
  std::map<std::string, std::set<std::string>> given_by_family;
  std::map<std::string, std::set<std::string>> births_by_name;
  std::map<std::string, std::set<std::string>> given_by_surname;
  std::size_t without_patronymic = 0;
  std::size_t year_only = 0;
  std::size_t no_number = 0;
  std::size_t one_column = 0;
  std::set<std::string> languages;
  for (const auto& record : records_of(register_of_seed_one())) {
    const auto& row = record.rows.front();
    languages.insert(row.language);
    year_only += row.birth_year.empty() ? 0 : 1;
    no_number += row.service_number.empty() ? 1 : 0;
    one_column += row.name.empty() ? 0 : 1;
    if (!row.name.empty()) continue;
    without_patronymic += row.patronymic.empty() ? 1 : 0;
    given_by_surname[row.surname].insert(row.given_name);
    if (row.patronymic.empty() || row.language != "uk" || row.birth_date.find('-') == std::string::npos) continue;
    given_by_family[row.surname + " " + row.patronymic].insert(row.given_name);
    births_by_name[row.surname + " " + row.given_name + " " + row.patronymic].insert(row.birth_date);
  }
  const auto more_than_one = [](const auto& entry) { return entry.second.size() > 1; };
  EXPECT_GT(std::count_if(given_by_family.begin(), given_by_family.end(), more_than_one), 100);
  EXPECT_GT(std::count_if(births_by_name.begin(), births_by_name.end(), more_than_one), 30);
  std::size_t sons = 0;
  for (const auto& record : records_of(register_of_seed_one())) {
    const auto& row = record.rows.front();
    if (row.language != "uk" || row.patronymic.empty()) continue;
    for (const auto& given : given_by_surname[row.surname]) {
      sons += slavic_patronymic(given, core::Sex::kMale, "uk") == row.patronymic ? 1 : 0;
    }
  }
  EXPECT_GT(sons, 200U);
  EXPECT_GT(without_patronymic, 800U);
  EXPECT_GT(year_only, 500U);
  EXPECT_GT(no_number, 4'000U);
  EXPECT_GT(one_column, 500U);
  EXPECT_EQ(languages, (std::set<std::string>{"uk", "ru", "be", "en"}));
}

TEST(GenerateTest, NobodyBearsAWellKnownName) {
  for (const auto& record : records_of(register_of_seed_one())) {
    const auto& row = record.rows.front();
    std::string surname = row.surname;
    std::string given = row.given_name;
    if (!row.name.empty()) {
      const auto words = words_of(row.name);
      surname = words[0];
      given = words[1];
    }
    EXPECT_FALSE(is_well_known(surname, given)) << surname << " " << given;
  }
}

TEST(GenerateTest, MostNamesAreRareAndAFewAreCommon) {
  std::map<std::string, std::size_t> count;
  std::size_t total = 0;
  for (const auto& record : records_of(register_of_seed_one())) {
    const auto& row = record.rows.front();
    if (row.language != "uk" || row.surname.empty()) continue;
    ++count[row.surname];
    ++total;
  }
  std::vector<std::size_t> sorted;
  for (const auto& [surname, times] : count) sorted.push_back(times);
  std::sort(sorted.rbegin(), sorted.rend());
  EXPECT_GT(sorted.front() * 100, total);              // the commonest: over one in a hundred
  EXPECT_LT(sorted[sorted.size() / 2] * 1000, total);  // half of the surnames: under one in a thousand each
}

TEST(WriteCsvTest, QuotesWhatNeedsIt) {
  Row row;
  row.external_id = "X,1";
  row.surname = "O\"Neill";
  row.given_name = " edge";
  row.place = "two\nlines";
  row.statement = core::StatementKind::kHospitalIn;
  row.evidence = core::EvidenceRung::kR4;
  std::ostringstream out;
  write_csv(out, {"source", Side::kOwn, "x.csv", {row}});
  EXPECT_EQ(
      out.str(),
      "external_id,surname,given_name,patronymic,name,name_kind,language,sex,birth_date,birth_year,birthplace,"
      "nationality,rank,unit,service_number,statement,fact_date,place,evidence,inform_kin,region,recipient,health,"
      "authority\n"
      "\"X,1\",\"O\"\"Neill\",\" edge\",,,,,,,,,,,,,hospital_in,,\"two\nlines\",R4,,,,,\n");
}

TEST(DocumentedTest, TheTenAreInTheRegisterUnlessTheyAreMeantToBeAbsent) {
  ASSERT_EQ(documented_persons().size(), 10U);
  const auto records = records_of(register_of_seed_one());
  for (const auto& person : documented_persons()) {
    const auto count = std::count_if(records.begin(), records.end(), [&person](const Record& record) {
      const auto& row = record.rows.front();
      return row.surname == person.russian.surname || row.surname == person.ukrainian.surname ||
             row.surname == person.latin.surname;
    });
    EXPECT_EQ(count, person.source.empty() ? 0 : 1) << person.number;
    EXPECT_EQ(rows_of(person).empty(), person.source.empty()) << person.number;
    const auto& own = person.language == "uk" ? person.ukrainian : person.russian;
    EXPECT_EQ(romanise(own.surname, person.language), person.latin.surname);
    EXPECT_EQ(romanise(own.given, person.language), person.latin.given);
    EXPECT_EQ(romanise(own.patronymic, person.language), person.latin.patronymic);
  }
}

TEST(DocumentedTest, NoListOfNamesCanGiveTheirSurnames) {
  std::set<std::string> surnames(load_surnames().begin(), load_surnames().end());
  for (const auto& people : peoples()) surnames.insert(people.surnames.begin(), people.surnames.end());
  for (const auto& person : documented_persons()) {
    EXPECT_FALSE(surnames.contains(std::string(person.ukrainian.surname))) << person.number;
    EXPECT_FALSE(surnames.contains(std::string(person.russian.surname))) << person.number;
  }
}

TEST(DocumentedTest, ThePageShowsThemAsTheyAre) {
  std::ifstream file(test::source_path("ops/docs/sample.md"));
  std::stringstream page;
  page << file.rdbuf();
  const auto whole = [](const NameInScript& name) {
    return std::string(name.surname) + " " + std::string(name.given) + " " + std::string(name.patronymic);
  };
  for (const auto& person : documented_persons()) {
    const auto row = "| " + std::to_string(person.number) + " | " + whole(person.ukrainian) + " | " +
                     whole(person.russian) + " | " + whole(person.latin) + " | " + std::string(person.birth_date) +
                     " | " + std::string(person.service_number) + " |\n";
    EXPECT_NE(page.str().find(row), std::string::npos) << row;
    const auto through_portal = "| " + std::to_string(person.number) + " | `" + std::string(person.portal) + "` |";
    EXPECT_NE(page.str().find(through_portal), std::string::npos) << through_portal;
    for (const auto& answer : person.answers) {
      EXPECT_NE(page.str().find("`" + std::string(core::name_of(answer.answer)) + "`"), std::string::npos);
    }
  }
  for (const auto& source : sources()) {
    EXPECT_NE(page.str().find("| `" + std::string(source.id) + "` |"), std::string::npos) << source.id;
  }
}

Side side_of(std::string_view source) {
  for (const auto& known : sources()) {
    if (known.id == source) return known.side;
  }
  return Side::kAdversary;
}

core::InformKin inform_kin_of(std::string_view word) {
  if (word == "yes") return core::InformKin::kYes;
  if (word == "no") return core::InformKin::kNo;
  return core::InformKin::kNotAsked;
}

// What the match index would find of him, asked for with name and birth date.
std::vector<core::Candidate> candidates_of(const DocumentedPerson& person) {
  const auto rows = rows_of(person);
  if (rows.empty()) return {};
  const auto derived = status_of(rows);
  core::Candidate candidate;
  candidate.person = core::PersonId(person.number);
  candidate.facts.cluster = core::ClusterId(person.number);
  candidate.facts.side = side_of(person.source);
  candidate.facts.status = static_cast<std::uint8_t>(derived.status);
  candidate.facts.rung = derived.rung;
  candidate.facts.flags = derived.flags;
  candidate.facts.inform_kin = inform_kin_of(person.inform_kin);
  candidate.probability = 0.999;
  for (const auto field : {core::Field::kBirthDate, core::Field::kSurname, core::Field::kGiven}) {
    candidate.fields[static_cast<std::size_t>(field)].agreement = core::Agreement::kAgrees;
  }
  return {candidate};
}

// The status function and the policy table give each of the ten its promised answers.
TEST(DocumentedTest, PolicyGivesThePromisedAnswers) {
  for (const auto& person : documented_persons()) {
    const auto candidates = candidates_of(person);
    for (const auto& expected : person.answers) {
      core::AskedFacts asked;
      asked.surname = asked.given = asked.patronymic = true;
      asked.full_birth_date = expected.birth_date_asked;
      core::Hearing hearing;
      hearing.caller_level = static_cast<std::uint8_t>(expected.caller_level);
      hearing.tell_death_granted = expected.grant_tell_death;
      hearing.names_kinship = hearing.wishes_to_hear_now = true;
      const auto answer = core::disclose(core::decide(asked, candidates, 20'000), hearing);
      EXPECT_EQ(core::name_of(answer.kind), core::name_of(expected.answer))
          << "person " << person.number << " level " << expected.caller_level;
    }
  }
}

TEST(DocumentedTest, OfTheTenAPortalIsToldOnlyOfWhomItSays) {
  for (const auto& person : documented_persons()) {
    for (const bool confirmed : {false, true}) {
      core::AskedFacts asked;
      asked.surname = asked.given = asked.patronymic = asked.full_birth_date = true;
      core::Hearing hearing;
      hearing.channel = core::Channel::kPortal;
      hearing.match_confirmed = confirmed;
      const auto answer = core::disclose(core::decide(asked, candidates_of(person), 20'000), hearing);
      const bool told = confirmed && person.portal == "CONFIRMED_CAPTIVE";
      EXPECT_EQ(answer.kind, told ? core::AnswerKind::kConfirmedCaptive : core::AnswerKind::kRegistered)
          << person.number;
    }
  }
}

}  // namespace
}  // namespace hotline::sample
