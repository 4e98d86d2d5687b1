#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "core/clusters.hpp"
#include "core/history.hpp"
#include "core/person.hpp"
#include "core/status.hpp"

namespace hotline::test {

using core::Instant;
using core::LinkDecision;
using core::LinkState;
using core::PersonId;
using core::Statement;
using core::StatementKind;

inline constexpr std::int64_t kNoList = 0;

// One thing that happens to a register. Its list is the cause of a withdrawal, or kNoList when it is a single act.
struct Event {
  enum class What { kEnter, kCountersign, kWithdraw, kRestore, kLink };
  Instant at;
  What what = What::kEnter;
  std::int64_t list = kNoList;
  Statement statement{};  // entered, or the one withdrawn singly
  PersonId a{};
  PersonId b{};
  LinkState link = LinkState::kProposed;
};

// A register as simple as can be: what holds is overwritten, and the past is gone. The functions under test must agree
// with it at each instant without being told of the events in their order.
class NaiveRegister {
 public:
  void apply(const Event& event) {
    switch (event.what) {
      case Event::What::kEnter:
        held_.push_back({event.statement, event.list, {}});
        held_.back().statement.counts =
            event.list == kNoList || !core::states_death(event.statement.kind) || countersigned_.contains(event.list);
        break;
      case Event::What::kCountersign:
        countersigned_.insert(event.list);
        for (Held& held : held_) held.statement.counts |= held.list == event.list;
        break;
      case Event::What::kWithdraw:
      case Event::What::kRestore:
        for (Held& held : held_) {
          const bool meant = event.list == kNoList ? held.statement.id == event.statement.id : held.list == event.list;
          if (!meant) continue;
          if (event.what == Event::What::kWithdraw) held.withdrawn_by.insert(event.list);
          if (event.what == Event::What::kRestore) held.withdrawn_by.erase(event.list);
          held.statement.withdrawn = !held.withdrawn_by.empty();
        }
        break;
      case Event::What::kLink:
        links_[{event.a, event.b}] = event.link;
        break;
    }
  }

  std::vector<Statement> statements() const {
    std::vector<Statement> all;
    for (const Held& held : held_) all.push_back(held.statement);
    return all;
  }

  // The persons that a walk over confirmed links reaches from this one.
  std::set<PersonId> joined_with(PersonId person) const {
    std::set<PersonId> reached{person};
    for (std::size_t before = 0; before != reached.size();) {
      before = reached.size();
      for (const auto& [pair, state] : links_) {
        if (state != LinkState::kConfirmed) continue;
        if (reached.contains(pair.first)) reached.insert(pair.second);
        if (reached.contains(pair.second)) reached.insert(pair.first);
      }
    }
    return reached;
  }

 private:
  struct Held {
    Statement statement;
    std::int64_t list;
    std::set<std::int64_t> withdrawn_by;  // lists, or kNoList for a single act
  };
  std::vector<Held> held_;
  std::set<std::int64_t> countersigned_;
  std::map<std::pair<PersonId, PersonId>, LinkState> links_;
};

// What one record's human being comes to.
struct Truth {
  core::ClusterId cluster;
  core::DerivedStatus derived;
  core::InformKin wish = core::InformKin::kNotAsked;
  std::uint16_t region = 0;
  friend bool operator==(const Truth&, const Truth&) = default;
};
using Truths = std::map<PersonId, Truth>;

inline Truths truths_of(const std::vector<PersonId>& persons, const std::vector<Statement>& statements,
                        const std::vector<core::ConfirmedLink>& links) {
  Truths truths;
  const auto clusters = core::clusters_of(persons, links);
  for (const auto& [person, cluster] : clusters) {
    std::vector<Statement> of_cluster;
    std::vector<core::InformKin> wishes;
    for (const auto& [other, other_cluster] : clusters) {
      if (other_cluster != cluster) continue;
      std::vector<Statement> of_record;
      std::copy_if(statements.begin(), statements.end(), std::back_inserter(of_record),
                   [&](const Statement& statement) { return statement.person == other; });
      of_cluster.insert(of_cluster.end(), of_record.begin(), of_record.end());
      wishes.push_back(core::wish_of(of_record));
      if (other == person) truths[person].region = core::region_of(of_record);
    }
    Truth& truth = truths[person];
    truth.cluster = cluster;
    truth.derived = core::derive_status(of_cluster);
    truth.wish = core::cluster_wish(wishes);
  }
  return truths;
}

// An invented history of one to three records: statements of all kinds, rungs, dates and sources, put singly and by
// lists, lists countersigned, withdrawn and withdrawals taken back, links decided. Times lie close together, so that
// many things happen at one instant. Kept twice: as events in their order, and as the histories under test.
class RandomRegister {
 public:
  static constexpr int kPersonsMost = 3;

