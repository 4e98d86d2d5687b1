#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/oddities.hpp"
#include "core/person.hpp"
#include "core/statement_rule.hpp"
#include "core/time.hpp"

namespace hotline::core {

// What is held to be true of a cluster, derived from its statements and never typed in. Stored: never renumber.
enum class Status : std::uint8_t {
  kUnknown = 0,
  kReportedMissing = 1,
  kMissing = 2,
  kBelievedCaptive = 3,
  kCaptiveNotified = 4,
  kCaptiveConfirmed = 5,
  kInHospital = 6,
  kReleased = 7,
  kExchanged = 8,
  kRepatriated = 9,
  kHandedOver = 10,
  kEscaped = 11,
  kWounded = 12,
  kBelievedDead = 13,
  kDeathUnderInquiry = 14,
  kDeadConfirmed = 15,
  kFoundAlive = 16,
  kWithdrawnInError = 17,
  kConflicting = 18,
};
inline constexpr std::size_t kStatusCount = 19;

// Bits beside the status, in RecordFacts::flags.
enum RecordFlag : std::uint8_t {
  kForwarded = 1,  // the capture was notified to his power or the Red Cross
  kConflict = 2,
  kSignOfLifeAfterDeath = 4,
  kDeathCountersigned = 8,
  kWounded = 16,
  kTwoSources = 32,  // two independent sources from R2 up support the status
};

struct DerivedStatus {
  Status status = Status::kUnknown;
  EvidenceRung rung = EvidenceRung::kR0;
  PartialDate fact_date;   // of the fact that made the status: capture, release, death; unknown when no source gave it
  PartialDate last_alive;  // the latest sign of life from R2 up
  std::uint8_t flags = 0;  // RecordFlag bits
  friend bool operator==(const DerivedStatus&, const DerivedStatus&) = default;
};

// The one place where statements become a status. Takes all statements of all persons of a cluster, in any order;
// withdrawn ones and those that do not count yet are passed over. Neither entered_at nor the number of a statement is
// looked at, so the status does not depend on the order in which statements arrived. received_at is, as a fact of the
// news itself: an undated fact cannot be later, and a source that states WITHDRAWN takes back what had been received
// from it by then (core/facts.hpp).
DerivedStatus derive_status(std::span<const Statement> statements);

std::string_view name_of(Status status);

// The person's own wish as one record has it: of the statement entered last (then: with the highest number) that states
// one, among those that nobody withdrew and their source did not take back; kNotAsked when none does. Whether a
// statement counts does not matter: a list that waits for its second signature already says what he wants. Unlike the
// status it looks at the order of entering, since a man can change his mind.
InformKin wish_of(std::span<const Statement> of_one_record);
// The strictest of the records: NO, then NAMED_ONLY, then YES. NOT_ASKED says nothing, so it yields to each of them.
InformKin cluster_wish(std::span<const InformKin> of_its_records);
// The region of the statement entered last that has one, among those as for wish_of; 0 when none has.
std::uint16_t region_of(std::span<const Statement> of_one_record);

}  // namespace hotline::core
