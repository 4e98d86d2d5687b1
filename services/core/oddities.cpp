#include "core/oddities.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

#include "core/facts.hpp"
#include "core/statement_rule.hpp"

namespace hotline::core {
namespace {

// What must lie before a statement of a kind, bits.
enum Needs : std::uint8_t {
  kNothing = 0,
  kCaptivity = 1,  // a capture or an arrival
  kAdmission = 2,  // hospital_in
  kNotice = 4,     // notice_forwarded to the same recipient
  kMove = 8,       // since an earlier one of its own kind: a transfer, a hospital or an end of captivity
};

// The closed table of what may follow what. A man's first news can be any of the rest: that he is missing, was wounded,
// seen alive or found dead, that notice was given of him or his identity altered.
constexpr std::array<std::pair<StatementKind, int>, kStatementKindCount> kFollows{{
    {StatementKind::kCaptured, kNothing},
    {StatementKind::kArrivedAtInternment, kMove},
    {StatementKind::kCardSent, kCaptivity},
    {StatementKind::kHospitalIn, kCaptivity},
    {StatementKind::kHospitalOut, kCaptivity | kAdmission},
    {StatementKind::kSeriouslyIll, kCaptivity},
    {StatementKind::kHealthReport, kCaptivity},
    {StatementKind::kWounded, kNothing},
    {StatementKind::kTransferred, kCaptivity},
    {StatementKind::kSeenAlive, kNothing},
    {StatementKind::kMissing, kNothing},
    {StatementKind::kKilled, kNothing},
    {StatementKind::kDied, kNothing},
    {StatementKind::kBodyIdentified, kNothing},
    {StatementKind::kBuried, kNothing},
    {StatementKind::kReleased, kCaptivity},
    {StatementKind::kExchanged, kCaptivity},
    {StatementKind::kRepatriated, kCaptivity},
    {StatementKind::kHandedOver, kCaptivity},
    {StatementKind::kEscaped, kCaptivity},
    {StatementKind::kNoticeForwarded, kNothing},
    {StatementKind::kNoticeReceipt, kNotice},
    {StatementKind::kIdentityAltered, kNothing},
    {StatementKind::kWithdrawn, kNothing},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < kFollows.size(); ++i) {
    if (static_cast<std::size_t>(kFollows[i].first) != i + 1) return false;
  }
  return true;
}
static_assert(in_order(), "each kind of statement has its row, in the order of the numbers");

bool needs(const Fact& fact, Needs what) {
  return (kFollows[static_cast<std::size_t>(fact.kind()) - 1].second & what) != 0;
}

// Each kind once: "captured, card_sent".
std::string kinds_of(const Facts& facts) {
  std::set<StatementKind> kinds;
  for (const Fact& fact : facts) kinds.insert(fact.kind());
  std::string text;
  for (StatementKind kind : kinds) text.append(text.empty() ? "" : ", ").append(name_of(kind));
  return text;
}

class Finder {
 public:
  explicit Finder(const Facts& facts) : facts_(facts), captivities_(without_rumours_of_captivity(facts)) {}

  std::vector<Oddity> find() {
    find_life_after_death();
    find_days_of_death();
    find_within_captivities();
    find_without_captivity();
    find_without_admission();
    find_without_notice();
    find_arrivals_without_move();
    return std::move(found_);
  }

 private:
  void note(OddityKind kind, std::string description, const Facts& facts) {
    Oddity oddity;
    oddity.kind = kind;
    oddity.description = std::move(description);
    for (const Fact& fact : facts) oddity.statements.push_back(fact.statement->id);
    std::sort(oddity.statements.begin(), oddity.statements.end());
    oddity.statements.erase(std::unique(oddity.statements.begin(), oddity.statements.end()), oddity.statements.end());
    found_.push_back(std::move(oddity));
  }

  void find_life_after_death() {
    const Facts deaths = stated_deaths(facts_);
    const Facts life = signs_of_life_after(facts_, deaths);
    if (life.empty()) return;
    Facts both = those(
        deaths, [&](const Fact& death) { return any(life, [&](const Fact& sign) { return sign.after(death); }); });
    std::string text = kinds_of(both) + ", and " + kinds_of(life) + " after it: withdraw what is not of this person";
    both.insert(both.end(), life.begin(), life.end());
    note(OddityKind::kLifeAfterDeath, std::move(text), both);
  }

  void find_days_of_death() {
    const Facts days = those(stated_deaths(facts_),
                             [](const Fact& death) { return states_day_of_death(death.kind()) && death.dated(); });
    DayNumber latest_first = kUndated;
    DayNumber earliest_last = kUnbounded;
    for (const Fact& death : days) {
      latest_first = std::max(latest_first, death.first);
      earliest_last = std::min(earliest_last, death.last);
    }
    if (latest_first <= earliest_last) return;
    const Facts apart =
        those(days, [&](const Fact& death) { return death.first > earliest_last || death.last < latest_first; });
    note(OddityKind::kDaysOfDeath,
         kinds_of(apart) + " on days that cannot be one: find out which is right and withdraw the other", apart);
  }

