#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "core/person.hpp"
#include "core/result.hpp"

namespace hotline::core {

// Two records that are one human being; the order of the two says nothing.
struct ConfirmedLink {
  PersonId a;
  PersonId b;
  friend bool operator==(const ConfirmedLink&, const ConfirmedLink&) = default;
};

// Whose records are one: each person given (more than once is as once) with its cluster, the lowest id of all persons
// that confirmed links join it with, sorted by person. A link to a person who is not given is passed over. Takes
// O(n log n) for n persons and links.
std::vector<std::pair<PersonId, ClusterId>> clusters_of(std::span<const PersonId> persons,
                                                        std::span<const ConfirmedLink> links);

// Whether a first confirmation of the link waits for a second one, and whose it is.
enum class FirstSignature : std::uint8_t { kNone = 0, kOfAnother = 1, kOfThisActor = 2 };

struct LinkOutcome {
  LinkState state = LinkState::kProposed;
  // The decision is kept as the first signature; the second one takes effect. Any other decision ends a first
  // signature that waits.
  bool waits_for_second = false;
  friend bool operator==(const LinkOutcome&, const LinkOutcome&) = default;
};

// The closed table of decisions on a link. A confirmation takes two different people, one suffices to part two records
// again: a wrong join does harm at once, a missing one is found later. Only a CONFIRMED link joins anybody.
struct LinkTransition {
  LinkState from;
  FirstSignature signature;
  LinkDecision decision;
  LinkOutcome outcome;
};
std::span<const LinkTransition> link_transitions();

// What the decision makes of the link, or kWrongState with metadata "state" and "allowed_steps".
Result<LinkOutcome> decide_link(LinkState now, FirstSignature signature, LinkDecision decision);

std::string_view name_of(LinkState state);
std::string_view name_of(LinkDecision decision);
std::string_view name_of(FirstSignature signature);

}  // namespace hotline::core
