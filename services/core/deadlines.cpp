#include "core/deadlines.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace hotline::core {
namespace {

constexpr std::array<std::string_view, kDeadlineKindLast> kNames{"capture_card", "health_report", "custody_notice",
                                                                 "notice", "notice_receipt"};

bool begins_captivity(const Fact& fact) {
  return enters_captivity(fact.kind());
}

bool leaves(const Fact& fact) {
  return fact.stage == Stage::kEnd || fact.stage == Stage::kDeath;
}

bool moved_or_ill(StatementKind kind) {
  return kind == StatementKind::kTransferred || kind == StatementKind::kHospitalIn ||
         kind == StatementKind::kSeriouslyIll;
}

// A power and its Protecting Power are one recipient; a card that names none went to both.
bool reaches(const Fact& sent, Recipient recipient) {
  const Recipient to = sent.statement->recipient;
  if (to == recipient) return true;
  if (sent.kind() == StatementKind::kCardSent) return to == Recipient::kNone;
  return recipient == Recipient::kPowerConcerned && to == Recipient::kProtectingPower;
}

// Of the latest; kUndated without one.
template <typename Condition>
DayNumber last_day_of(const Facts& facts, Condition condition) {
  DayNumber day = kUndated;
  for (const Fact& fact : facts) {
    if (condition(fact)) day = std::max(day, fact.last);
  }
  return day;
}

DayNumber last_sent(const Facts& facts, StatementKind kind, Recipient recipient) {
  return last_day_of(facts, [&](const Fact& fact) { return fact.kind() == kind && reaches(fact, recipient); });
}

// An event that was known to the month only, or not at all, has happened when it was heard of.
struct Event {
  StatementId statement;
  DayNumber day;    // that has to be told
  DayNumber heard;  // from when it could be
};

class Owed {
 public:
  explicit Owed(const ClusterHistory& history) : history_(history), facts_(read_statements(history.statements).facts) {
    facts_ = those(facts_, [](const Fact& fact) { return fact.firm(); });
    const DayNumber left = last_day_of(facts_, leaves);
    captivity_ = those(facts_, [&](const Fact& fact) {
      return (begins_captivity(fact) || shows_presence(fact.kind())) && (left == kUndated || fact.after(left));
    });
  }

  std::vector<Deadline> all() && {
    if (history_.side == Side::kAdversary) {
      cards();
    } else {
      custody_notice();
    }
    health_report();
    notices();
    receipts();
    std::sort(deadlines_.begin(), deadlines_.end(), [](const Deadline& a, const Deadline& b) {
      return std::pair(a.kind, a.recipient) < std::pair(b.kind, b.recipient);
    });
    return std::move(deadlines_);
  }

 private:
  static Event event_of(const Fact& fact) {
    const DayNumber received = day_number(fact.statement->received_at);
    const DayNumber day = std::min(fact.last, std::max(fact.first, received));
    return {fact.statement->id, day, std::max(day, received)};
  }

  template <typename Condition>
  static std::vector<Event> events(const Facts& facts, Condition condition) {
    std::vector<Event> found;
    for (const Fact& fact : facts) {
      if (condition(fact)) found.push_back(event_of(fact));
    }
    return found;
  }

  // The earliest event that nothing sent on its day or later has told.
  static std::optional<Event> untold(const std::vector<Event>& events, DayNumber sent) {
    std::optional<Event> earliest;
    for (const Event& event : events) {
      if (event.day > sent && (!earliest || event.day < earliest->day)) earliest = event;
    }
    return earliest;
  }

  void owe(DeadlineKind kind, Recipient recipient, StatementId basis, DayNumber since, DayNumber days) {
    deadlines_.push_back({kind, recipient, basis, since, since + days});
  }

  void cards() {
    const auto moves =
        events(captivity_, [](const Fact& fact) { return begins_captivity(fact) || moved_or_ill(fact.kind()); });
    for (const Recipient to : {Recipient::kCentralTracingAgency, Recipient::kFamily}) {
      if (to == Recipient::kFamily && history_.wish == InformKin::kNo) continue;
      if (const auto event = untold(moves, last_sent(facts_, StatementKind::kCardSent, to))) {
        owe(DeadlineKind::kCaptureCard, to, event->statement, event->day, kCardDays);
      }
    }
  }

