// What must hold of every history, tried on 100,000 invented ones: the arrival of statements in another order changes
// nothing, what was known on a day is what a register held that day, and taking a link or a list back leads back.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "core/facts.hpp"
#include "core/history.hpp"
#include "core/oddities.hpp"
#include "core/status.hpp"
#include "support/repeats.hpp"
#include "unit/core/golden.hpp"
#include "unit/core/random_register.hpp"

namespace hotline::core {
namespace {

using hotline::test::Event;
using hotline::test::NaiveRegister;
using hotline::test::RandomRegister;
using hotline::test::Truths;
using std::chrono::hours;

constexpr int kArrivalHistories = hotline::test::repeats(40'000);
constexpr int kKnownHistories = hotline::test::repeats(30'000);
constexpr int kUndoHistories = hotline::test::repeats(30'000);

std::mt19937_64 seeded() {
  return std::mt19937_64(hotline::test::seed_from_environment(std::random_device{}()));
}

// The statements as they would stand had they been typed in in another order: entered_at and the numbers, which follow
// it, are dealt out anew; what a source said and when the bureau received it stay, for they are facts of the news.
struct Rearrived {
  std::vector<Statement> statements;
  std::map<StatementId, StatementId> old_id;
};

Rearrived rearrived(const std::vector<Statement>& statements, std::mt19937_64& random) {
  Rearrived out;
  std::vector<std::size_t> order(statements.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::shuffle(order.begin(), order.end(), random);
  for (std::size_t i = 0; i < statements.size(); ++i) {
    Statement statement = statements[i];
    statement.id = statements[order[i]].id;
    statement.entered_at = statements[order[i]].entered_at;
    out.old_id[statement.id] = statements[i].id;
    out.statements.push_back(statement);
  }
  std::shuffle(out.statements.begin(), out.statements.end(), random);
  return out;
}

std::vector<Oddity> with_ids(std::vector<Oddity> found, const std::map<StatementId, StatementId>& old_id) {
  for (Oddity& oddity : found) {
    for (StatementId& id : oddity.statements) id = old_id.at(id);
    std::sort(oddity.statements.begin(), oddity.statements.end());
  }
  return found;
}

bool has(const std::vector<Oddity>& found, OddityKind kind) {
  return std::any_of(found.begin(), found.end(), [&](const Oddity& oddity) { return oddity.kind == kind; });
}

// Written apart from the code under test: the deaths and signs of life of system.md 4, by the words of the contract.
bool firm_life_after_death(const std::vector<Statement>& statements) {
  const auto taken = [&](const Statement& statement) {
    for (const Statement& other : statements) {
      if (other.kind != StatementKind::kWithdrawn || other.withdrawn || other.source != statement.source) continue;
      if (other.person != statement.person || other.received_at < statement.received_at) continue;
      if (other.received_at > statement.received_at) return true;
      if (!other.fact_date.known() || !statement.fact_date.known()) return true;
      if (first_day(statement.fact_date) <= last_day(other.fact_date)) return true;
    }
    return false;
  };
  const auto stands = [&](const Statement& statement) {
    return statement.counts && !statement.withdrawn && !taken(statement);
  };
  for (const Statement& death : statements) {
    if (!states_death(death.kind) || death.rung == EvidenceRung::kR0 || !stands(death)) continue;
    const std::int32_t latest = last_day(death.fact_date).value_or(day_number(death.received_at));
    for (const Statement& sign : statements) {
      const bool of_life = sign.kind <= StatementKind::kSeenAlive ||
                           (sign.kind >= StatementKind::kReleased && sign.kind <= StatementKind::kEscaped);
      if (!of_life || sign.rung < EvidenceRung::kR2 || !stands(sign)) continue;
      if (first_day(sign.fact_date).value_or(latest) > latest) return true;
    }
  }
  return false;
}

// (a) Neither the status nor what is odd depends on the order in which statements are given or arrived. Two things
// look at time on purpose, and only at time that is part of the news: an undated fact cannot be later than received_at,
// and a source's WITHDRAWN takes back what had been received by then. wish_of and region_of alone look at the order of
// entering: the last word of one record holds.
TEST(HistoriesTest, TheStatusDoesNotDependOnTheOrderOfArrival) {
  std::mt19937_64 random = seeded();
  std::map<Status, int> reached;
  std::map<OddityKind, int> odd;
  int took_back = 0;
  for (int history = 0; history < kArrivalHistories; ++history) {
    const RandomRegister invented(random);
    const std::vector<Statement> statements = invented.known(invented.after_all());
    const DerivedStatus derived = derive_status(statements);
    const std::vector<Oddity> found = oddities(statements);
    ++reached[derived.status];
    for (const Oddity& oddity : found) ++odd[oddity.kind];
    took_back += std::any_of(statements.begin(), statements.end(),
                             [&](const Statement& statement) { return taken_back(statement, statements); });
    for (int again = 0; again < 3; ++again) {
      const Rearrived other = rearrived(statements, random);
      ASSERT_EQ(derive_status(other.statements), derived) << "history " << history;
      ASSERT_EQ(with_ids(oddities(other.statements), other.old_id), found) << "history " << history;
    }
    if (firm_life_after_death(statements)) {
      ASSERT_EQ(derived.status, Status::kConflicting) << "history " << history;
      ASSERT_TRUE((derived.flags & kSignOfLifeAfterDeath) != 0) << "history " << history;
      ASSERT_TRUE(has(found, OddityKind::kLifeAfterDeath)) << "history " << history;
    } else {
      ASSERT_FALSE((derived.flags & kSignOfLifeAfterDeath) != 0) << "history " << history;
    }
    if (derived.status == Status::kConflicting) {
      ASSERT_TRUE(std::any_of(found.begin(), found.end(),
                              [](const Oddity& oddity) { return oddity.kind != OddityKind::kOutOfOrder; }))
          << "history " << history;
    }
  }
  for (std::size_t status = 0; status < kStatusCount; ++status) {
    EXPECT_GT(reached[static_cast<Status>(status)], 0) << name_of(static_cast<Status>(status));
  }
  for (OddityKind kind : {OddityKind::kLifeAfterDeath, OddityKind::kDaysOfDeath, OddityKind::kEndsExclude,
                          OddityKind::kPresenceAfterEnd, OddityKind::kOutOfOrder}) {
    EXPECT_GT(odd[kind], hotline::test::repeats(100)) << name_of(kind);
  }
  EXPECT_GT(took_back, hotline::test::repeats(1000));
}

using Known = std::map<StatementId, std::pair<bool, bool>>;  // counts, withdrawn

Known as_map(const std::vector<Statement>& statements) {
  Known known;
  for (const Statement& statement : statements) known[statement.id] = {statement.counts, statement.withdrawn};
  return known;
}

// (b) What was known at an instant is what a register held that only ever overwrites, after the events up to it.
TEST(HistoriesTest, WhatWasKnownIsWhatTheRegisterHeld) {
  std::mt19937_64 random = seeded();
  int withdrawn = 0;
  int joined = 0;
  int waiting = 0;
  for (int history = 0; history < kKnownHistories; ++history) {
    const RandomRegister invented(random);
    const std::vector<Event> events = invented.events();
    NaiveRegister naive;
    for (std::size_t i = 0; i < events.size(); ++i) {
      naive.apply(events[i]);
      if (i + 1 < events.size() && events[i + 1].at == events[i].at) continue;
      // Until the next event nothing changes.
      const Instant instant =
          i + 1 < events.size() && random() % 2 == 0 ? events[i + 1].at - std::chrono::microseconds{1} : events[i].at;
      const std::vector<Statement> known = invented.known(instant);
      const Known held = as_map(naive.statements());
      ASSERT_EQ(as_map(known), held) << "history " << history << " event " << i;
      ASSERT_EQ(known.size(), held.size());
      for (const auto& [id, state] : held) {
        waiting += state.first ? 0 : 1;
        withdrawn += state.second ? 1 : 0;
      }
      for (const auto& [person, cluster] : clusters_of(invented.persons(), links_on(invented.links(), instant))) {
        const std::set<PersonId> reached = naive.joined_with(person);
        ASSERT_EQ(cluster.value(), reached.begin()->value()) << "history " << history << " event " << i;
        joined += reached.size() > 1 ? 1 : 0;
      }
    }
    const Instant end = invented.after_all();
    ASSERT_EQ(invented.truths(end),
              hotline::test::truths_of(invented.persons(), naive.statements(), links_on(invented.links(), end)))
        << "history " << history;
  }
  EXPECT_GT(withdrawn, hotline::test::repeats(1000));
  EXPECT_GT(joined, hotline::test::repeats(1000));
  EXPECT_GT(waiting, hotline::test::repeats(1000));
}

// (c) A link undone: clusters, status, wish and region are what they were.
TEST(HistoriesTest, ALinkUndoneRestoresWhatWasBefore) {
  std::mt19937_64 random = seeded();
  int changed = 0;
  for (int history = 0; history < kUndoHistories / 2; ++history) {
    RandomRegister invented(random, 2);
    const PersonId a = invented.persons().front();
    const PersonId b = invented.persons().back();
    const Instant t0 = invented.after_all();
    const Truths before = invented.truths(t0);
    if (invented.link_state(a, b) == LinkState::kConfirmed) {
      ASSERT_TRUE(invented.decide(a, b, LinkDecision::kDispute, t0 + hours{1}));
      ASSERT_TRUE(invented.decide(a, b, LinkDecision::kConfirm, t0 + hours{2}));
    } else {
      if (invented.decide(a, b, LinkDecision::kPropose, t0)) {
        ASSERT_EQ(invented.truths(t0), before) << "a proposal joins nobody";
      }
      ASSERT_TRUE(invented.decide(a, b, LinkDecision::kConfirm, t0 + hours{1}));
      ASSERT_EQ(invented.truths(t0 + hours{1})[a].cluster, invented.truths(t0 + hours{1})[b].cluster);
      ASSERT_TRUE(invented.decide(a, b, LinkDecision::kUndo, t0 + hours{2}));
    }
    changed += invented.truths(t0 + hours{1}) != before;
    ASSERT_EQ(invented.truths(t0 + hours{2}), before) << "history " << history;
  }
  EXPECT_GT(changed, hotline::test::repeats(1000));
}

// (c) A list withdrawn: as before it came, with one exception that the contract wants. Where nothing was held and the
// list's death had counted, somebody may have been told of it: not UNKNOWN but WITHDRAWN_IN_ERROR. The withdrawal taken
// back: as while the list held.
TEST(HistoriesTest, AListWithdrawnRestoresWhatWasBefore) {
  std::mt19937_64 random = seeded();
  int changed = 0;
  int in_error = 0;
  for (int history = 0; history < kUndoHistories / 2; ++history) {
    RandomRegister invented(random);
    const Instant t0 = invented.after_all();
    const Truths before = invented.truths(t0);
    const int rows = 1 + static_cast<int>(random() % 4);
    const std::int64_t list = invented.add_list(t0 + hours{1}, rows, RandomRegister::Fate::kStays);
    const Instant held = invented.after_all() + hours{1};
    const Truths with_list = invented.truths(held);
    invented.withdraw_list(list, held + hours{1});
    Truths after = invented.truths(held + hours{1});
    std::set<ClusterId> death_counted;
    for (const Statement& statement : invented.known(held)) {
      if (invented.list_of(statement.id) == list && statement.counts && states_death(statement.kind)) {
        death_counted.insert(after[statement.person].cluster);
      }
    }
    for (auto& [person, truth] : after) {
      if (before.at(person).derived.status != Status::kUnknown || !death_counted.contains(truth.cluster)) continue;
      ASSERT_EQ(truth.derived.status, Status::kWithdrawnInError) << "history " << history;
      truth.derived.status = Status::kUnknown;
      ++in_error;
    }
    ASSERT_EQ(after, before) << "history " << history;
    invented.restore_list(list, held + hours{2});
    ASSERT_EQ(invented.truths(held + hours{2}), with_list) << "history " << history;
    changed += with_list != before;
  }
  EXPECT_GT(changed, hotline::test::repeats(1000));
  EXPECT_GT(in_error, hotline::test::repeats(10));
}

// What the order of entering does decide.
TEST(HistoriesTest, TheWishIsTheLastWordOfARecord) {
  std::vector<Statement> statements(2);
  statements[0].inform_kin = InformKin::kYes;
  statements[1].inform_kin = InformKin::kNo;
  statements[1].entered_at = Instant{hours{1}};
  EXPECT_EQ(wish_of(statements), InformKin::kNo);
  std::swap(statements[0].entered_at, statements[1].entered_at);
  EXPECT_EQ(wish_of(statements), InformKin::kYes);
  EXPECT_EQ(derive_status(statements), derive_status(std::vector{statements[1], statements[0]}));
}

}  // namespace
}  // namespace hotline::core
