#include "core/baseline.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "core/normal.hpp"
#include "support/repeats.hpp"

namespace hotline::core {
namespace {

using namespace std::chrono_literals;

const Instant kStart{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

std::uint64_t hash_of(const std::string& text) {
  return std::hash<std::string>{}(text) | 1U;
}

// What one question says, before it is reduced to what is kept.
struct Said {
  std::string surname;
  std::string given;
  std::string birth;
  std::string unit;
  std::string call;
  bool second_fact = true;
};

AskedPerson asked_of(const Said& said) {
  AskedPerson asked;
  asked.subject = hash_of(said.surname + "|" + said.given + "|" + said.birth);
  asked.call = hash_of(said.call);
  asked.name = hash_of(said.surname + "|" + said.given);
  asked.unit = said.unit.empty() ? 0 : hash_of(said.unit);
  asked.order = alphabet_place(said.surname);
  asked.second_fact = said.second_fact;
  return asked;
}

// One caller before the whole baseline.
class Caller {
 public:
  // The pattern that raised an alarm, if one did.
  std::optional<Pattern> ask(const Said& said, bool told) {
    const PatternBits bits = habit_.ask(asked_of(said), at_);
    auto left = drift_.add(bits, habit_.miss_rate());
    const PatternBits answered = habit_.answer(bits, told);
    const auto by_answer = drift_.add(answered, habit_.miss_rate());
    return left ? left : by_answer;
  }
  void pass(std::chrono::seconds time) { at_ += time; }

 private:
  Habit habit_;
  Drift drift_;
  Instant at_ = kStart;
};

// Some thousands of invented surnames, the common ones far oftener than the rare ones.
class Names {
 public:
  Names() {
    constexpr std::array<const char*, 24> kBegin{"ба", "бо", "ва", "гав", "гон", "де", "до", "же",
                                                 "за", "ка", "ко", "кра", "ла",  "ли", "ма", "мо",
                                                 "не", "о",  "па", "по",  "ру",  "са", "ше", "я"};
    constexpr std::array<const char*, 16> kMiddle{"ба", "вря", "га", "до", "жу", "зе", "ку", "ле",
                                                  "ми", "ни",  "пе", "ро", "си", "та", "ху", "чу"};
    constexpr std::array<const char*, 8> kEnd{"енко", "чук", "ський", "ів", "ко", "ук", "ин", "ець"};
    for (const char* begin : kBegin) {
      for (const char* middle : kMiddle) {
        for (const char* end : kEnd) surnames_.push_back(std::string(begin) + middle + end);
      }
    }
    std::sort(surnames_.begin(), surnames_.end());
    std::vector<std::size_t> ranks(surnames_.size());
    for (std::size_t i = 0; i < ranks.size(); ++i) ranks[i] = i;
    std::mt19937_64 random(7);
    std::shuffle(ranks.begin(), ranks.end(), random);
    std::vector<double> weights(surnames_.size());
    for (std::size_t i = 0; i < ranks.size(); ++i) weights[i] = 1.0 / (20.0 + static_cast<double>(ranks[i]));
    common_ = std::discrete_distribution<std::size_t>(weights.begin(), weights.end());
  }
  const std::vector<std::string>& in_order() const { return surnames_; }
  std::string draw(std::mt19937_64& random) { return surnames_[common_(random)]; }

 private:
  std::vector<std::string> surnames_;
  std::discrete_distribution<std::size_t> common_;
};

double chance(std::mt19937_64& random) {
  return std::uniform_real_distribution<double>(0, 1)(random);
}
int between(std::mt19937_64& random, int least, int most) {
  return std::uniform_int_distribution<int>(least, most)(random);
}
std::string birth(std::mt19937_64& random) {
  return std::to_string(between(random, 1965, 2006)) + "-" + std::to_string(between(random, 1, 365));
}
std::string given(std::mt19937_64& random) {
  constexpr std::array<const char*, 10> kGiven{"остап", "зенон", "марко", "тарас", "назар",
                                               "лев",   "демид", "гліб",  "устим", "клим"};
  return kGiven[static_cast<std::size_t>(between(random, 0, 9))];
}

// Honest operators: calls as they come, families with several, names corrected, days on which everybody asks for one
// regiment, days after an exchange on which much is found.
struct Honest {
  std::mt19937_64 random;
  Names& names;
  std::uint64_t questions = 0;
  std::map<Pattern, int> alarms;

  int alarm_count() const {
    int sum = 0;
    for (const auto& [pattern, count] : alarms) sum += count;
    return sum;
  }

  void shift(int hours) {
    Caller caller;
    const bool battle = chance(random) < 0.10;
    const bool exchange = chance(random) < 0.01;
    for (int second = 0; second < hours * 3600;) {
      second += call(caller, battle, exchange ? 0.35 : 0.03);
      const int pause = between(random, 5, 120);
      caller.pass(std::chrono::seconds(pause));
      second += pause;
    }
  }

  // Gives its length in seconds.
  int call(Caller& caller, bool battle, double told) {
    const std::string id = std::to_string(random());
    const double draw = chance(random);
    const int persons = draw < 0.84    ? 1
                        : draw < 0.95  ? 2
                        : draw < 0.997 ? between(random, 3, 6)
                                       : between(random, 7, 15);
    std::string unit;
    if (chance(random) < 0.55) unit = battle && chance(random) < 0.4 ? "5" : std::to_string(between(random, 1, 300));
    const std::string family = names.draw(random);
    int length = 0;
    for (int person = 0; person < persons; ++person) {
      Said said;
      said.call = id;
      said.unit = unit;
      said.surname = chance(random) < 0.6 ? family : names.draw(random);
      said.given = given(random);
      said.birth = birth(random);
      said.second_fact = chance(random) < 0.7;
      const double tries = chance(random);
      for (int left = tries < 0.6 ? 1 : tries < 0.85 ? 2 : tries < 0.95 ? 3 : between(random, 4, 6); left > 0; --left) {
        const int spoken = chance(random) < 0.05 ? between(random, 4, 14) : between(random, 15, 150);
        caller.pass(std::chrono::seconds(spoken));
        length += spoken;
        ++questions;
        if (const auto left_chance = caller.ask(said, chance(random) < told)) ++alarms[*left_chance];
        if (chance(random) < 0.7) {
          said.surname += "а";
        } else {
          said.birth = birth(random);
        }
      }
    }
    return length;
  }
};

TEST(BaselineTest, HonestOperatorsRaiseAtMostOneAlarmInTenThousandHours) {
  const char* wanted = std::getenv("HOTLINE_BASELINE_HOURS");
  const int hours = wanted != nullptr ? std::atoi(wanted) : test::repeats(10'000);
  const char* seed_wanted = std::getenv("HOTLINE_BASELINE_SEED");
  const std::uint64_t seed = seed_wanted != nullptr ? std::strtoull(seed_wanted, nullptr, 10) : 20261127;
  Names names;
  Honest honest{std::mt19937_64(seed), names, 0, {}};
  for (int done = 0; done < hours; done += 8) honest.shift(8);
  std::printf("seed %llu: %d operator-hours, %llu questions, %d false alarms\n", static_cast<unsigned long long>(seed),
              hours, static_cast<unsigned long long>(honest.questions), honest.alarm_count());
  for (const auto& [pattern, count] : honest.alarms) {
    std::printf("  %.*s %d\n", static_cast<int>(name_of(pattern).size()), name_of(pattern).data(), count);
  }
  EXPECT_LE(honest.alarm_count(), std::max(1, hours / 10'000));
}

// Somebody who walks: what he asks as his n-th question.
struct Walker {
  const char* name;
  std::function<Said(std::mt19937_64&, std::size_t)> say;
  std::chrono::seconds pace{150};
  double told = 0.03;
};

// Questions until the alarm; 0: none.
std::size_t questions_until_alarm(const Walker& walker, std::mt19937_64& random, std::size_t most) {
  Caller caller;
  for (std::size_t n = 0; n < most; ++n) {
    caller.pass(walker.pace);
    if (caller.ask(walker.say(random, n), chance(random) < walker.told)) return n + 1;
  }
  return 0;
}

TEST(BaselineTest, WhoWalksIsNoticedWithinTwoHundredQuestions) {
  Names names;
  const std::vector<std::string>& all = names.in_order();
  std::size_t first = 0;
  const auto stranger = [&](std::mt19937_64& random, std::size_t n) {
    Said said{names.draw(random), given(random), birth(random), "", "call-" + std::to_string(n), true};
    return said;
  };
  const std::vector<Walker> walkers{
      {"a list in its order, as slowly as people speak",
       [&](std::mt19937_64& random, std::size_t n) {
         Said said = stranger(random, n);
         said.surname = all[(first + n) % all.size()];
         return said;
       }},
      {"every tenth name of a list, upwards",
       [&](std::mt19937_64& random, std::size_t n) {
         Said said = stranger(random, n);
         said.surname = all[std::min(10 * n, all.size() - 1)];
         return said;
       }},
      {"every tenth name of a list, downwards",
       [&](std::mt19937_64& random, std::size_t n) {
         Said said = stranger(random, n);
         said.surname = all[all.size() - 1 - std::min(10 * n, all.size() - 1)];
         return said;
       }},
      {"one unit, man by man",
       [&](std::mt19937_64& random, std::size_t n) {
         Said said = stranger(random, n);
         said.unit = "17";
         return said;
       }},
      {"the same call for all",
       [&](std::mt19937_64& random, std::size_t n) {
         Said said = stranger(random, n);
         said.call = "made up";
         return said;
       }},
      {"a program's pace", stranger, 1s},
      {"one man's birth date, guessed",
       [&](std::mt19937_64& random, std::size_t n) {
         Said said = stranger(random, n);
         said.surname = "невідомий";
         said.given = "устим";
         return said;
       }},
      {"names and nothing else",
       [&](std::mt19937_64& random, std::size_t n) {
         Said said = stranger(random, n);
         said.second_fact = false;
         return said;
       }},
      {"a stolen list of those who are held", stranger, 150s, 1.0},
  };
  constexpr std::uint64_t kSeed = 4711;
  constexpr int kRuns = test::repeats(100);
  std::printf("seed %llu, %d runs each; questions until the alarm, median and most:\n",
              static_cast<unsigned long long>(kSeed), kRuns);
  for (const Walker& walker : walkers) {
    std::mt19937_64 random(kSeed);
    std::vector<std::size_t> counts;
    for (int run = 0; run < kRuns; ++run) {
      first = static_cast<std::size_t>(between(random, 0, 2000));
      const std::size_t count = questions_until_alarm(walker, random, 200);
      EXPECT_GT(count, 0U) << walker.name;
      counts.push_back(count);
    }
    std::sort(counts.begin(), counts.end());
    std::printf("  %-50s %4zu %4zu\n", walker.name, counts[counts.size() / 2], counts.back());
  }
}

TEST(BaselineTest, AThiefWithTheWholeListIsNoticedWithinFiftyQuestions) {
  Names names;
  constexpr std::uint64_t kSeed = 99;
  std::mt19937_64 random(kSeed);
  const Walker sorted{"sorted and quick",
                      [&](std::mt19937_64& draw, std::size_t n) {
                        return Said{names.in_order()[n], given(draw), birth(draw), "", std::to_string(n), true};
                      },
                      1s, 0.03};
  const Walker shuffled{"shuffled and quick",
                        [&](std::mt19937_64& draw, std::size_t n) {
                          return Said{names.draw(draw), given(draw), birth(draw), "", std::to_string(n), true};
                        },
                        1s, 0.03};
  for (const Walker& walker : {sorted, shuffled}) {
    const std::size_t count = questions_until_alarm(walker, random, 50);
    std::printf("seed %llu, %s: alarm at question %zu\n", static_cast<unsigned long long>(kSeed), walker.name, count);
    EXPECT_GT(count, 0U) << walker.name;
  }
}

// Who usually finds and suddenly finds nothing asks for others than his callers.
TEST(BaselineTest, MissesAreComparedWithTheCallersOwn) {
  std::mt19937_64 random(3);
  Names names;
  const auto misses_until_alarm = [&](double usual) {
    Caller caller;
    std::size_t n = 0;
    const auto next = [&](bool told) {
      caller.pass(150s);
      const std::string call = std::to_string(n++);
      return caller.ask({names.draw(random), given(random), birth(random), "", call, true}, told);
    };
    for (int before = 0; before < 400; ++before) next(chance(random) < usual);
    for (std::size_t misses = 1; misses <= 2000; ++misses) {
      const auto pattern = next(false);
      if (pattern == Pattern::kMisses) return misses;
    }
    return std::size_t{0};
  };
  const std::size_t one_who_finds = misses_until_alarm(0.3);
  const std::size_t one_who_does_not = misses_until_alarm(0.03);
  std::printf("misses until the alarm: of one who finds 30 of 100: %zu, of one who finds 3: %zu\n", one_who_finds,
              one_who_does_not);
  EXPECT_GT(one_who_finds, 0U);
  EXPECT_LE(one_who_finds, 200U);
  EXPECT_TRUE(one_who_does_not == 0 || one_who_does_not > one_who_finds);
}

TEST(BaselineTest, WhoeverWasAskedForJustBeforeSaysNothingNew) {
  Caller caller;
  const Said said{"гаврілюк", "устим", "1990-1", "", "call", true};
  for (int again = 0; again < 1000; ++again) {
    caller.pass(1s);
    EXPECT_FALSE(caller.ask(said, true));
  }
}

TEST(BaselineTest, WhatAnotherServerSawWaitsForTheNextQuestionHere) {
  Drift here;
  PatternBits quick;
  quick.judge(Pattern::kQuick, true);
  for (int there = 0; there < 100; ++there) here.note(quick, 0.97);
  EXPECT_EQ(here.add(quick, 0.97), Pattern::kQuick);
  EXPECT_EQ(here.add(quick, 0.97), std::nullopt) << "it begins anew";
}

TEST(BaselineTest, TheAlphabetIsKnownByThreeLetters) {
  EXPECT_LT(alphabet_place("Абаза"), alphabet_place("Бабак"));
  EXPECT_LT(alphabet_place("Бабак"), alphabet_place("Бавак"));
  EXPECT_EQ(alphabet_place("Бабак"), alphabet_place("бабаченко Устим"));
  EXPECT_EQ(alphabet_place(""), 0U);
  EXPECT_EQ(alphabet_place("\xD0"), alphabet_place("\xD0")) << "a cut letter is some letter";
}

TEST(BaselineTest, TheTableNamesEachPatternOnceWithItsShares) {
  std::int16_t number = 0;
  for (const PatternRule& rule : pattern_rules()) {
    EXPECT_EQ(static_cast<std::int16_t>(rule.pattern), ++number);
    EXPECT_GT(rule.honest, 0);
    EXPECT_GT(rule.walker, rule.honest);
    EXPECT_LT(rule.walker, 1);
    EXPECT_FALSE(name_of(rule.pattern).empty());
    EXPECT_TRUE(is_pattern(number));
  }
  EXPECT_EQ(number, static_cast<std::int16_t>(kPatternCount));
  EXPECT_FALSE(is_pattern(0));
  EXPECT_FALSE(is_pattern(number + 1));
  EXPECT_TRUE(name_of(Pattern{}).empty());
}

}  // namespace
}  // namespace hotline::core
