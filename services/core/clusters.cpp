#include "core/clusters.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <optional>
#include <string>

namespace hotline::core {
namespace {

// Disjoint sets over the positions of sorted persons. The root of a set is its lowest position, so its person is the
// lowest of the cluster; halving the paths keeps them short.
class Sets {
 public:
  explicit Sets(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }

  std::size_t root(std::size_t at) {
    while (parent_[at] != at) {
      parent_[at] = parent_[parent_[at]];
      at = parent_[at];
    }
    return at;
  }

  void join(std::size_t one, std::size_t other) {
    const auto [low, high] = std::minmax({root(one), root(other)});
    parent_[high] = low;
  }

 private:
  std::vector<std::size_t> parent_;
};

std::optional<std::size_t> position_of(const std::vector<PersonId>& sorted, PersonId person) {
  const auto found = std::lower_bound(sorted.begin(), sorted.end(), person);
  if (found == sorted.end() || *found != person) return std::nullopt;
  return static_cast<std::size_t>(found - sorted.begin());
}

using enum LinkState;
using Sign = FirstSignature;
using Decide = LinkDecision;

constexpr LinkOutcome to(LinkState state) {
  return {state, false};
}
constexpr LinkOutcome waiting(LinkState state) {
  return {state, true};
}

constexpr std::array kTransitions{
    LinkTransition{kProposed, Sign::kNone, Decide::kConfirm, waiting(kProposed)},
    LinkTransition{kProposed, Sign::kNone, Decide::kReject, to(kRejected)},
    LinkTransition{kProposed, Sign::kOfAnother, Decide::kConfirm, to(kConfirmed)},
    LinkTransition{kProposed, Sign::kOfAnother, Decide::kReject, to(kRejected)},
    LinkTransition{kProposed, Sign::kOfThisActor, Decide::kReject, to(kRejected)},
    LinkTransition{kConfirmed, Sign::kNone, Decide::kDispute, to(kDisputed)},
    LinkTransition{kConfirmed, Sign::kNone, Decide::kUndo, to(kUndone)},
    LinkTransition{kDisputed, Sign::kNone, Decide::kConfirm, waiting(kDisputed)},
    LinkTransition{kDisputed, Sign::kNone, Decide::kUndo, to(kUndone)},
    LinkTransition{kDisputed, Sign::kOfAnother, Decide::kConfirm, to(kConfirmed)},
    LinkTransition{kDisputed, Sign::kOfAnother, Decide::kUndo, to(kUndone)},
    LinkTransition{kDisputed, Sign::kOfThisActor, Decide::kUndo, to(kUndone)},
    LinkTransition{kRejected, Sign::kNone, Decide::kPropose, to(kProposed)},
    LinkTransition{kUndone, Sign::kNone, Decide::kPropose, to(kProposed)},
};

// Only a link that can be confirmed has a first signature that waits.
FirstSignature signature_that_matters(LinkState state, FirstSignature signature) {
  return state == kProposed || state == kDisputed ? signature : FirstSignature::kNone;
}

template <typename Code, std::size_t N>
std::string_view look_up(const std::array<std::string_view, N>& names, Code code, std::size_t first) {
  const auto number = static_cast<std::size_t>(code);
  return number >= first && number - first < N ? names[number - first] : std::string_view{};
}

}  // namespace

std::vector<std::pair<PersonId, ClusterId>> clusters_of(std::span<const PersonId> persons,
                                                        std::span<const ConfirmedLink> links) {
  std::vector<PersonId> sorted(persons.begin(), persons.end());
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  Sets sets(sorted.size());
  for (const ConfirmedLink& link : links) {
    const auto a = position_of(sorted, link.a);
    const auto b = position_of(sorted, link.b);
    if (a && b) sets.join(*a, *b);
  }
  std::vector<std::pair<PersonId, ClusterId>> clusters;
  clusters.reserve(sorted.size());
  for (std::size_t at = 0; at < sorted.size(); ++at) {
    clusters.emplace_back(sorted[at], ClusterId{sorted[sets.root(at)].value()});
  }
  return clusters;
}

std::span<const LinkTransition> link_transitions() {
  return kTransitions;
}

Result<LinkOutcome> decide_link(LinkState now, FirstSignature signature, LinkDecision decision) {
  const FirstSignature waiting_one = signature_that_matters(now, signature);
  std::string steps;
  for (const LinkTransition& transition : kTransitions) {
    if (transition.from != now || transition.signature != waiting_one) continue;
    if (transition.decision == decision) return transition.outcome;
    if (!steps.empty()) steps += ",";
    steps += name_of(transition.decision);
  }
  const bool signed_before = waiting_one == FirstSignature::kOfThisActor && decision == LinkDecision::kConfirm;
  Error error =
      make_error(Reason::kWrongState, signed_before ? "the first signature is yours: another person gives the second"
                                                    : "the link's state does not allow this step");
  error.metadata.emplace_back("state", name_of(now));
  error.metadata.emplace_back("allowed_steps", steps);
  return error;
}

std::string_view name_of(LinkState state) {
  static constexpr std::array<std::string_view, 5> kNames{"PROPOSED", "CONFIRMED", "REJECTED", "DISPUTED", "UNDONE"};
  return look_up(kNames, state, 1);
}

std::string_view name_of(LinkDecision decision) {
  static constexpr std::array<std::string_view, 5> kNames{"CONFIRM", "REJECT", "DISPUTE", "UNDO", "PROPOSE"};
  return look_up(kNames, decision, 1);
}

std::string_view name_of(FirstSignature signature) {
  static constexpr std::array<std::string_view, 3> kNames{"NONE", "OF_ANOTHER", "OF_THIS_ACTOR"};
  return look_up(kNames, signature, 0);
}

}  // namespace hotline::core