  // Ends that exclude each other, and presence after an end, with no new capture between.
  void find_within_captivities() {
    Facts ends = those(captivities_, [](const Fact& fact) { return fact.stage == Stage::kEnd; });
    std::vector<DayNumber> captured_again;
    for (const Fact& end : ends) captured_again.push_back(day_captured_again(captivities_, end).value_or(kUnbounded));
    const auto one_captivity = [&](std::size_t end, const Fact& other) {
      return captured_again[end] == kUnbounded || captured_again[end] > other.last;
    };
    const Facts presences = those(captivities_, [](const Fact& fact) { return shows_presence(fact.kind()); });
    Facts excluding;
    Facts left;
    Facts still_there;
    for (std::size_t i = 0; i < ends.size(); ++i) {
      bool excluded = false;
      for (std::size_t k = 0; k < ends.size(); ++k) {
        excluded |=
            ends_exclude(ends[i].kind(), ends[k].kind()) && one_captivity(i, ends[k]) && one_captivity(k, ends[i]);
      }
      if (excluded) excluding.push_back(ends[i]);
      const Facts after =
          those(presences, [&](const Fact& presence) { return presence.after(ends[i]) && one_captivity(i, presence); });
      if (!after.empty()) left.push_back(ends[i]);
      still_there.insert(still_there.end(), after.begin(), after.end());
    }
    if (!excluding.empty()) {
      note(OddityKind::kEndsExclude,
           kinds_of(excluding) + " cannot end one captivity: withdraw the wrong one, or add the capture between",
           excluding);
    }
    if (left.empty()) return;
    std::string text =
        kinds_of(still_there) + " after " + kinds_of(left) + ": withdraw the wrong one, or add the capture between";
    left.insert(left.end(), still_there.begin(), still_there.end());
    note(OddityKind::kPresenceAfterEnd, std::move(text), left);
  }

  // Those that need it and have no fact before them that `fits`; an undated one may lie before.
  template <typename Fits>
  Facts lacking(Needs need, Fits fits) const {
    return those(facts_, [&](const Fact& fact) {
      return needs(fact, need) &&
             !any(facts_, [&](const Fact& other) { return fits(other, fact) && !other.after(fact); });
    });
  }

  void find_without_captivity() {
    const Facts odd =
        lacking(kCaptivity, [](const Fact& other, const Fact&) { return enters_captivity(other.kind()); });
    if (odd.empty()) return;
    note(OddityKind::kOutOfOrder,
         kinds_of(odd) + " with no capture or arrival at a place of internment before it: add what is missing", odd);
  }

  void find_without_admission() {
    const Facts odd =
        lacking(kAdmission, [](const Fact& other, const Fact&) { return other.kind() == StatementKind::kHospitalIn; });
    if (odd.empty()) return;
    note(OddityKind::kOutOfOrder, kinds_of(odd) + " with no hospital_in before it: add the admission", odd);
  }

  void find_without_notice() {
    const Facts odd = lacking(kNotice, [](const Fact& other, const Fact& receipt) {
      return other.kind() == StatementKind::kNoticeForwarded &&
             other.statement->recipient == receipt.statement->recipient;
    });
    if (odd.empty()) return;
    note(OddityKind::kOutOfOrder,
         kinds_of(odd) + " with no notice_forwarded to the same recipient before it: add the notice", odd);
  }

  // Days of arrival one after the other, however many sources state each of them.
  void find_arrivals_without_move() {
    const Facts arrivals = those(facts_, [](const Fact& fact) { return needs(fact, kMove) && fact.dated(); });
    const Facts moves = those(facts_, [](const Fact& fact) {
      return fact.stage == Stage::kEnd || fact.kind() == StatementKind::kTransferred ||
             fact.kind() == StatementKind::kHospitalIn || fact.kind() == StatementKind::kHospitalOut;
    });
    using Days = std::pair<DayNumber, DayNumber>;
    const auto days_of = [](const Fact& fact) { return Days(fact.first, fact.last); };
    std::set<Days> stated;
    for (const Fact& arrival : arrivals) stated.insert(days_of(arrival));
    std::set<Days> odd_days;
    for (auto later = stated.begin(); later != stated.end(); ++later) {
      if (later == stated.begin()) continue;
      const Days earlier = *std::prev(later);
      const bool moved =
          any(moves, [&](const Fact& move) { return move.last >= earlier.first && !move.after(later->second); });
      if (later->first <= earlier.second || moved) continue;
      odd_days.insert({earlier, *later});
    }
    const Facts odd = those(arrivals, [&](const Fact& arrival) { return odd_days.contains(days_of(arrival)); });
    if (odd.empty()) return;
    note(OddityKind::kOutOfOrder,
         kinds_of(odd) +
             " more than once with no transferred, hospital or end of captivity between: add the move, or "
             "withdraw the wrong day",
         odd);
  }

  const Facts& facts_;
  const Facts captivities_;  // without the rumours that the status takes no notice of
  std::vector<Oddity> found_;
};

}  // namespace

std::vector<Oddity> oddities(std::span<const Statement> statements) {
  const Reading reading = read_statements(statements);
  return Finder(reading.facts).find();
}

std::string_view name_of(OddityKind kind) {
  static constexpr std::array<std::string_view, 5> kNames{"life_after_death", "days_of_death", "ends_exclude",
                                                          "presence_after_end", "out_of_order"};
  const auto number = static_cast<std::size_t>(kind);
  return number >= 1 && number <= kNames.size() ? kNames[number - 1] : std::string_view{};
}

}  // namespace hotline::core