  explicit RandomRegister(std::mt19937_64& random, int persons_least = 1) : random_(random) {
    for (int i = persons_least + below(kPersonsMost + 1 - persons_least); i > 0; --i)
      persons_.emplace_back(static_cast<std::int64_t>(persons_.size()) + 1);
    // Three in four histories are of the living, since one death among many statements is mostly a conflict.
    with_deaths_ = below(4) == 0;
    for (int i = below(3); i > 0; --i) add_list(hours(below(kHours)), 1 + below(4), Fate::kAny);
    for (int i = 1 + below(7); i > 0; --i) add_single();
    if (persons_.size() > 1) {
      for (int i = below(4); i > 0; --i) add_link_steps();
    }
  }

  static constexpr int kHours = 60 * 24;
  static Instant hours(int hour) {
    return Instant{std::chrono::sys_days{std::chrono::year{2024} / 3 / 1}} + std::chrono::hours{hour};
  }

  const std::vector<PersonId>& persons() const { return persons_; }
  const std::vector<core::StatementHistory>& statements() const { return statements_; }
  std::vector<core::LinkHistory> links() const {
    std::vector<core::LinkHistory> all;
    for (const auto& [pair, states] : links_) all.push_back({pair.first, pair.second, states});
    return all;
  }
  // In the order in which they happen; at one instant: entered first.
  std::vector<Event> events() const {
    std::vector<Event> sorted = events_;
    std::stable_sort(sorted.begin(), sorted.end(), [](const Event& one, const Event& other) {
      return std::pair(one.at, one.what != Event::What::kEnter) <
             std::pair(other.at, other.what != Event::What::kEnter);
    });
    return sorted;
  }
  Instant after_all() const {
    Instant last = hours(0);
    for (const Event& event : events_) last = std::max(last, event.at);
    return last;
  }
  std::vector<Statement> known(Instant instant) const { return core::known_on(statements_, instant); }
  Truths truths(Instant instant) const { return truths_of(persons_, known(instant), core::links_on(links(), instant)); }

  // Whether the list as a whole can be taken back, and perhaps restored, after it came.
  enum class Fate { kAny, kStays };
  // A list of its own; its rows are entered at the instant. Returns its number.
  std::int64_t add_list(Instant entered, int rows, Fate fate) {
    const std::int64_t list = ++lists_;
    const core::SourceId source = any_source();
    const Instant received = entered - std::chrono::hours{below(72)};
    const std::optional<Instant> countersigned =
        below(3) == 0 ? std::nullopt : std::optional(entered + std::chrono::hours{below(48)});
    for (int i = 0; i < rows; ++i) {
      core::StatementHistory& history = add_statement(entered, list, source, received);
      if (core::states_death(history.statement.kind)) history.counts_from = countersigned;
      if (below(6) == 0) withdraw_singly(history);
    }
    if (countersigned) note({.at = *countersigned, .what = Event::What::kCountersign, .list = list});
    if (fate == Fate::kAny && below(3) == 0) {
      const Instant withdrawn = entered + std::chrono::hours{below(96)};
      withdraw_list(list, withdrawn);
      if (below(2) == 0) restore_list(list, withdrawn + std::chrono::hours{1 + below(48)});
    }
    return list;
  }

  void withdraw_list(std::int64_t list, Instant at) {
    note({.at = at, .what = Event::What::kWithdraw, .list = list});
    for (std::size_t i = 0; i < statements_.size(); ++i) {
      if (lists_of_[i] == list) statements_[i].withdrawn.push_back({at, std::nullopt});
    }
  }
  void restore_list(std::int64_t list, Instant at) {
    note({.at = at, .what = Event::What::kRestore, .list = list});
    for (std::size_t i = 0; i < statements_.size(); ++i) {
      if (lists_of_[i] != list) continue;
      // The last interval is the list's: a single withdrawal is noted when the statement is made.
      statements_[i].withdrawn.back().until = at;
    }
  }

