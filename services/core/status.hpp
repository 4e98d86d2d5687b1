#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/person.hpp"
#include "core/result.hpp"
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
// withdrawn ones and those that do not count yet are passed over.
DerivedStatus derive_status(std::span<const Statement> statements);

// True for killed, died, body identified and buried: on a list they count only after a second registrar's signature,
// and withdrawing one needs two people.
bool states_death(StatementKind kind);

enum class FactDateRule : std::uint8_t { kRequired, kOptional };

// One row for each kind of statement: what it must bring, and the rungs on which it can be made.
struct StatementRule {
  StatementKind kind;
  std::string_view name;  // as lists and the database spell it: "hospital_in"
  FactDateRule fact_date;
  EvidenceRung rung_lowest;
  EvidenceRung rung_highest;
};
inline constexpr std::size_t kStatementKindCount = 24;
const std::array<StatementRule, kStatementKindCount>& statement_rules();

// What one record's statements say of the person's wish and region: the latest entered live one that says anything.
InformKin wish_of(std::span<const Statement> statements);
std::uint16_t region_of(std::span<const Statement> statements);
// The strictest wish of a cluster's records: NO, NAMED_ONLY, YES, NOT_ASKED.
InformKin cluster_wish(std::span<const InformKin> wishes);

std::string_view name_of(Status status);
std::string_view name_of(StatementKind kind);
// Nothing for a name that is not in the table.
std::optional<StatementKind> statement_kind_of(std::string_view name);

// Every fault of the statement against its row: kind, rung, fact date. `field_prefix` as the proto spells the path,
// for example "statement."; `today` bounds the future.
std::vector<FieldViolation> check_statement(const Statement& statement, std::chrono::year_month_day today,
                                            std::string_view field_prefix = "statement.");

}  // namespace hotline::core
