#include "core/facts.hpp"

namespace hotline::core {
namespace {

bool takes_back(const Statement& withdrawal, const Statement& statement) {
  if (withdrawal.kind != StatementKind::kWithdrawn || !withdrawal.counts || withdrawal.withdrawn) return false;
  if (statement.kind == StatementKind::kWithdrawn) return false;
  if (withdrawal.source != statement.source || withdrawal.person != statement.person) return false;
  if (statement.received_at != withdrawal.received_at) return statement.received_at < withdrawal.received_at;
  const auto stated = first_day(statement.fact_date);
  const auto withdrawn = last_day(withdrawal.fact_date);
  return !stated || !withdrawn || *stated <= *withdrawn;
}

Fact fact_of(const Statement& statement) {
  const DayNumber received = statement.received_at == Instant{} ? kUnbounded : day_number(statement.received_at);
  return {&statement, stage_of(statement.kind), first_day(statement.fact_date).value_or(kUndated),
          last_day(statement.fact_date).value_or(received)};
}

}  // namespace

Reading read_statements(std::span<const Statement> statements) {
  Reading reading;
  for (const Statement& statement : statements) {
    if (!statement.counts) continue;
    if (statement.kind == StatementKind::kWithdrawn) {
      reading.source_withdrew |= !statement.withdrawn;
      continue;
    }
    if (statement.withdrawn || taken_back(statement, statements)) {
      reading.death_withdrawn |= stage_of(statement.kind) == Stage::kDeath;
      continue;
    }
    reading.facts.push_back(fact_of(statement));
  }
  return reading;
}

bool taken_back(const Statement& statement, std::span<const Statement> statements) {
  return std::any_of(statements.begin(), statements.end(),
                     [&](const Statement& other) { return takes_back(other, statement); });
}

Stage stage_of(StatementKind kind) {
  switch (kind) {
    case StatementKind::kCaptured:
    case StatementKind::kArrivedAtInternment:
    case StatementKind::kCardSent:
    case StatementKind::kHospitalIn:
    case StatementKind::kHospitalOut:
    case StatementKind::kSeriouslyIll:
    case StatementKind::kHealthReport:
    case StatementKind::kTransferred:
      return Stage::kCaptive;
    case StatementKind::kWounded:
      return Stage::kWounded;
    case StatementKind::kSeenAlive:
      return Stage::kSeenAlive;
    case StatementKind::kMissing:
      return Stage::kMissing;
    case StatementKind::kKilled:
    case StatementKind::kDied:
    case StatementKind::kBodyIdentified:
    case StatementKind::kBuried:
      return Stage::kDeath;
    case StatementKind::kReleased:
    case StatementKind::kExchanged:
    case StatementKind::kRepatriated:
    case StatementKind::kHandedOver:
    case StatementKind::kEscaped:
      return Stage::kEnd;
    case StatementKind::kNoticeForwarded:
    case StatementKind::kNoticeReceipt:
    case StatementKind::kIdentityAltered:
    case StatementKind::kWithdrawn:
      return Stage::kNone;
  }
  return Stage::kNone;
}

const Fact& heaviest(const Facts& facts) {
  return *std::max_element(facts.begin(), facts.end(),
                           [](const Fact& a, const Fact& b) { return a.weight() < b.weight(); });
}

bool enters_captivity(StatementKind kind) {
  return kind == StatementKind::kCaptured || kind == StatementKind::kArrivedAtInternment;
}

bool shows_presence(StatementKind kind) {
  return kind == StatementKind::kHospitalIn || kind == StatementKind::kHospitalOut ||
         kind == StatementKind::kSeriouslyIll || kind == StatementKind::kTransferred;
}

bool states_day_of_death(StatementKind kind) {
  return kind == StatementKind::kKilled || kind == StatementKind::kDied;
}

bool ends_exclude(StatementKind one, StatementKind other) {
  if (one == other) return false;
  const auto is = [&](StatementKind kind) { return one == kind || other == kind; };
  return is(StatementKind::kEscaped) || (is(StatementKind::kExchanged) && is(StatementKind::kHandedOver));
}

Facts without_rumours_of_captivity(Facts facts) {
  const auto about_captivity = [](const Fact& fact) {
    return fact.stage == Stage::kCaptive || fact.stage == Stage::kEnd;
  };
  if (!any(facts, [&](const Fact& fact) { return about_captivity(fact) && fact.firm(); })) return facts;
  return those(facts, [&](const Fact& fact) { return !about_captivity(fact) || fact.firm(); });
}

std::optional<DayNumber> day_captured_again(const Facts& facts, const Fact& end) {
  std::optional<DayNumber> day;
  if (!end.dated()) return day;
  for (const Fact& fact : facts) {
    if (!enters_captivity(fact.kind()) || fact.rung() < std::min(end.rung(), EvidenceRung::kR2)) continue;
    if (fact.after(end) && (!day || fact.first < *day)) day = fact.first;
  }
  return day;
}

Facts stated_deaths(const Facts& facts) {
  return those(facts, [](const Fact& fact) { return fact.stage == Stage::kDeath && fact.rung() >= EvidenceRung::kR1; });
}

Facts signs_of_life_after(const Facts& facts, const Facts& deaths) {
  if (deaths.empty()) return {};
  const EvidenceRung death_rung = heaviest(deaths).rung();
  const auto earliest = std::min_element(deaths.begin(), deaths.end(), [](const Fact& a, const Fact& b) {
                          return a.last < b.last;
                        })->last;
  return those(facts, [&](const Fact& fact) {
    return fact.sign_of_life() && fact.after(earliest) && (fact.firm() || fact.rung() == death_rung);
  });
}

}  // namespace hotline::core