  LinkState link_state(PersonId a, PersonId b) const {
    const auto found = links_.find({a, b});
    return found == links_.end() ? LinkState::kUndone : found->second.back().second;
  }
  // One decision with all its signatures; false when the state does not allow it.
  bool decide(PersonId a, PersonId b, LinkDecision decision, Instant at) {
    auto outcome = core::decide_link(link_state(a, b), core::FirstSignature::kNone, decision);
    if (outcome && outcome->waits_for_second) {
      outcome = core::decide_link(outcome->state, core::FirstSignature::kOfAnother, decision);
    }
    if (!outcome) return false;
    links_[{a, b}].emplace_back(at, outcome->state);
    note({.at = at, .what = Event::What::kLink, .a = a, .b = b, .link = outcome->state});
    return true;
  }

  std::int64_t list_of(core::StatementId id) const { return lists_of_[static_cast<std::size_t>(id.value() - 1)]; }

 private:
  int below(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }

  void note(Event event) { events_.push_back(std::move(event)); }

  core::SourceId any_source() { return core::SourceId{"source-" + std::to_string(below(3))}; }

  void add_single() {
    const Instant entered = hours(below(kHours));
    core::StatementHistory& history =
        add_statement(entered, kNoList, any_source(), entered - std::chrono::hours{below(72)});
    if (below(5) == 0) withdraw_singly(history);
  }

  void withdraw_singly(core::StatementHistory& history) {
    const Instant withdrawn = history.statement.entered_at + std::chrono::hours{below(96)};
    history.withdrawn.push_back({withdrawn, std::nullopt});
    note({.at = withdrawn, .what = Event::What::kWithdraw, .statement = history.statement});
  }

  core::StatementHistory& add_statement(Instant entered, std::int64_t list, const core::SourceId& source,
                                        Instant received) {
    core::StatementHistory history;
    Statement& statement = history.statement;
    statement.id = core::StatementId{static_cast<std::int64_t>(statements_.size()) + 1};
    statement.person = persons_[static_cast<std::size_t>(below(static_cast<int>(persons_.size())))];
    do {
      statement.kind = static_cast<StatementKind>(1 + below(core::kStatementKindCount));
    } while (core::states_death(statement.kind) && !with_deaths_);
    if (statement.kind == StatementKind::kWithdrawn && below(2) == 0) statement.kind = StatementKind::kCaptured;
    statement.rung = static_cast<core::EvidenceRung>(below(7));
    statement.source = source;
    statement.fact_date = any_date();
    statement.received_at = received;
    statement.entered_at = entered;
    if (below(2) == 0) statement.recipient = static_cast<core::Recipient>(below(core::kRecipientLast + 1));
    if (below(3) == 0) statement.inform_kin = static_cast<core::InformKin>(below(4));
    if (below(3) == 0) statement.region = static_cast<std::uint16_t>(below(30));
    history.counts_from = entered;
    statements_.push_back(history);
    lists_of_.push_back(list);
    note({.at = entered, .what = Event::What::kEnter, .list = list, .statement = statement});
    return statements_.back();
  }

  core::PartialDate any_date() {
    if (below(6) == 0) return {};
    const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::year{2024} / 2 / 10} +
                                          std::chrono::days{below(70)}};
    core::PartialDate date{core::DatePrecision::kDay, static_cast<std::int16_t>(static_cast<int>(day.year())),
                           static_cast<std::uint8_t>(static_cast<unsigned>(day.month())),
                           static_cast<std::uint8_t>(static_cast<unsigned>(day.day())), 0};
    const int vague = below(12);
    if (vague < 2) {
      date.precision = vague == 0 ? core::DatePrecision::kYear : core::DatePrecision::kMonth;
      date.day = 0;
      if (vague == 0) date.month = 0;
    }
    return date;
  }

  void add_link_steps() {
    const auto a = static_cast<std::size_t>(below(static_cast<int>(persons_.size()) - 1));
    const auto b = a + 1 + static_cast<std::size_t>(below(static_cast<int>(persons_.size() - a - 1)));
    Instant at = link_time_;
    for (int i = 1 + below(4); i > 0; --i) {
      at += std::chrono::hours{below(100)};
      if (!decide(persons_[a], persons_[b], LinkDecision::kConfirm, at)) {
        decide(persons_[a], persons_[b], static_cast<LinkDecision>(1 + below(5)), at);
      }
    }
    link_time_ = at;
  }

  std::mt19937_64& random_;
  std::vector<PersonId> persons_;
  bool with_deaths_ = false;
  std::int64_t lists_ = kNoList;
  Instant link_time_ = hours(0);
  std::vector<core::StatementHistory> statements_;
  std::vector<std::int64_t> lists_of_;  // beside statements_
  std::map<std::pair<PersonId, PersonId>, std::vector<std::pair<Instant, LinkState>>> links_;
  std::vector<Event> events_;
};

}  // namespace hotline::test
