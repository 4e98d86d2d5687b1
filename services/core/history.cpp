#include "core/history.hpp"

#include <algorithm>

#include "core/facts.hpp"

namespace hotline::core {
namespace {

bool happened_by(const Statement& statement, std::int32_t day) {
  return first_day(statement.fact_date).value_or(day_number(statement.received_at)) <= day;
}

}  // namespace

std::vector<Statement> known_on(std::span<const StatementHistory> histories, Instant instant) {
  std::vector<Statement> known;
  for (const StatementHistory& history : histories) {
    if (history.statement.entered_at > instant) continue;
    Statement statement = history.statement;
    statement.counts = history.counts_from && *history.counts_from <= instant;
    statement.withdrawn = std::any_of(history.withdrawn.begin(), history.withdrawn.end(),
                                      [&](const Interval& interval) { return interval.holds_at(instant); });
    if (statement.forwarded_at && *statement.forwarded_at > instant) statement.forwarded_at.reset();
    known.push_back(std::move(statement));
  }
  return known;
}

std::vector<Statement> true_on(std::span<const Statement> statements, std::int32_t day) {
  std::vector<Statement> happened;
  for (const Statement& statement : statements) {
    if (!happened_by(statement, day)) continue;
    happened.push_back(statement);
    // The source's WITHDRAWN may lie after the day and then is not among them.
    happened.back().withdrawn |= taken_back(statement, statements);
  }
  return happened;
}

std::vector<ConfirmedLink> links_on(std::span<const LinkHistory> histories, Instant instant) {
  std::vector<ConfirmedLink> confirmed;
  for (const LinkHistory& history : histories) {
    std::optional<std::pair<Instant, LinkState>> last;
    for (const auto& state : history.states) {
      if (state.first <= instant && (!last || last->first <= state.first)) last = state;
    }
    if (last && last->second == LinkState::kConfirmed) confirmed.push_back({history.a, history.b});
  }
  return confirmed;
}

}  // namespace hotline::core
