#include "core/baseline.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>

#include "core/normal.hpp"

namespace hotline::core {
namespace {

using enum Pattern;

// A call with a whole family, each name corrected a few times, must stay far from an alarm, and so must a day on which
// everybody asks for one regiment: hence the honest shares, which are higher than what is usual.
constexpr std::array<PatternRule, kPatternCount> kRules{{
    {kSameCall, 0.70, 0.98},
    {kNextInOrder, 0.10, 0.90},
    {kRising, 0.55, 0.95},
    {kFalling, 0.55, 0.95},
    {kSameUnit, 0.50, 0.97},
    {kQuick, 0.15, 0.90},
    {kNearNames, 0.10, 0.90},
    {kTold, 0.30, 0.80},
    {kMisses, 0.97, 0.999},  // the honest share is the caller's own, up to this one
    {kNoSecondFact, 0.50, 0.98},
}};

constexpr std::chrono::seconds kQuickest{15};
// Questions before this one that are remembered.
constexpr std::size_t kEarlierMax = 8;
// The caller's own share of misses: begins as 97 of 100, and weighs the last few hundred answers.
constexpr double kMissesBefore = 97;
constexpr double kAnswersBefore = 100;
constexpr double kAnswersKept = 400;
constexpr double kMissRateLeast = 0.9;

constexpr std::uint16_t bit(Pattern pattern) {
  return static_cast<std::uint16_t>(1U << static_cast<unsigned>(pattern));
}

constexpr int kLettersCompared = 3;
constexpr unsigned kLetterBits = 21;

// The letter at `at`, which moves behind it; texts here are valid UTF-8, and anything else is some letter too.
std::uint64_t letter_at(std::string_view text, std::size_t& at) {
  const auto first = static_cast<unsigned char>(text[at]);
  const std::size_t bytes = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  std::uint64_t letter = bytes == 1 ? first : first & (0x7FU >> bytes);
  const std::size_t end = std::min(at + bytes, text.size());
  for (++at; at < end; ++at) letter = (letter << 6U) | (static_cast<unsigned char>(text[at]) & 0x3FU);
  return letter & ((std::uint64_t{1} << kLetterBits) - 1);
}

// One place: the first two letters of both are the same.
bool near_in_order(std::uint64_t before, std::uint64_t now) {
  return now >= before && (now >> kLetterBits) == (before >> kLetterBits);
}

}  // namespace

std::string_view name_of(Pattern pattern) {
  constexpr std::array<std::string_view, kPatternCount> kNames{
      "same_call", "next_in_order", "rising", "falling", "same_unit",
      "quick",     "near_names",    "told",   "misses",  "no_second_fact",
  };
  const auto number = static_cast<std::size_t>(pattern);
  return number >= 1 && number <= kPatternCount ? kNames[number - 1] : std::string_view{};
}

bool is_pattern(std::int16_t number) {
  return number >= 1 && static_cast<std::size_t>(number) <= kPatternCount;
}

std::span<const PatternRule> pattern_rules() {
  return kRules;
}

void PatternBits::judge(Pattern pattern, bool is_seen) {
  judged = static_cast<std::uint16_t>(judged | bit(pattern));
  if (is_seen) seen = static_cast<std::uint16_t>(seen | bit(pattern));
}

PatternBits operator|(const PatternBits& a, const PatternBits& b) {
  return {static_cast<std::uint16_t>(a.judged | b.judged), static_cast<std::uint16_t>(a.seen | b.seen)};
}

std::uint64_t alphabet_place(std::string_view surname) {
  const std::string folded = lower_case(surname.substr(0, surname.find(' ')));
  std::uint64_t place = 0;
  std::size_t at = 0;
  for (int i = 0; i < kLettersCompared; ++i) {
    const std::uint64_t letter = at < folded.size() ? letter_at(folded, at) : 0;
    place = (place << kLetterBits) | letter;
  }
  return place;
}

// The order of names, units and facts is compared from call to call: within one, a family and its corrections.
PatternBits Habit::ask(const AskedPerson& asked, Instant at) {
  PatternBits bits;
  const bool again =
      std::any_of(earlier_.begin(), earlier_.end(), [&](const Earlier& one) { return one.subject == asked.subject; });
  if (again) return bits;
  new_call_ = !last_ || last_->call != asked.call;
  if (last_) {
    bits.judge(kSameCall, !new_call_);
    bits.judge(kQuick, at - last_at_ < kQuickest);
  }
  if (last_ && new_call_) {
    bits.judge(kNextInOrder, near_in_order(last_->order, asked.order));
    if (asked.order != last_->order) {
      bits.judge(kRising, asked.order > last_->order);
      bits.judge(kFalling, asked.order < last_->order);
    }
    if (asked.unit != 0 && last_->unit != 0) bits.judge(kSameUnit, asked.unit == last_->unit);
    bits.judge(kNearNames, std::any_of(earlier_.begin(), earlier_.end(),
                                       [&](const Earlier& one) { return one.name == asked.name; }));
  }
  if (new_call_) bits.judge(kNoSecondFact, !asked.second_fact);
  earlier_.push_back({asked.subject, asked.name});
  if (earlier_.size() > kEarlierMax) earlier_.pop_front();
  last_ = asked;
  last_at_ = at;
  return bits;
}

PatternBits Habit::answer(const PatternBits& before, bool told) {
  PatternBits bits;
  if (before.judged == 0) return bits;
  bits.judge(kTold, told);
  if (new_call_) bits.judge(kMisses, !told);
  if (answers_ >= kAnswersKept) {
    answers_ /= 2;
    misses_ /= 2;
  }
  ++answers_;
  if (!told) ++misses_;
  return bits;
}

double Habit::miss_rate() const {
  return std::clamp((kMissesBefore + misses_) / (kAnswersBefore + answers_), kMissRateLeast,
                    kRules[static_cast<std::size_t>(kMisses) - 1].honest);
}

void Drift::note(const PatternBits& bits, double miss_rate) {
  for (const PatternRule& rule : kRules) {
    if ((bits.judged & bit(rule.pattern)) == 0) continue;
    const double honest = rule.pattern == kMisses ? std::min(rule.honest, miss_rate) : rule.honest;
    const bool seen = (bits.seen & bit(rule.pattern)) != 0;
    const double ratio = seen ? rule.walker / honest : (1 - rule.walker) / (1 - honest);
    double& sum = sums_[static_cast<std::size_t>(rule.pattern) - 1];
    sum = std::clamp(sum + std::log(ratio), 0.0, kAlarmAt);
  }
}

std::optional<Pattern> Drift::add(const PatternBits& bits, double miss_rate) {
  note(bits, miss_rate);
  std::optional<Pattern> left;
  for (const PatternRule& rule : kRules) {
    double& sum = sums_[static_cast<std::size_t>(rule.pattern) - 1];
    if ((bits.seen & bit(rule.pattern)) == 0 || sum < kAlarmAt) continue;
    sum = 0;
    left = rule.pattern;
  }
  return left;
}

}  // namespace hotline::core
