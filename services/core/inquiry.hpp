#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/access.hpp"
#include "core/result.hpp"

namespace hotline::core {

// All numbers on this page are stored and mirrored in the proto: never renumber.

// A family's question stays open until told or withdrawn.
enum class InquiryState : std::uint8_t {
  kStanding = 1,          // open, compared with every new record
  kCandidate = 2,         // a possible match waits for review
  kAwaitingCallback = 3,  // confirmed, the family is to be told
  kTold = 4,
  kWithdrawn = 5,
  kClosed = 6,
};

enum class InquiryStep : std::uint8_t {
  kMatchFound = 1,
  kMatchRejected = 2,
  kMatchConfirmed = 3,
  kTell = 4,
  kCallbackLapsed = 5,
  kAddFacts = 6,
  kWithdraw = 7,
  kClose = 8,
  kReopen = 9,  // what was told was withdrawn, or the family asks again
};

struct InquiryTransition {
  InquiryState from;
  InquiryStep step;
  InquiryState to;
  RoleMask roles;       // people who may take the step; 0: none
  bool by_the_service;  // the watcher takes it by itself
};

std::span<const InquiryTransition> inquiry_transitions();
// The state after the step, or kWrongState with metadata "state" and "allowed_steps".
Result<InquiryState> next_state(InquiryState state, InquiryStep step, Role role);
Result<InquiryState> next_state_by_the_service(InquiryState state, InquiryStep step);
bool is_open(InquiryState state);

std::string_view name_of(InquiryState state);
std::string_view name_of(InquiryStep step);

// How a call ended (domain.md 5).
enum class WrapUpCode : std::uint8_t {
  kAnsweredConfirmed = 1,
  kAnsweredNothingHeld = 2,
  kInquiryOpened = 3,
  kInquiryUpdated = 4,
  kReferred = 5,
  kCallbackBooked = 6,
  kKinshipPapersAwaited = 7,
  kSupervisor = 8,
  kLanguageLine = 9,
  kWrongService = 10,
  kDropped = 11,
  kSilent = 12,
  kAbusive = 13,
  kSuspectedHostile = 14,
  kTold = 15,  // ends an opening
};
inline constexpr std::uint8_t kWrapUpCodeCount = 15;
std::string_view name_of(WrapUpCode code);

// What the asker says to be of the person sought. kNotNamed is the default and no kinship.
enum class Relation : std::uint8_t {
  kNotNamed = 0,
  kMother = 1,
  kFather = 2,
  kSpouse = 3,
  kChild = 4,
  kSibling = 5,
  kGrandparent = 6,
  kOtherRelative = 7,
  kGuardian = 8,
  kNotRelated = 9,
};
inline constexpr std::uint8_t kRelationLast = 9;
std::string_view name_of(Relation relation);
bool is_kinship(Relation relation);
// How near: 1 parents, spouse, child; 2 brothers, sisters, grandparents, guardian; 3 other relatives; 4 nobody's kin,
// or not said. Who is nearer is called first (domain.md 5).
std::uint8_t kinship_rank(Relation relation);
inline constexpr std::uint8_t kKinshipRankLast = 4;

// How the asker may be reached. A relative in the other country is in danger if a call betrays the question.
enum class SafeContact : std::uint8_t {
  kDoNotContact = 1,  // "I will ask again": the default
  kPhone = 2,
  kEmail = 3,
  kPost = 4,
};
inline constexpr std::uint8_t kSafeContactLast = 4;
std::string_view name_of(SafeContact contact);

}  // namespace hotline::core
