#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/person.hpp"
#include "core/result.hpp"

namespace hotline::core {

// kDay: the Conventions set a clock on the event, so it has its full day.
enum class FactDateRule : std::uint8_t { kRequired, kOptional, kDay };
enum class ParticularRule : std::uint8_t { kRefused, kOptional, kRequired };

// One row for each kind of statement: what it must bring, and the rungs on which it can be made.
struct StatementRule {
  StatementKind kind;
  std::string_view name;  // as lists and the database spell it: "hospital_in"
  FactDateRule fact_date;
  EvidenceRung rung_lowest;
  EvidenceRung rung_highest;
  ParticularRule recipient = ParticularRule::kRefused;  // to whom it went
  ParticularRule health = ParticularRule::kRefused;     // a word of the capture card
  ParticularRule authority = ParticularRule::kRefused;  // who altered the identity
};
inline constexpr std::size_t kStatementKindCount = 24;
const std::array<StatementRule, kStatementKindCount>& statement_rules();

// As lists spell them; empty for a number outside the table and for the zero that means "none".
std::string_view name_of(StatementKind kind);
std::string_view name_of(Recipient recipient);
std::string_view name_of(Health health);
// Nothing for a name that is not in the table.
std::optional<StatementKind> statement_kind_of(std::string_view name);

// True for killed, died, body identified and buried: on a list they count only after a second registrar's signature,
// and withdrawing one needs two people.
bool states_death(StatementKind kind);

// Every fault of the statement against its row: kind, rung, fact date, recipient, health, authority. `field_prefix` as
// the proto spells the path, for example "statement."; `today` bounds the future.
std::vector<FieldViolation> check_statement(const Statement& statement, std::chrono::year_month_day today,
                                            std::string_view field_prefix = "statement.");

}  // namespace hotline::core
