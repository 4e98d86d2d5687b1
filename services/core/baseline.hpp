#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string_view>

#include "core/time.hpp"

// Whether somebody asks as people at a telephone do. Each question is compared with the same caller's questions before
// it; what is off the pattern is counted until it can no longer be chance.
namespace hotline::core {

// Stored in alarm.pattern and in log_payload.guard_keys: never renumber.
enum class Pattern : std::uint8_t {
  kSameCall = 1,      // another person in the same call
  kNextInOrder = 2,   // the next call asks for the next name of the alphabet
  kRising = 3,        // the next call asks for a later name
  kFalling = 4,       // the next call asks for an earlier name
  kSameUnit = 5,      // the next call asks for the same unit
  kQuick = 6,         // sooner than anybody speaks
  kNearNames = 7,     // the next call asks for the same name with another date
  kTold = 8,          // something is held
  kMisses = 9,        // nothing is held, of a caller who otherwise finds
  kNoSecondFact = 10  // a name and nothing beside it
};
inline constexpr std::size_t kPatternCount = 10;
std::string_view name_of(Pattern pattern);
bool is_pattern(std::int16_t number);

// How often a question shows the pattern: of those who answer telephones, at most; of those who walk, at least. The
// table is all there is to set; tests/unit/core/baseline_test.cpp simulates honest operators with it.
struct PatternRule {
  Pattern pattern{};
  double honest = 0;
  double walker = 0;
};
std::span<const PatternRule> pattern_rules();

// Log-likelihood at which an alarm is raised. A sum that begins anew whenever honest is likelier reaches it by chance
// once in more than e^16 (nine million) questions.
inline constexpr double kAlarmAt = 16.0;

// One bit for each pattern, 1 << its number: which of them this question says something about, and what it says.
struct PatternBits {
  std::uint16_t judged = 0;
  std::uint16_t seen = 0;

  void judge(Pattern pattern, bool is_seen);
  friend bool operator==(const PatternBits&, const PatternBits&) = default;
};
PatternBits operator|(const PatternBits& a, const PatternBits& b);

// What is kept of a question: keyed hashes and numbers, no name.
struct AskedPerson {
  std::uint64_t subject = 0;  // all that was said of the person
  std::uint64_t call = 0;     // the telephone call or the inquiry
  std::uint64_t name = 0;     // surname and given name
  std::uint64_t unit = 0;     // 0: none said
  std::uint64_t order = 0;    // alphabet_place of the surname
  bool second_fact = false;
};

// The place in the alphabet by the first three letters; of a name in one line, of its first word.
std::uint64_t alphabet_place(std::string_view surname);

// The last questions of one caller.
class Habit {
 public:
  // Nothing is judged of a person who was asked for just before.
  PatternBits ask(const AskedPerson& asked, Instant at);
  // Of what was found; `before` is what ask() gave, so that one who is asked for twice counts once.
  PatternBits answer(const PatternBits& before, bool told);

  double miss_rate() const;

 private:
  struct Earlier {
    std::uint64_t subject = 0;
    std::uint64_t name = 0;
  };
  std::deque<Earlier> earlier_;
  std::optional<AskedPerson> last_;
  Instant last_at_;
  bool new_call_ = false;
  double answers_ = 0;
  double misses_ = 0;
};

// A sequential test for each pattern (CUSUM of log-likelihood ratios).
class Drift {
 public:
  // The pattern that has just left chance behind; it begins anew. `miss_rate` of the caller.
  std::optional<Pattern> add(const PatternBits& bits, double miss_rate);
  // The same for what another server has judged: what leaves chance behind waits for the next question here.
  void note(const PatternBits& bits, double miss_rate);

 private:
  std::array<double, kPatternCount> sums_{};
};

}  // namespace hotline::core
