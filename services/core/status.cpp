#include "core/status.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "core/facts.hpp"

namespace hotline::core {
namespace {

struct Support {
  EvidenceRung rung = EvidenceRung::kR0;
  bool two_sources = false;
};

// The highest rung; two independent sources at R2 make R3.
Support support_of(const Facts& facts) {
  Support support;
  std::set<std::string> firm_sources;
  for (const Fact& fact : facts) {
    support.rung = std::max(support.rung, fact.rung());
    if (fact.firm()) firm_sources.insert(fact.statement->source.value());
  }
  support.two_sources = firm_sources.size() >= 2;
  if (support.two_sources && support.rung == EvidenceRung::kR2) support.rung = EvidenceRung::kR3;
  return support;
}

void set_flag(DerivedStatus& derived, RecordFlag flag) {
  derived.flags = static_cast<std::uint8_t>(derived.flags | flag);
}

DerivedStatus with_support(Status status, const Facts& facts, PartialDate fact_date) {
  DerivedStatus derived;
  const Support support = support_of(facts);
  derived.status = status;
  derived.rung = support.rung;
  derived.fact_date = fact_date;
  if (support.two_sources) set_flag(derived, kTwoSources);
  return derived;
}

// Both sides are shown, nothing is averaged: no date is held to be true.
DerivedStatus conflicting(const Facts& facts) {
  DerivedStatus derived = with_support(Status::kConflicting, facts, PartialDate{});
  set_flag(derived, kConflict);
  return derived;
}

PartialDate date_of_heaviest(const Facts& facts) {
  const Facts dated = those(facts, [](const Fact& fact) { return fact.dated(); });
  return dated.empty() ? PartialDate{} : heaviest(dated).statement->fact_date;
}

// The last time the man left captivity before he was captured again, or kUndated.
DayNumber day_of_last_past_end(const Facts& facts) {
  DayNumber day = kUndated;
  for (const Fact& end : facts) {
    if (end.stage == Stage::kEnd && day_captured_again(facts, end)) day = std::max(day, end.last);
  }
  return day;
}

Facts captivity_after(const Facts& facts, DayNumber past_end) {
  return those(facts, [&](const Fact& fact) {
    return fact.stage == Stage::kCaptive && (past_end == kUndated || fact.after(past_end));
  });
}

bool in_hospital(const Facts& captivity) {
  DayNumber in = kUndated;
  DayNumber out = kUndated;
  bool admitted = false;
  for (const Fact& fact : captivity) {
    if (!fact.firm()) continue;
    if (fact.kind() == StatementKind::kHospitalIn) {
      admitted = true;
      in = std::max(in, fact.first);
    }
    if (fact.kind() == StatementKind::kHospitalOut || fact.kind() == StatementKind::kArrivedAtInternment) {
      out = std::max(out, fact.first);
    }
  }
  return admitted && (out == kUndated || in > out);
}

DerivedStatus as_captive(const Facts& facts, const Facts& captivity, DayNumber past_end) {
  Facts evidence = captivity;
  const bool firmly_captive = heaviest(captivity).firm();
  for (const Fact& fact : facts) {  // a visit to the man in captivity
    if (firmly_captive && fact.stage == Stage::kSeenAlive && fact.firm() &&
        (past_end == kUndated || fact.after(past_end))) {
      evidence.push_back(fact);
    }
  }
  const Facts captures = those(captivity, [](const Fact& fact) { return fact.kind() == StatementKind::kCaptured; });
  const Support support = support_of(evidence);
  Status status = Status::kBelievedCaptive;
  if (support.rung == EvidenceRung::kR4) status = Status::kCaptiveNotified;
  if (support.rung >= EvidenceRung::kR5) status = Status::kCaptiveConfirmed;
  if (support.rung == EvidenceRung::kR0) status = Status::kReportedMissing;
  if (support.rung >= EvidenceRung::kR2 && in_hospital(captivity)) status = Status::kInHospital;
  return with_support(status, evidence, date_of_heaviest(captures.empty() ? captivity : captures));
}

Status status_of_end(StatementKind kind) {
  if (kind == StatementKind::kExchanged) return Status::kExchanged;
  if (kind == StatementKind::kRepatriated) return Status::kRepatriated;
  if (kind == StatementKind::kHandedOver) return Status::kHandedOver;
  if (kind == StatementKind::kEscaped) return Status::kEscaped;
  return Status::kReleased;
}

// Missing, seen alive or wounded, with no captivity around: the later fact holds, for one can follow the other.
DerivedStatus as_free(const Facts& facts) {
  Facts open = those(facts, [](const Fact& fact) {
    return fact.stage == Stage::kMissing || fact.stage == Stage::kSeenAlive || fact.stage == Stage::kWounded ||
           fact.stage == Stage::kDeath;  // a caller's word only
  });
  const Facts firm = those(open, [](const Fact& fact) { return fact.firm(); });
  if (!firm.empty()) open = firm;
  if (open.empty()) return with_support(Status::kUnknown, facts, PartialDate{});
  const Fact& last = *std::max_element(open.begin(), open.end(), [](const Fact& a, const Fact& b) {
    return std::tuple(a.first, a.weight()) < std::tuple(b.first, b.weight());
  });
  const Facts same = those(open, [&](const Fact& fact) { return fact.stage == last.stage; });
  Status status = last.firm() ? Status::kMissing : Status::kReportedMissing;
  if (last.stage == Stage::kSeenAlive && last.firm()) status = Status::kFoundAlive;
  if (last.stage == Stage::kWounded && last.rung() >= EvidenceRung::kR1) status = Status::kWounded;
  return with_support(status, same, last.statement->fact_date);
}

// What came after the end of captivity, when it ended: missing again, or wounded.
std::optional<DerivedStatus> after_the_end(const Facts& facts, const Fact& end) {
  const Facts later = those(facts, [&](const Fact& fact) {
    return (fact.stage == Stage::kMissing || fact.stage == Stage::kWounded) && fact.firm() && fact.after(end);
  });
  if (later.empty()) return std::nullopt;
  return as_free(later);
}

DerivedStatus as_ended(const Facts& facts, const Facts& ends, const Facts& captivity, DayNumber past_end) {
  const Fact& end = heaviest(ends);
  const bool excluded = any(
      ends, [&](const Fact& other) { return other.rung() == end.rung() && ends_exclude(other.kind(), end.kind()); });
  if (excluded) return conflicting(ends);
  const Facts same = those(ends, [&](const Fact& other) { return other.kind() == end.kind(); });
  const Facts still_there =
      those(captivity, [&](const Fact& fact) { return shows_presence(fact.kind()) && fact.after(end); });
  if (!still_there.empty()) {
    const EvidenceRung rung = heaviest(still_there).rung();
    if (rung > end.rung()) return as_captive(facts, captivity, past_end);
    if (rung == end.rung()) {
      Facts both = still_there;
      both.insert(both.end(), same.begin(), same.end());
      return conflicting(both);
    }
  }
  if (auto later = after_the_end(facts, end)) return *later;
  if (end.rung() == EvidenceRung::kR0) return with_support(Status::kReportedMissing, same, end.statement->fact_date);
  return with_support(status_of_end(end.kind()), same, end.statement->fact_date);
}

DerivedStatus as_living(const Facts& all_facts) {
  const Facts facts = without_rumours_of_captivity(all_facts);
  const DayNumber past_end = day_of_last_past_end(facts);
  const Facts captivity = captivity_after(facts, past_end);
  const Facts ends = those(facts, [&](const Fact& fact) {
    return fact.stage == Stage::kEnd && (past_end == kUndated || fact.last > past_end);
  });
  if (!ends.empty()) return as_ended(facts, ends, captivity, past_end);
  const bool only_words = !captivity.empty() && heaviest(captivity).rung() == EvidenceRung::kR0;
  if (!captivity.empty() &&
      !(only_words && any(facts, [](const Fact& fact) { return fact.rung() > EvidenceRung::kR0; })))
    return as_captive(facts, captivity, past_end);
  return as_free(facts);
}

// Two sources on one rung give days of death that cannot be one day.
bool days_of_death_exclude(const Facts& deaths, EvidenceRung rung) {
  DayNumber latest_first = kUndated;
  DayNumber earliest_last = kUnbounded;
  for (const Fact& fact : deaths) {
    if (!states_day_of_death(fact.kind()) || fact.rung() != rung || !fact.dated()) continue;
    latest_first = std::max(latest_first, fact.first);
    earliest_last = std::min(earliest_last, fact.last);
  }
  return latest_first != kUndated && latest_first > earliest_last;
}

// A death in the hands of the detaining power is looked into (Third Convention, art. 121) until a certificate settles
// it.
bool died_in_custody(const Facts& facts) {
  const DerivedStatus before = as_living(those(facts, [](const Fact& fact) { return fact.stage != Stage::kDeath; }));
  return before.rung >= EvidenceRung::kR4 &&
         (before.status == Status::kCaptiveNotified || before.status == Status::kCaptiveConfirmed ||
          before.status == Status::kInHospital);
}

DerivedStatus as_dead(const Facts& facts, const Facts& deaths) {
  const EvidenceRung rung = heaviest(deaths).rung();
  if (days_of_death_exclude(deaths, rung)) return conflicting(deaths);
  // The day of burial or identification is not the day of death, and a weaker source's day is not the certificate's.
  const Facts of_that_rung =
      those(deaths, [&](const Fact& fact) { return states_day_of_death(fact.kind()) && fact.rung() == rung; });
  DerivedStatus derived = with_support(Status::kBelievedDead, deaths, date_of_heaviest(of_that_rung));
  if (rung == EvidenceRung::kR6) {
    derived.status = Status::kDeadConfirmed;
    set_flag(derived, kDeathCountersigned);
  } else if (died_in_custody(facts)) {
    derived.status = Status::kDeathUnderInquiry;
  }
  return derived;
}

bool capture_forwarded(const Facts& facts, EvidenceRung captivity_rung) {
  const DayNumber past_end = day_of_last_past_end(facts);
  return captivity_rung >= EvidenceRung::kR5 || any(facts, [&](const Fact& fact) {
           const bool notice = fact.kind() == StatementKind::kNoticeForwarded ||
                               fact.kind() == StatementKind::kNoticeReceipt || fact.kind() == StatementKind::kCardSent;
           return notice && (past_end == kUndated || fact.last > past_end);
         });
}

void add_particulars(const Facts& facts, DerivedStatus& derived) {
  const Facts signs = those(facts, [](const Fact& fact) { return fact.sign_of_life() && fact.firm() && fact.dated(); });
  if (!signs.empty()) {
    derived.last_alive = std::max_element(signs.begin(), signs.end(), [](const Fact& a, const Fact& b) {
                           return std::tuple(a.first, -a.last, a.weight()) < std::tuple(b.first, -b.last, b.weight());
                         })->statement->fact_date;
  }
  if (any(facts, [](const Fact& fact) { return fact.stage == Stage::kWounded && fact.firm(); })) {
    set_flag(derived, kWounded);
  }
  const bool captive = derived.status == Status::kCaptiveNotified || derived.status == Status::kCaptiveConfirmed ||
                       derived.status == Status::kInHospital;
  if (capture_forwarded(facts, captive ? derived.rung : EvidenceRung::kR0)) set_flag(derived, kForwarded);
}

DerivedStatus derive(const Facts& facts) {
  const Facts deaths = stated_deaths(facts);
  if (deaths.empty()) {
    return as_living(
        those(facts, [](const Fact& fact) { return fact.stage != Stage::kDeath || fact.rung() == EvidenceRung::kR0; }));
  }
  const Facts life_after = signs_of_life_after(facts, deaths);
  if (life_after.empty()) return as_dead(facts, deaths);
  Facts both = deaths;
  both.insert(both.end(), life_after.begin(), life_after.end());
  DerivedStatus derived = conflicting(both);
  const bool firm_life = any(life_after, [](const Fact& fact) { return fact.firm(); });
  if (firm_life) set_flag(derived, kSignOfLifeAfterDeath);
  return derived;
}

constexpr std::array<std::string_view, kStatusCount> kStatusNames{
    "UNKNOWN",          "REPORTED_MISSING", "MISSING",
    "BELIEVED_CAPTIVE", "CAPTIVE_NOTIFIED", "CAPTIVE_CONFIRMED",
    "IN_HOSPITAL",      "RELEASED",         "EXCHANGED",
    "REPATRIATED",      "HANDED_OVER",      "ESCAPED",
    "WOUNDED",          "BELIEVED_DEAD",    "DEATH_UNDER_INQUIRY",
    "DEAD_CONFIRMED",   "FOUND_ALIVE",      "WITHDRAWN_IN_ERROR",
    "CONFLICTING",
};

// The numbers of InformKin rise with what they forbid; cluster_wish rests on it.
static_assert(InformKin::kNotAsked < InformKin::kYes && InformKin::kYes < InformKin::kNamedOnly &&
              InformKin::kNamedOnly < InformKin::kNo);

template <typename Condition>
const Statement* entered_last(std::span<const Statement> statements, Condition condition) {
  const Statement* last = nullptr;
  for (const Statement& statement : statements) {
    if (!condition(statement) || statement.withdrawn || taken_back(statement, statements)) continue;
    const bool later =
        last == nullptr || std::tuple(last->entered_at, last->id) < std::tuple(statement.entered_at, statement.id);
    if (later) last = &statement;
  }
  return last;
}

}  // namespace

DerivedStatus derive_status(std::span<const Statement> statements) {
  const Reading reading = read_statements(statements);
  DerivedStatus derived = derive(reading.facts);
  const bool error = reading.death_withdrawn || reading.source_withdrew;
  if (derived.status == Status::kUnknown && error) derived.status = Status::kWithdrawnInError;
  add_particulars(reading.facts, derived);
  return derived;
}

std::string_view name_of(Status status) {
  const auto number = static_cast<std::size_t>(status);
  return number < kStatusCount ? kStatusNames[number] : std::string_view{};
}

InformKin wish_of(std::span<const Statement> of_one_record) {
  const Statement* last = entered_last(
      of_one_record, [](const Statement& statement) { return statement.inform_kin != InformKin::kNotAsked; });
  return last != nullptr ? last->inform_kin : InformKin::kNotAsked;
}

InformKin cluster_wish(std::span<const InformKin> of_its_records) {
  InformKin strictest = InformKin::kNotAsked;
  for (InformKin wish : of_its_records) strictest = std::max(strictest, wish);
  return strictest;
}

std::uint16_t region_of(std::span<const Statement> of_one_record) {
  const Statement* last = entered_last(of_one_record, [](const Statement& statement) { return statement.region != 0; });
  return last != nullptr ? last->region : std::uint16_t{0};
}

}  // namespace hotline::core
