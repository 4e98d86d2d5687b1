#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

#include "core/person.hpp"
#include "core/time.hpp"

namespace hotline::core {

// How statements are read, for status.cpp and oddities.cpp alike: which of them stand, between which days each fact
// lies, and what cannot be true together. Nothing here looks at when a statement was entered or at its number, so that
// what is derived never depends on the order in which statements arrived.

using DayNumber = std::int32_t;  // days since 1970-01-01
inline constexpr DayNumber kUndated = std::numeric_limits<DayNumber>::min();
inline constexpr DayNumber kUnbounded = std::numeric_limits<DayNumber>::max();

// What a kind of statement says about a life.
enum class Stage : std::uint8_t { kNone, kMissing, kSeenAlive, kWounded, kCaptive, kEnd, kDeath };
Stage stage_of(StatementKind kind);

// One statement that stands, with the first and last day its fact can lie on. Points into the statements read.
struct Fact {
  const Statement* statement;
  Stage stage;
  DayNumber first;  // kUndated when the source gave no date
  DayNumber last;   // when undated: the day the news was received, for it cannot be later

  StatementKind kind() const { return statement->kind; }
  EvidenceRung rung() const { return statement->rung; }
  bool firm() const { return rung() >= EvidenceRung::kR2; }
  bool dated() const { return first != kUndated; }
  bool sign_of_life() const {
    return stage == Stage::kCaptive || stage == Stage::kWounded || stage == Stage::kSeenAlive || stage == Stage::kEnd;
  }
  bool after(const Fact& other) const { return after(other.last); }
  bool after(DayNumber day) const { return dated() && first > day; }
  // Higher rung first, then later fact, then kind: facts that are equal in all of it read alike.
  auto weight() const { return std::tuple(rung(), first, last, kind()); }
};
using Facts = std::vector<Fact>;

// What stands of the statements: those that count, that nobody withdrew and that their source did not take back.
struct Reading {
  Facts facts;
  bool death_withdrawn = false;  // a death that counted was withdrawn or taken back
  bool source_withdrew = false;
};
Reading read_statements(std::span<const Statement> statements);

// A source that states WITHDRAWN of a record takes back all that it said of that record and that had been received by
// then. Of what was received at the same instant (rows of one list) it takes back what is not dated after it.
bool taken_back(const Statement& statement, std::span<const Statement> statements);

template <typename Condition>
Facts those(const Facts& facts, Condition condition) {
  Facts chosen;
  std::copy_if(facts.begin(), facts.end(), std::back_inserter(chosen), condition);
  return chosen;
}

template <typename Condition>
bool any(const Facts& facts, Condition condition) {
  return std::any_of(facts.begin(), facts.end(), condition);
}

// Of at least one.
const Fact& heaviest(const Facts& facts);

bool enters_captivity(StatementKind kind);
// Cards, letters and reports can be dated after the man has left; presence cannot.
bool shows_presence(StatementKind kind);
// The day of burial or identification is not the day of death.
bool states_day_of_death(StatementKind kind);
// A released man may be exchanged or repatriated later; these pairs cannot follow each other within one captivity.
bool ends_exclude(StatementKind one, StatementKind other);

// A rumour never displaces what is firmly known of captivity and its end.
Facts without_rumours_of_captivity(Facts facts);
// The first day on which he was captured again after this end of a captivity.
std::optional<DayNumber> day_captured_again(const Facts& facts, const Fact& end);

// A caller's word for a death changes nothing of what others said.
Facts stated_deaths(const Facts& facts);
// Signs of life dated after one of the deaths that cannot stand beside them: any from R2 up; below it a sign of life is
// weighed like any other fact, and contradicts a death of its own rung.
Facts signs_of_life_after(const Facts& facts, const Facts& deaths);

}  // namespace hotline::core
