#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/disclosure.hpp"
#include "core/person.hpp"
#include "core/status.hpp"

namespace hotline::core {

// What is held of one human being, for whoever asks what the policy makes of it.
struct HeldOfCluster {
  Side side = Side::kAdversary;
  DerivedStatus derived;
  InformKin wish = InformKin::kNotAsked;  // cluster_wish
  bool hold_in_force = false;
};

// One way of asking and its answer.
struct CouldBeSaid {
  Channel channel = Channel::kOperator;
  std::uint8_t caller_level = 0;
  Release release = Release::kNone;
  AnswerKind kind = AnswerKind::kNoAnswerToday;
  std::vector<std::string_view> tells;  // "date", "last_alive", "how_to_write", "health", "handover"
  WithheldReason withheld = WithheldReason::kNone;
  friend bool operator==(const CouldBeSaid&, const CouldBeSaid&) = default;
};

// What today's policy table answers to a caller whose two facts agree: an operator at each level, without and with a
// supervisor's release; a supervisor at each level with one (without, he hears what an operator hears); a portal. The
// caller is nobody in particular: not named by the man, no guardian, no visit recorded, and the operator has no grant
// to tell a death.
std::vector<CouldBeSaid> could_be_said(const HeldOfCluster& held);

std::string_view name_of(Channel channel);
std::string_view name_of(TellField field);

}  // namespace hotline::core
