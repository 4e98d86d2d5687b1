#include "core/statement_rule.hpp"

#include <algorithm>
#include <string>

#include "core/facts.hpp"
#include "core/normal.hpp"
#include "core/time.hpp"

namespace hotline::core {
namespace {

constexpr EvidenceRung kR0 = EvidenceRung::kR0;
constexpr EvidenceRung kR1 = EvidenceRung::kR1;
constexpr EvidenceRung kR2 = EvidenceRung::kR2;
constexpr EvidenceRung kR5 = EvidenceRung::kR5;
constexpr EvidenceRung kR6 = EvidenceRung::kR6;
constexpr FactDateRule kDated = FactDateRule::kRequired;
constexpr FactDateRule kUndatedToo = FactDateRule::kOptional;
constexpr FactDateRule kDay = FactDateRule::kDay;
constexpr ParticularRule kNo = ParticularRule::kRefused;
constexpr ParticularRule kMay = ParticularRule::kOptional;
constexpr ParticularRule kMust = ParticularRule::kRequired;

// A sign of life and the end of a captivity mean nothing without their day. A register's own act (card, notice,
// receipt, burial, identification) is never a rumour; only a certificate, a list or the man himself tells of his
// release for sure, yet lower rungs may report one. A disappearance is never confirmed by the Red Cross as a capture
// is. From arrival, card, health report, notice and receipt the deadlines of the Third Convention (art. 69, 70, 122)
// are counted.
constexpr std::array<StatementRule, kStatementKindCount> kStatementRules{{
    {StatementKind::kCaptured, "captured", kUndatedToo, kR0, kR6, kNo, kMay},
    {StatementKind::kArrivedAtInternment, "arrived_at_internment", kDay, kR1, kR6, kNo, kMay},
    {StatementKind::kCardSent, "card_sent", kDay, kR2, kR6, kMay, kMay},
    {StatementKind::kHospitalIn, "hospital_in", kUndatedToo, kR1, kR6, kNo, kMay},
    {StatementKind::kHospitalOut, "hospital_out", kDated, kR1, kR6, kNo, kMay},
    {StatementKind::kSeriouslyIll, "seriously_ill", kUndatedToo, kR1, kR6, kNo, kMay},
    {StatementKind::kHealthReport, "health_report", kDay, kR2, kR6, kNo, kMust},
    {StatementKind::kWounded, "wounded", kUndatedToo, kR0, kR6, kNo, kMay},
    {StatementKind::kTransferred, "transferred", kUndatedToo, kR1, kR6},
    {StatementKind::kSeenAlive, "seen_alive", kDated, kR0, kR6},
    {StatementKind::kMissing, "missing", kUndatedToo, kR0, kR5},
    {StatementKind::kKilled, "killed", kUndatedToo, kR0, kR6},
    {StatementKind::kDied, "died", kUndatedToo, kR0, kR6},
    {StatementKind::kBodyIdentified, "body_identified", kUndatedToo, kR2, kR6},
    {StatementKind::kBuried, "buried", kUndatedToo, kR1, kR6},
    {StatementKind::kReleased, "released", kDated, kR0, kR6},
    {StatementKind::kExchanged, "exchanged", kDated, kR0, kR6},
    {StatementKind::kRepatriated, "repatriated", kDated, kR0, kR6},
    {StatementKind::kHandedOver, "handed_over", kDated, kR1, kR6},
    {StatementKind::kEscaped, "escaped", kDated, kR0, kR6},
    {StatementKind::kNoticeForwarded, "notice_forwarded", kDay, kR2, kR6, kMust},
    {StatementKind::kNoticeReceipt, "notice_receipt", kDay, kR2, kR6, kMust},
    {StatementKind::kIdentityAltered, "identity_altered", kUndatedToo, kR1, kR6, kNo, kNo, kMust},
    {StatementKind::kWithdrawn, "withdrawn", kUndatedToo, kR0, kR6},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < kStatementRules.size(); ++i) {
    if (static_cast<std::size_t>(kStatementRules[i].kind) != i + 1) return false;
  }
  return true;
}
static_assert(in_order(), "each kind of statement has its row, in the order of the numbers");

constexpr std::array<std::string_view, kRecipientLast> kRecipients{"power_concerned", "protecting_power",
                                                                   "central_tracing_agency", "family"};
constexpr std::array<std::string_view, kHealthLast> kHealths{
    "good", "unwounded", "recovered", "convalescent", "sick", "slightly_wounded", "seriously_wounded"};

template <std::size_t N>
std::string_view word_at(const std::array<std::string_view, N>& words, std::size_t number) {
  return number >= 1 && number <= N ? words[number - 1] : std::string_view{};
}

// "a, b or c"
template <typename Words>
std::string alternatives(const Words& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

// The kinds that may bring the particular: "card_sent, notice_forwarded or notice_receipt".
std::string kinds_with(ParticularRule StatementRule::*particular) {
  std::vector<std::string_view> names;
  for (const StatementRule& rule : kStatementRules) {
    if (rule.*particular != ParticularRule::kRefused) names.push_back(rule.name);
  }
  return alternatives(names);
}

const StatementRule* rule_of(StatementKind kind) {
  const auto number = static_cast<std::size_t>(kind);
  return number >= 1 && number <= kStatementKindCount ? &kStatementRules[number - 1] : nullptr;
}

std::string rung_text(EvidenceRung rung) {
  return "R" + std::to_string(static_cast<int>(rung));
}

std::optional<std::string> rung_fault(const StatementRule* rule, EvidenceRung rung) {
  if (rung > kR6) return "the evidence lies between R0 and R6";
  if (rule == nullptr || (rule->rung_lowest <= rung && rung <= rule->rung_highest)) return std::nullopt;
  return "for " + std::string(rule->name) + " the evidence lies between " + rung_text(rule->rung_lowest) + " and " +
         rung_text(rule->rung_highest);
}

std::optional<std::string> fact_date_fault(const StatementRule* rule, const PartialDate& date,
                                           std::chrono::year_month_day today) {
  if (auto fault = date_fault(date, today)) return fault;
  if (rule == nullptr) return std::nullopt;
  if (rule->fact_date == FactDateRule::kDay && !date.full()) {
    return "is required for " + std::string(rule->name) +
           " with its day, month and year: a deadline is counted from it";
  }
  if (rule->fact_date == FactDateRule::kRequired && !date.known()) return "is required for " + std::string(rule->name);
  return std::nullopt;
}

// `given` and `known`: whether it is there, and whether it is one of the words; `words`: what would be right.
std::optional<std::string> particular_fault(const StatementRule* rule, ParticularRule StatementRule::*particular,
                                            bool given, bool known, const std::string& words) {
  if (!known) return "is " + words;
  if (rule == nullptr) return std::nullopt;
  if (given && rule->*particular == ParticularRule::kRefused) {
    return "is left empty for " + std::string(rule->name) + ": it belongs to " + kinds_with(particular);
  }
  if (!given && rule->*particular == ParticularRule::kRequired) {
    return "is required for " + std::string(rule->name) + ": " + words;
  }
  return std::nullopt;
}

}  // namespace

const std::array<StatementRule, kStatementKindCount>& statement_rules() {
  return kStatementRules;
}

std::string_view name_of(StatementKind kind) {
  const StatementRule* rule = rule_of(kind);
  return rule != nullptr ? rule->name : std::string_view{};
}

std::string_view name_of(Recipient recipient) {
  return word_at(kRecipients, static_cast<std::size_t>(recipient));
}

std::string_view name_of(Health health) {
  return word_at(kHealths, static_cast<std::size_t>(health));
}

std::optional<StatementKind> statement_kind_of(std::string_view name) {
  const std::string lower = lower_case(name);
  for (const StatementRule& rule : kStatementRules) {
    if (rule.name == lower) return rule.kind;
  }
  return std::nullopt;
}

bool states_death(StatementKind kind) {
  return stage_of(kind) == Stage::kDeath;
}

std::vector<FieldViolation> check_statement(const Statement& statement, std::chrono::year_month_day today,
                                            std::string_view field_prefix) {
  std::vector<FieldViolation> violations;
  const auto note = [&](std::string_view field, std::optional<std::string> fault) {
    if (fault) violations.push_back({std::string(field_prefix).append(field), std::move(*fault)});
  };
  const StatementRule* rule = rule_of(statement.kind);
  if (rule == nullptr) note("kind", "is no known kind of statement");
  note("rung", rung_fault(rule, statement.rung));
  note("fact_date", fact_date_fault(rule, statement.fact_date, today));
  const bool to_somebody = statement.recipient != Recipient::kNone;
  const bool known_recipient = static_cast<std::uint8_t>(statement.recipient) <= kRecipientLast;
  note("recipient",
       particular_fault(rule, &StatementRule::recipient, to_somebody, known_recipient, alternatives(kRecipients)));
  note("health", particular_fault(rule, &StatementRule::health, statement.health_given, true, alternatives(kHealths)));
  note("authority", particular_fault(rule, &StatementRule::authority, statement.authority_given, true,
                                     "the name of the authority that altered it"));
  return violations;
}

}  // namespace hotline::core
