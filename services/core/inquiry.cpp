#include "core/inquiry.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace hotline::core {
namespace {

using enum InquiryState;
using enum InquiryStep;

constexpr RoleMask kNobody = 0;
constexpr RoleMask kSupervisors = mask_of(Role::kSupervisor);
constexpr RoleMask kDesk = mask_of(Role::kOperator, Role::kSupervisor);
// A family that has its data deleted withdraws its inquiry itself.
constexpr RoleMask kDeskOrFamily = mask_of(Role::kOperator, Role::kSupervisor, Role::kPortal);

// Told is not the end: what was told can be withdrawn, and then the family is called again. Only closing ends it.
constexpr std::array kTransitions{
    InquiryTransition{kStanding, kMatchFound, kCandidate, kNobody, true},
    InquiryTransition{kStanding, kMatchConfirmed, kAwaitingCallback, kSupervisors, false},
    InquiryTransition{kStanding, kTell, kTold, kDesk, false},
    InquiryTransition{kStanding, kAddFacts, kStanding, kDesk, false},
    InquiryTransition{kStanding, kWithdraw, kWithdrawn, kDeskOrFamily, false},
    InquiryTransition{kStanding, kClose, kClosed, kSupervisors, false},
    InquiryTransition{kCandidate, kMatchFound, kCandidate, kNobody, true},
    InquiryTransition{kCandidate, kMatchRejected, kStanding, kSupervisors, false},
    InquiryTransition{kCandidate, kMatchConfirmed, kAwaitingCallback, kSupervisors, false},
    InquiryTransition{kCandidate, kTell, kTold, kDesk, false},
    InquiryTransition{kCandidate, kAddFacts, kCandidate, kDesk, false},
    InquiryTransition{kCandidate, kWithdraw, kWithdrawn, kDeskOrFamily, false},
    InquiryTransition{kCandidate, kClose, kClosed, kSupervisors, false},
    InquiryTransition{kAwaitingCallback, kMatchRejected, kStanding, kSupervisors, false},
    InquiryTransition{kAwaitingCallback, kTell, kTold, kDesk, false},
    InquiryTransition{kAwaitingCallback, kCallbackLapsed, kStanding, kSupervisors, true},
    InquiryTransition{kAwaitingCallback, kAddFacts, kCandidate, kDesk, false},
    InquiryTransition{kAwaitingCallback, kWithdraw, kWithdrawn, kDeskOrFamily, false},
    InquiryTransition{kTold, kReopen, kStanding, kDesk, true},
    InquiryTransition{kTold, kClose, kClosed, kSupervisors, false},
    InquiryTransition{kTold, kWithdraw, kWithdrawn, kDeskOrFamily, false},
    InquiryTransition{kWithdrawn, kReopen, kStanding, kDesk, false},
    InquiryTransition{kWithdrawn, kClose, kClosed, kSupervisors, true},
};

template <typename Allowed>
Result<InquiryState> step_from(InquiryState state, InquiryStep step, Allowed allowed) {
  std::string steps;
  for (const InquiryTransition& transition : kTransitions) {
    if (transition.from != state || !allowed(transition)) continue;
    if (transition.step == step) return transition.to;
    if (!steps.empty()) steps += ",";
    steps += name_of(transition.step);
  }
  Error error = make_error(Reason::kWrongState, "the inquiry's state does not allow this step");
  error.metadata.emplace_back("state", name_of(state));
  error.metadata.emplace_back("allowed_steps", steps);
  return error;
}

template <typename Code, std::size_t N>
std::string_view look_up(const std::array<std::string_view, N>& names, Code code, std::size_t first) {
  const auto number = static_cast<std::size_t>(code);
  return number >= first && number - first < N ? names[number - first] : std::string_view{};
}

}  // namespace

std::span<const InquiryTransition> inquiry_transitions() {
  return kTransitions;
}

Result<InquiryState> next_state(InquiryState state, InquiryStep step, Role role) {
  const RoleMask mask = mask_of(role);
  return step_from(state, step, [mask](const InquiryTransition& t) { return (t.roles & mask) != 0; });
}

Result<InquiryState> next_state_by_the_service(InquiryState state, InquiryStep step) {
  return step_from(state, step, [](const InquiryTransition& t) { return t.by_the_service; });
}

bool is_open(InquiryState state) {
  return state == kStanding || state == kCandidate || state == kAwaitingCallback;
}

std::string_view name_of(InquiryState state) {
  static constexpr std::array<std::string_view, 6> kNames{"STANDING", "CANDIDATE", "AWAITING_CALLBACK",
                                                          "TOLD",     "WITHDRAWN", "CLOSED"};
  return look_up(kNames, state, 1);
}

std::string_view name_of(InquiryStep step) {
  static constexpr std::array<std::string_view, 9> kNames{"MATCH_FOUND", "MATCH_REJECTED",  "MATCH_CONFIRMED",
                                                          "TELL",        "CALLBACK_LAPSED", "ADD_FACTS",
                                                          "WITHDRAW",    "CLOSE",           "REOPEN"};
  return look_up(kNames, step, 1);
}

std::string_view name_of(WrapUpCode code) {
  static constexpr std::array<std::string_view, kWrapUpCodeCount> kNames{"ANSWERED_CONFIRMED",
                                                                         "ANSWERED_NOTHING_HELD",
                                                                         "INQUIRY_OPENED",
                                                                         "INQUIRY_UPDATED",
                                                                         "REFERRED",
                                                                         "CALLBACK_BOOKED",
                                                                         "KINSHIP_PAPERS_AWAITED",
                                                                         "SUPERVISOR",
                                                                         "LANGUAGE_LINE",
                                                                         "WRONG_SERVICE",
                                                                         "DROPPED",
                                                                         "SILENT",
                                                                         "ABUSIVE",
                                                                         "SUSPECTED_HOSTILE",
                                                                         "TOLD"};
  return look_up(kNames, code, 1);
}

std::string_view name_of(Relation relation) {
  static constexpr std::array<std::string_view, kRelationLast + 1> kNames{
      "NOT_NAMED", "MOTHER",      "FATHER",         "SPOUSE",   "CHILD",
      "SIBLING",   "GRANDPARENT", "OTHER_RELATIVE", "GUARDIAN", "NOT_RELATED"};
  return look_up(kNames, relation, 0);
}

bool is_kinship(Relation relation) {
  return relation >= Relation::kMother && relation <= Relation::kGuardian;
}

std::uint8_t kinship_rank(Relation relation) {
  switch (relation) {
    case Relation::kMother:
    case Relation::kFather:
    case Relation::kSpouse:
    case Relation::kChild:
      return 1;
    case Relation::kSibling:
    case Relation::kGrandparent:
    case Relation::kGuardian:
      return 2;
    case Relation::kOtherRelative:
      return 3;
    case Relation::kNotNamed:
    case Relation::kNotRelated:
      break;
  }
  return kKinshipRankLast;
}

std::string_view name_of(SafeContact contact) {
  static constexpr std::array<std::string_view, kSafeContactLast> kNames{"DO_NOT_CONTACT", "PHONE", "EMAIL", "POST"};
  return look_up(kNames, contact, 1);
}

}  // namespace hotline::core
