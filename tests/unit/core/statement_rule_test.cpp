#include "core/statement_rule.hpp"

#include <gtest/gtest.h>

#include <string>

namespace hotline::core {
namespace {

using K = StatementKind;
using enum EvidenceRung;

constexpr std::chrono::year_month_day kToday{std::chrono::year{2026} / 11 / 22};
constexpr PartialDate kSomeDay{DatePrecision::kDay, 2026, 3, 12, 0};
constexpr PartialDate kSomeMonth{DatePrecision::kMonth, 2026, 3, 0, 0};

// Brings all that its kind requires.
Statement whole(const StatementRule& rule) {
  Statement statement;
  statement.kind = rule.kind;
  statement.rung = rule.rung_lowest;
  if (rule.fact_date != FactDateRule::kOptional) statement.fact_date = kSomeDay;
  if (rule.recipient == ParticularRule::kRequired) statement.recipient = Recipient::kCentralTracingAgency;
  statement.health_given = rule.health == ParticularRule::kRequired;
  statement.authority_given = rule.authority == ParticularRule::kRequired;
  return statement;
}

// "field: description", one line for each violation.
std::string faults(const Statement& statement) {
  std::string text;
  for (const FieldViolation& violation : check_statement(statement, kToday, "")) {
    text += violation.field + ": " + violation.description + "\n";
  }
  return text;
}

std::string fields(const Statement& statement) {
  std::string text;
  for (const FieldViolation& violation : check_statement(statement, kToday, "")) text += violation.field + " ";
  return text;
}

TEST(StatementRuleTest, EveryFaultIsNamed) {
  Statement statement;
  statement.kind = K::kSeenAlive;
  statement.rung = kR2;
  auto violations = check_statement(statement, kToday);
  ASSERT_EQ(violations.size(), 1U);
  EXPECT_EQ(violations[0].field, "statement.fact_date");

  statement.kind = K::kBodyIdentified;
  statement.rung = kR1;
  statement.fact_date = {DatePrecision::kDay, 2087, 1, 1, 0};
  violations = check_statement(statement, kToday, "rows.");
  ASSERT_EQ(violations.size(), 2U);
  EXPECT_EQ(violations[0].field, "rows.rung");
  EXPECT_EQ(violations[1].field, "rows.fact_date");

  statement.kind = static_cast<K>(77);
  statement.rung = static_cast<EvidenceRung>(7);
  statement.fact_date = {};
  EXPECT_EQ(fields(statement), "kind rung ");

  statement.kind = K::kCaptured;
  statement.rung = kR4;
  EXPECT_EQ(fields(statement), "");
}

TEST(StatementRuleTest, AllFaultsOfARowAtOnce) {
  Statement statement;
  statement.kind = K::kNoticeForwarded;
  statement.rung = kR1;
  statement.fact_date = kSomeMonth;
  statement.health_given = true;
  statement.authority_given = true;
  EXPECT_EQ(faults(statement),
            "rung: for notice_forwarded the evidence lies between R2 and R6\n"
            "fact_date: is required for notice_forwarded with its day, month and year: a deadline is counted from it\n"
            "recipient: is required for notice_forwarded: power_concerned, protecting_power, central_tracing_agency "
            "or family\n"
            "health: is left empty for notice_forwarded: it belongs to captured, arrived_at_internment, card_sent, "
            "hospital_in, hospital_out, seriously_ill, health_report or wounded\n"
            "authority: is left empty for notice_forwarded: it belongs to identity_altered\n");
}

TEST(StatementRuleTest, EachKindIsInOrderWithWhatItRequiresAndNotWithoutAnyOfIt) {
  for (const StatementRule& rule : statement_rules()) {
    const Statement right = whole(rule);
    EXPECT_EQ(faults(right), "") << rule.name;
    Statement lacking = right;
    lacking.fact_date = {};
    EXPECT_EQ(fields(lacking), rule.fact_date == FactDateRule::kOptional ? "" : "fact_date ") << rule.name;
    lacking = right;
    lacking.fact_date = kSomeMonth;
    EXPECT_EQ(fields(lacking), rule.fact_date == FactDateRule::kDay ? "fact_date " : "") << rule.name;
    lacking = right;
    lacking.recipient = Recipient::kNone;
    EXPECT_EQ(fields(lacking), rule.recipient == ParticularRule::kRequired ? "recipient " : "") << rule.name;
    lacking = right;
    lacking.health_given = false;
    EXPECT_EQ(fields(lacking), rule.health == ParticularRule::kRequired ? "health " : "") << rule.name;
    lacking = right;
    lacking.authority_given = false;
    EXPECT_EQ(fields(lacking), rule.authority == ParticularRule::kRequired ? "authority " : "") << rule.name;
  }
}

TEST(StatementRuleTest, ParticularsAreRefusedWhereTheyDoNotBelong) {
  for (const StatementRule& rule : statement_rules()) {
    Statement loaded = whole(rule);
    loaded.recipient = Recipient::kFamily;
    EXPECT_EQ(fields(loaded), rule.recipient == ParticularRule::kRefused ? "recipient " : "") << rule.name;
    loaded = whole(rule);
    loaded.health_given = true;
    EXPECT_EQ(fields(loaded), rule.health == ParticularRule::kRefused ? "health " : "") << rule.name;
    loaded = whole(rule);
    loaded.authority_given = true;
    EXPECT_EQ(fields(loaded), rule.authority == ParticularRule::kRefused ? "authority " : "") << rule.name;
  }
}

// What the Conventions set clocks on, and who brings what.
TEST(StatementRuleTest, TheTableIsAsAgreed) {
  std::string table;
  for (const StatementRule& rule : statement_rules()) {
    std::string row;
    if (rule.fact_date == FactDateRule::kDay) row += " day";
    if (rule.recipient == ParticularRule::kRequired) row += " recipient!";
    if (rule.recipient == ParticularRule::kOptional) row += " recipient?";
    if (rule.health == ParticularRule::kRequired) row += " health!";
    if (rule.health == ParticularRule::kOptional) row += " health?";
    if (rule.authority == ParticularRule::kRequired) row += " authority!";
    if (!row.empty()) table += std::string(rule.name) + row + "\n";
  }
  EXPECT_EQ(table,
            "captured health?\n"
            "arrived_at_internment day health?\n"
            "card_sent day recipient? health?\n"
            "hospital_in health?\n"
            "hospital_out health?\n"
            "seriously_ill health?\n"
            "health_report day health!\n"
            "wounded health?\n"
            "notice_forwarded day recipient!\n"
            "notice_receipt day recipient!\n"
            "identity_altered authority!\n");
}

TEST(StatementRuleTest, ARecipientOutsideTheTableIsRefused) {
  Statement statement = whole(statement_rules()[static_cast<std::size_t>(K::kCardSent) - 1]);
  statement.recipient = static_cast<Recipient>(kRecipientLast + 1);
  EXPECT_EQ(faults(statement), "recipient: is power_concerned, protecting_power, central_tracing_agency or family\n");
}

TEST(StatementRuleTest, NamesLeadBackToTheirKinds) {
  for (const StatementRule& rule : statement_rules()) EXPECT_EQ(statement_kind_of(rule.name), rule.kind);
  EXPECT_EQ(statement_kind_of("Hospital_In"), K::kHospitalIn);
  EXPECT_FALSE(statement_kind_of("eaten"));
  EXPECT_TRUE(name_of(Recipient::kNone).empty());
  EXPECT_TRUE(name_of(static_cast<Health>(kHealthLast + 1)).empty());
}

}  // namespace
}  // namespace hotline::core
