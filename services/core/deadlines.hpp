#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/facts.hpp"
#include "core/person.hpp"

namespace hotline::core {

// What the Conventions give a holding power a time for. Stored and mirrored in the proto: never renumber.
enum class DeadlineKind : std::uint8_t {
  kCaptureCard = 1,    // to family and Agency, one week after arrival, illness or move (Third, art. 70)
  kHealthReport = 2,   // of the seriously ill, every week (Third, art. 122; Fourth, art. 138)
  kCustodyNotice = 3,  // of a civilian held for two weeks (Fourth, art. 136)
  kNotice = 4,         // of every capture, move, end and death, to power and Agency, at once (Third, art. 122)
  kNoticeReceipt = 5,  // that they have it
};
inline constexpr std::uint8_t kDeadlineKindLast = 5;
std::string_view name_of(DeadlineKind kind);

// Days from the event. Where the law says "immediately", three days are what is not yet called late here; a receipt has
// two weeks, which no law sets.
inline constexpr DayNumber kCardDays = 7;
inline constexpr DayNumber kHealthReportDays = 7;
inline constexpr DayNumber kCustodyDays = 14;
inline constexpr DayNumber kNoticeDays = 3;
inline constexpr DayNumber kReceiptDays = 14;

struct Deadline {
  DeadlineKind kind = DeadlineKind::kCaptureCard;
  Recipient recipient = Recipient::kNone;  // kPowerConcerned: that power or its Protecting Power
  StatementId basis;                       // the event that waits longest
  DayNumber since = 0;
  DayNumber due = 0;  // late from the day after
  friend bool operator==(const Deadline&, const Deadline&) = default;
};

// All that is known of one human being.
struct ClusterHistory {
  Side side = Side::kAdversary;
  InformKin wish = InformKin::kNotAsked;
  std::span<const Statement> statements;
  std::span<const Health> health;  // of each statement
};

// What is still owed for him: at most one of each kind and recipient, by kind and recipient. Only statements from R2 up
// begin one, and only the statement that fulfils it closes it; what is owed to a captive also ends with his captivity,
// which is then owed a notice itself. Nothing for OWN: others hold him.
std::vector<Deadline> open_deadlines(const ClusterHistory& history);

}  // namespace hotline::core
