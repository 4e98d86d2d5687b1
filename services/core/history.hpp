#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/clusters.hpp"
#include "core/person.hpp"
#include "core/time.hpp"

namespace hotline::core {

// Two questions about the past, and their composition. "What did we know on day Y": known_on and links_on give the
// statements and links as the register had them at that instant, for derive_status and clusters_of. "What was true on
// day X": true_on leaves of statements (all of today's, or those that known_on gave) what had happened by that day.

// From `from` on, until just before `until`; without it, to this day.
struct Interval {
  Instant from;
  std::optional<Instant> until;

  bool holds_at(Instant instant) const { return from <= instant && (!until || instant < *until); }
  friend bool operator==(const Interval&, const Interval&) = default;
};

// One statement with all that became of it. Statement::counts and ::withdrawn hold what is so today and are not looked
// at.
struct StatementHistory {
  Statement statement;
  // From when it counted: its entered_at for most kinds, the countersignature of its list for a death, nothing while
  // that is missing.
  std::optional<Instant> counts_from;
  // A withdrawal ends when the list that caused it is itself taken back. In any order; they may overlap, since a
  // statement can be withdrawn singly and with its list.
  std::vector<Interval> withdrawn;
};

// What the register held at the instant: the statements entered by then, in the order given, with `counts` and
// `withdrawn` as they were. What was done at that very instant is included. A statement that had been forwarded later
// is shown as not forwarded.
std::vector<Statement> known_on(std::span<const StatementHistory> histories, Instant instant);

// What had happened by the end of the day (days since 1970-01-01): a dated fact counts when the first day that it can
// mean has come, an undated one when it had been received. What its source took back later is marked withdrawn, for it
// was not true then either, although the source had not said so yet.
std::vector<Statement> true_on(std::span<const Statement> statements, std::int32_t day);

// The states of one link from when on, in the order in which they came; of two at one instant the later one holds.
struct LinkHistory {
  PersonId a;
  PersonId b;
  std::vector<std::pair<Instant, LinkState>> states;
};

// The links that were confirmed at the instant.
std::vector<ConfirmedLink> links_on(std::span<const LinkHistory> histories, Instant instant);

}  // namespace hotline::core
