#include "core/status.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "core/normal.hpp"

namespace hotline::core {
namespace {

using Days = std::int32_t;
constexpr Days kNever = std::numeric_limits<Days>::min();
constexpr Days kAlways = std::numeric_limits<Days>::max();

// What a kind of statement says about a life.
enum class Stage : std::uint8_t { kNone, kMissing, kSeenAlive, kWounded, kCaptive, kEnd, kDeath };

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

// One statement with the first and last day its fact can lie on.
struct Fact {
  const Statement* statement;
  Stage stage;
  Days first;  // kNever when undated
  Days last;   // when undated: the day the news was received, for it cannot be later

  StatementKind kind() const { return statement->kind; }
  EvidenceRung rung() const { return statement->rung; }
  bool firm() const { return rung() >= EvidenceRung::kR2; }
  bool dated() const { return first != kNever; }
  bool sign_of_life() const {
    return stage == Stage::kCaptive || stage == Stage::kWounded || stage == Stage::kSeenAlive || stage == Stage::kEnd;
  }
  bool after(const Fact& other) const { return dated() && first > other.last; }
  bool after(Days day) const { return dated() && first > day; }
  // Higher rung first, then later fact; the rest only makes the order total, so that none depends on the input's.
  auto weight() const { return std::tuple(rung(), first, last, kind(), statement->entered_at, statement->id.value()); }
};
using Facts = std::vector<Fact>;

bool enters_captivity(const Fact& fact) {
  return fact.kind() == StatementKind::kCaptured || fact.kind() == StatementKind::kArrivedAtInternment;
}

// Cards, letters and reports can be dated after the man has left; presence cannot.
bool shows_presence(const Fact& fact) {
  return fact.kind() == StatementKind::kHospitalIn || fact.kind() == StatementKind::kHospitalOut ||
         fact.kind() == StatementKind::kSeriouslyIll || fact.kind() == StatementKind::kTransferred;
}

bool states_day_of_death(const Fact& fact) {
  return fact.kind() == StatementKind::kKilled || fact.kind() == StatementKind::kDied;
}

// A released man may be exchanged or repatriated later; these pairs cannot follow each other within one captivity.
bool ends_exclude(StatementKind one, StatementKind other) {
  if (one == other) return false;
  const auto is = [&](StatementKind kind) { return one == kind || other == kind; };
  return is(StatementKind::kEscaped) || (is(StatementKind::kExchanged) && is(StatementKind::kHandedOver));
}

template <typename Condition>
Facts those(const Facts& facts, Condition condition) {
  Facts chosen;
  std::copy_if(facts.begin(), facts.end(), std::back_inserter(chosen), condition);
  return chosen;
}

const Fact& heaviest(const Facts& facts) {
  return *std::max_element(facts.begin(), facts.end(),
                           [](const Fact& a, const Fact& b) { return a.weight() < b.weight(); });
}

template <typename Condition>
bool any(const Facts& facts, Condition condition) {
  return std::any_of(facts.begin(), facts.end(), condition);
}

struct History {
  Facts facts;
  bool death_withdrawn = false;
  bool source_withdrew = false;
};

// A source that withdraws takes back all that it said before.
bool taken_back(const Statement& statement, std::span<const Statement> statements) {
  return any_of(statements.begin(), statements.end(), [&](const Statement& other) {
    return other.kind == StatementKind::kWithdrawn && other.counts && !other.withdrawn &&
           other.source == statement.source && other.person == statement.person &&
           std::tuple(statement.entered_at, statement.id) < std::tuple(other.entered_at, other.id);
  });
}

History read(std::span<const Statement> statements) {
  History history;
  for (const Statement& statement : statements) {
    if (!statement.counts) continue;
    if (statement.kind == StatementKind::kWithdrawn) {
      history.source_withdrew |= !statement.withdrawn;
      continue;
    }
    if (statement.withdrawn || taken_back(statement, statements)) {
      history.death_withdrawn |= states_death(statement.kind);
      continue;
    }
    const Days received = statement.received_at == Instant{} ? kAlways : day_number(statement.received_at);
    history.facts.push_back({&statement, stage_of(statement.kind), first_day(statement.fact_date).value_or(kNever),
                             last_day(statement.fact_date).value_or(received)});
  }
  return history;
}

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

// The last time the man left captivity before he was captured again, or kNever.
Days day_of_last_past_end(const Facts& facts) {
  Days day = kNever;
  for (const Fact& end : facts) {
    if (end.stage != Stage::kEnd || !end.dated()) continue;
    const bool recaptured = any(facts, [&](const Fact& fact) {
      return enters_captivity(fact) && fact.rung() >= std::min(end.rung(), EvidenceRung::kR2) && fact.after(end);
    });
    if (recaptured) day = std::max(day, end.last);
  }
  return day;
}

Facts captivity_after(const Facts& facts, Days past_end) {
  return those(facts, [&](const Fact& fact) {
    return fact.stage == Stage::kCaptive && (past_end == kNever || fact.after(past_end));
  });
}

bool in_hospital(const Facts& captivity) {
  Days in = kNever;
  Days out = kNever;
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
  return admitted && (out == kNever || in > out);
}

DerivedStatus as_captive(const Facts& facts, const Facts& captivity, Days past_end) {
  Facts evidence = captivity;
  const bool firmly_captive = heaviest(captivity).firm();
  for (const Fact& fact : facts) {  // a visit to the man in captivity
    if (firmly_captive && fact.stage == Stage::kSeenAlive && fact.firm() &&
        (past_end == kNever || fact.after(past_end))) {
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

DerivedStatus as_ended(const Facts& facts, const Facts& ends, const Facts& captivity, Days past_end) {
  const Fact& end = heaviest(ends);
  const bool excluded = any(
      ends, [&](const Fact& other) { return other.rung() == end.rung() && ends_exclude(other.kind(), end.kind()); });
  if (excluded) return conflicting(ends);
  const Facts still_there = those(captivity, [&](const Fact& fact) { return shows_presence(fact) && fact.after(end); });
  if (!still_there.empty()) {
    const EvidenceRung rung = heaviest(still_there).rung();
    if (rung > end.rung()) return as_captive(facts, captivity, past_end);
    if (rung == end.rung()) {
      Facts both = still_there;
      both.push_back(end);
      return conflicting(both);
    }
  }
  if (auto later = after_the_end(facts, end)) return *later;
  const Facts same = those(ends, [&](const Fact& other) { return other.kind() == end.kind(); });
  if (end.rung() == EvidenceRung::kR0) return with_support(Status::kReportedMissing, same, end.statement->fact_date);
  return with_support(status_of_end(end.kind()), same, end.statement->fact_date);
}

DerivedStatus as_living(Facts facts) {
  const auto about_captivity = [](const Fact& fact) {
    return fact.stage == Stage::kCaptive || fact.stage == Stage::kEnd;
  };
  // A rumour never displaces what is firmly known of captivity and its end.
  if (any(facts, [&](const Fact& fact) { return about_captivity(fact) && fact.firm(); })) {
    facts = those(facts, [&](const Fact& fact) { return !about_captivity(fact) || fact.firm(); });
  }
  const Days past_end = day_of_last_past_end(facts);
  const Facts captivity = captivity_after(facts, past_end);
  const Facts ends = those(facts, [&](const Fact& fact) {
    return fact.stage == Stage::kEnd && (past_end == kNever || fact.last > past_end);
  });
  if (!ends.empty()) return as_ended(facts, ends, captivity, past_end);
  const bool only_words = !captivity.empty() && heaviest(captivity).rung() == EvidenceRung::kR0;
  if (!captivity.empty() &&
      !(only_words && any(facts, [](const Fact& fact) { return fact.rung() > EvidenceRung::kR0; })))
    return as_captive(facts, captivity, past_end);
  return as_free(facts);
}

// A caller's word for a death changes nothing of what others said.
Facts stated_deaths(const Facts& facts) {
  return those(facts, [](const Fact& fact) { return fact.stage == Stage::kDeath && fact.rung() >= EvidenceRung::kR1; });
}

// Two sources on one rung give days of death that cannot be one day.
bool days_of_death_exclude(const Facts& deaths, EvidenceRung rung) {
  Days latest_first = kNever;
  Days earliest_last = kAlways;
  for (const Fact& fact : deaths) {
    if (!states_day_of_death(fact) || fact.rung() != rung || !fact.dated()) continue;
    latest_first = std::max(latest_first, fact.first);
    earliest_last = std::min(earliest_last, fact.last);
  }
  return latest_first != kNever && latest_first > earliest_last;
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
      those(deaths, [&](const Fact& fact) { return states_day_of_death(fact) && fact.rung() == rung; });
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
  const Days past_end = day_of_last_past_end(facts);
  return captivity_rung >= EvidenceRung::kR5 || any(facts, [&](const Fact& fact) {
           const bool notice = fact.kind() == StatementKind::kNoticeForwarded ||
                               fact.kind() == StatementKind::kNoticeReceipt || fact.kind() == StatementKind::kCardSent;
           return notice && (past_end == kNever || fact.last > past_end);
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
  const Facts life_after = those(facts, [&](const Fact& fact) {
    return fact.sign_of_life() && any(deaths, [&](const Fact& death) { return fact.after(death); });
  });
  const EvidenceRung death_rung = heaviest(deaths).rung();
  const bool firm_life = any(life_after, [](const Fact& fact) { return fact.firm(); });
  // Below R2 a sign of life is weighed like any other fact: it contradicts a death of its own rung.
  const bool equal_rumour = any(life_after, [&](const Fact& fact) { return fact.rung() == death_rung; });
  if (!firm_life && !equal_rumour) return as_dead(facts, deaths);
  Facts both = deaths;
  both.insert(both.end(), life_after.begin(), life_after.end());
  DerivedStatus derived = conflicting(both);
  if (firm_life) set_flag(derived, kSignOfLifeAfterDeath);
  return derived;
}

constexpr EvidenceRung kR0 = EvidenceRung::kR0;
constexpr EvidenceRung kR1 = EvidenceRung::kR1;
constexpr EvidenceRung kR2 = EvidenceRung::kR2;
constexpr EvidenceRung kR5 = EvidenceRung::kR5;
constexpr EvidenceRung kR6 = EvidenceRung::kR6;
constexpr FactDateRule kRequired = FactDateRule::kRequired;
constexpr FactDateRule kOptional = FactDateRule::kOptional;

// A sign of life and the end of a captivity mean nothing without their day. A register's own act (card, notice,
// receipt, burial, identification) is never a rumour; only a certificate, a list or the man himself tells of his
// release for sure, yet lower rungs may report one. A disappearance is never confirmed by the Red Cross as a capture
// is.
constexpr std::array<StatementRule, kStatementKindCount> kStatementRules{{
    {StatementKind::kCaptured, "captured", kOptional, kR0, kR6},
    {StatementKind::kArrivedAtInternment, "arrived_at_internment", kOptional, kR1, kR6},
    {StatementKind::kCardSent, "card_sent", kOptional, kR2, kR6},
    {StatementKind::kHospitalIn, "hospital_in", kOptional, kR1, kR6},
    {StatementKind::kHospitalOut, "hospital_out", kRequired, kR1, kR6},
    {StatementKind::kSeriouslyIll, "seriously_ill", kOptional, kR1, kR6},
    {StatementKind::kHealthReport, "health_report", kRequired, kR2, kR6},
    {StatementKind::kWounded, "wounded", kOptional, kR0, kR6},
    {StatementKind::kTransferred, "transferred", kOptional, kR1, kR6},
    {StatementKind::kSeenAlive, "seen_alive", kRequired, kR0, kR6},
    {StatementKind::kMissing, "missing", kOptional, kR0, kR5},
    {StatementKind::kKilled, "killed", kOptional, kR0, kR6},
    {StatementKind::kDied, "died", kOptional, kR0, kR6},
    {StatementKind::kBodyIdentified, "body_identified", kOptional, kR2, kR6},
    {StatementKind::kBuried, "buried", kOptional, kR1, kR6},
    {StatementKind::kReleased, "released", kRequired, kR0, kR6},
    {StatementKind::kExchanged, "exchanged", kRequired, kR0, kR6},
    {StatementKind::kRepatriated, "repatriated", kRequired, kR0, kR6},
    {StatementKind::kHandedOver, "handed_over", kRequired, kR1, kR6},
    {StatementKind::kEscaped, "escaped", kRequired, kR0, kR6},
    {StatementKind::kNoticeForwarded, "notice_forwarded", kOptional, kR2, kR6},
    {StatementKind::kNoticeReceipt, "notice_receipt", kOptional, kR2, kR6},
    {StatementKind::kIdentityAltered, "identity_altered", kOptional, kR1, kR6},
    {StatementKind::kWithdrawn, "withdrawn", kOptional, kR0, kR6},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < kStatementRules.size(); ++i) {
    if (static_cast<std::size_t>(kStatementRules[i].kind) != i + 1) return false;
  }
  return true;
}
static_assert(in_order(), "each kind of statement has its row, in the order of the numbers");

constexpr std::array<std::string_view, kStatusCount> kStatusNames{
    "UNKNOWN",          "REPORTED_MISSING", "MISSING",
    "BELIEVED_CAPTIVE", "CAPTIVE_NOTIFIED", "CAPTIVE_CONFIRMED",
    "IN_HOSPITAL",      "RELEASED",         "EXCHANGED",
    "REPATRIATED",      "HANDED_OVER",      "ESCAPED",
    "WOUNDED",          "BELIEVED_DEAD",    "DEATH_UNDER_INQUIRY",
    "DEAD_CONFIRMED",   "FOUND_ALIVE",      "WITHDRAWN_IN_ERROR",
    "CONFLICTING",
};

const StatementRule* rule_of(StatementKind kind) {
  const auto number = static_cast<std::size_t>(kind);
  return number >= 1 && number <= kStatementKindCount ? &kStatementRules[number - 1] : nullptr;
}

std::string rung_text(EvidenceRung rung) {
  return "R" + std::to_string(static_cast<int>(rung));
}

}  // namespace

DerivedStatus derive_status(std::span<const Statement> statements) {
  const History history = read(statements);
  DerivedStatus derived = derive(history.facts);
  const bool error = history.death_withdrawn || history.source_withdrew;
  if (derived.status == Status::kUnknown && error) derived.status = Status::kWithdrawnInError;
  add_particulars(history.facts, derived);
  return derived;
}

namespace {

template <typename Says>
const Statement* latest_live(std::span<const Statement> statements, Says says) {
  const Statement* latest = nullptr;
  for (const Statement& statement : statements) {
    if (statement.withdrawn || !says(statement)) continue;
    if (latest == nullptr ||
        std::tuple(latest->entered_at, latest->id) < std::tuple(statement.entered_at, statement.id)) {
      latest = &statement;
    }
  }
  return latest;
}

}  // namespace

InformKin wish_of(std::span<const Statement> statements) {
  const Statement* latest =
      latest_live(statements, [](const Statement& s) { return s.inform_kin != InformKin::kNotAsked; });
  return latest != nullptr ? latest->inform_kin : InformKin::kNotAsked;
}

std::uint16_t region_of(std::span<const Statement> statements) {
  const Statement* latest = latest_live(statements, [](const Statement& s) { return s.region != 0; });
  return latest != nullptr ? latest->region : std::uint16_t{0};
}

InformKin cluster_wish(std::span<const InformKin> wishes) {
  const auto one_says = [&](InformKin wish) { return std::find(wishes.begin(), wishes.end(), wish) != wishes.end(); };
  for (const InformKin wish : {InformKin::kNo, InformKin::kNamedOnly, InformKin::kYes}) {
    if (one_says(wish)) return wish;
  }
  return InformKin::kNotAsked;
}

bool states_death(StatementKind kind) {
  return stage_of(kind) == Stage::kDeath;
}

const std::array<StatementRule, kStatementKindCount>& statement_rules() {
  return kStatementRules;
}

std::string_view name_of(Status status) {
  const auto number = static_cast<std::size_t>(status);
  return number < kStatusCount ? kStatusNames[number] : std::string_view{};
}

std::string_view name_of(StatementKind kind) {
  const StatementRule* rule = rule_of(kind);
  return rule != nullptr ? rule->name : std::string_view{};
}

std::optional<StatementKind> statement_kind_of(std::string_view name) {
  const std::string lower = lower_case(name);
  for (const StatementRule& rule : kStatementRules) {
    if (rule.name == lower) return rule.kind;
  }
  return std::nullopt;
}

std::vector<FieldViolation> check_statement(const Statement& statement, std::chrono::year_month_day today,
                                            std::string_view field_prefix) {
  std::vector<FieldViolation> violations;
  const auto refuse = [&](std::string_view field, std::string description) {
    violations.push_back({std::string(field_prefix).append(field), std::move(description)});
  };
  const StatementRule* rule = rule_of(statement.kind);
  if (rule == nullptr) refuse("kind", "is no known kind of statement");
  if (statement.rung > kR6) {
    refuse("rung", "the evidence lies between R0 and R6");
  } else if (rule != nullptr && (statement.rung < rule->rung_lowest || statement.rung > rule->rung_highest)) {
    refuse("rung", "for " + std::string(rule->name) + " the evidence lies between " + rung_text(rule->rung_lowest) +
                       " and " + rung_text(rule->rung_highest));
  }
  if (auto fault = date_fault(statement.fact_date, today)) {
    refuse("fact_date", std::move(*fault));
  } else if (rule != nullptr && rule->fact_date == kRequired && !statement.fact_date.known()) {
    refuse("fact_date", "is required for " + std::string(rule->name));
  }
  return violations;
}

}  // namespace hotline::core