  void custody_notice() {
    const auto held = events(captivity_, [](const Fact&) { return true; });
    for (const Recipient to : {Recipient::kPowerConcerned, Recipient::kCentralTracingAgency}) {
      if (held.empty()) continue;
      const auto first =
          *std::min_element(held.begin(), held.end(), [](const Event& a, const Event& b) { return a.day < b.day; });
      if (first.day > last_sent(facts_, StatementKind::kNoticeForwarded, to)) {
        owe(DeadlineKind::kCustodyNotice, to, first.statement, first.day, kCustodyDays);
      }
    }
  }

  void health_report() {
    const DayNumber well = last_day_of(facts_, [&](const Fact& fact) { return ends_illness(fact); });
    std::optional<Event> ill;
    for (const Event& event : events(captivity_, [&](const Fact& fact) { return begins_illness(fact); })) {
      if (event.day > well && (!ill || event.day < ill->day)) ill = event;
    }
    if (!ill) return;
    const DayNumber told =
        last_day_of(facts_, [](const Fact& fact) { return fact.kind() == StatementKind::kHealthReport; });
    owe(DeadlineKind::kHealthReport, Recipient::kNone, ill->statement, std::max(ill->day, told), kHealthReportDays);
  }

  void notices() {
    const auto told_of = events(facts_, [&](const Fact& fact) { return calls_for_notice(fact); });
    for (const Recipient to : {Recipient::kPowerConcerned, Recipient::kCentralTracingAgency}) {
      if (const auto event = untold(told_of, last_sent(facts_, StatementKind::kNoticeForwarded, to))) {
        owe(DeadlineKind::kNotice, to, event->statement, event->heard, kNoticeDays);
      }
    }
  }

  void receipts() {
    for (const Recipient to : {Recipient::kPowerConcerned, Recipient::kCentralTracingAgency}) {
      const Facts sent = those(facts_, [&](const Fact& fact) {
        return fact.kind() == StatementKind::kNoticeForwarded && reaches(fact, to);
      });
      if (const auto notice = untold(events(sent, [](const Fact&) { return true; }),
                                     last_sent(facts_, StatementKind::kNoticeReceipt, to))) {
        owe(DeadlineKind::kNoticeReceipt, to, notice->statement, notice->day, kReceiptDays);
      }
    }
  }

  // A civilian's arrest has a deadline of its own, and the end of one shorter than two weeks is owed to nobody.
  bool calls_for_notice(const Fact& fact) const {
    const bool event =
        leaves(fact) || fact.kind() == StatementKind::kTransferred || fact.kind() == StatementKind::kHospitalIn;
    if (history_.side == Side::kAdversary) return event || begins_captivity(fact);
    return event && (fact.stage != Stage::kEnd || held_two_weeks_before(fact));
  }

  bool held_two_weeks_before(const Fact& end) const {
    return any(facts_, [&](const Fact& fact) {
      return fact.stage == Stage::kCaptive && event_of(fact).day + kCustodyDays <= end.last;
    });
  }

  Health health_of(const Fact& fact) const {
    const auto at = static_cast<std::size_t>(fact.statement - history_.statements.data());
    return at < history_.health.size() ? history_.health[at] : Health::kNotStated;
  }

  bool begins_illness(const Fact& fact) const {
    return fact.kind() == StatementKind::kSeriouslyIll || health_of(fact) == Health::kSeriouslyWounded;
  }

  bool ends_illness(const Fact& fact) const {
    if (fact.kind() == StatementKind::kHospitalOut) return true;
    const Health health = health_of(fact);
    return fact.stage == Stage::kCaptive &&
           (health == Health::kGood || health == Health::kUnwounded || health == Health::kRecovered);
  }

  const ClusterHistory& history_;
  Facts facts_;
  Facts captivity_;  // since he left the last time
  std::vector<Deadline> deadlines_;
};

}  // namespace

std::string_view name_of(DeadlineKind kind) {
  const auto number = static_cast<std::size_t>(kind);
  return number >= 1 && number <= kNames.size() ? kNames[number - 1] : std::string_view{};
}

std::vector<Deadline> open_deadlines(const ClusterHistory& history) {
  if (history.side == Side::kOwn) return {};
  return Owed(history).all();
}

}  // namespace hotline::core
