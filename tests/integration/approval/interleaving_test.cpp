// Nothing is told without a release that stands: any order of steps, and several people at once.
#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <iostream>
#include <random>
#include <thread>

#include "approval_rig.hpp"

namespace hotline::test {
namespace {

int steps_wanted() {
  const char* wanted = std::getenv("HOTLINE_INTERLEAVINGS");
  return wanted == nullptr ? 1500 : std::atoi(wanted);
}

std::uint32_t seed_wanted() {
  const char* wanted = std::getenv("HOTLINE_SEED");
  return wanted == nullptr ? std::random_device()() : static_cast<std::uint32_t>(std::strtoul(wanted, nullptr, 10));
}

// What may be told of one inquiry, by the rules alone.
struct Rules {
  std::string released_by;  // empty: no release stands
  std::vector<std::string> openers;
  std::vector<std::string> glass_breakers;  // each for himself
  bool waiting = false;
  std::int64_t number = 0;
  std::int32_t facts_version = 1;
  bool alive = false;  // a sign of life has come

  void end_release() {
    released_by.clear();
    openers.clear();
  }
  bool may_hear(const std::string& actor) const {
    const auto among = [&](const auto& names) { return std::find(names.begin(), names.end(), actor) != names.end(); };
    return (!released_by.empty() && among(openers)) || among(glass_breakers);
  }
};

class InterleavingTest : public ApprovalRig {
 protected:
  struct Case {
    Man man;
    v1::InquiryKey key;
    Rules rules;
  };

  static Case new_case() {
    Case made;
    made.man = held();
    made.key = asked_for(made.man);
    return made;
  }
};

// Both sides are asked after each step: a tale too many is a bypass, one too few a release that does not work.
TEST_F(InterleavingTest, EveryAnswerIsThatOfTheRules) {
  const auto seed = seed_wanted();
  std::cout << "seed " << seed << ", HOTLINE_SEED and HOTLINE_INTERLEAVINGS run it again\n";
  std::mt19937 random(seed);
  const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(random() % bound); };
  const std::vector<std::string> tellers{"operator", "teller", "supervisor", "second-supervisor"};
  const std::vector<std::string> supervisors{"supervisor", "second-supervisor"};
  std::vector<Case> cases;
  int told_times = 0, withheld = 0;
  for (int step = 0; step < steps_wanted(); ++step) {
    if (step % 60 == 0) {
      cases.clear();
      cases.push_back(new_case());
      cases.push_back(new_case());
    }
    Case& one = cases[below(cases.size())];
    Rules& rules = one.rules;
    const std::string& actor = tellers[below(tellers.size())];
    const std::string& judge = supervisors[below(supervisors.size())];
    switch (below(13)) {
      case 0:
      case 1:
        if (rules.released_by.empty() && !rules.waiting) {
          rules.number = requested(one.key);
          rules.waiting = true;
        }
        break;
      case 2:
      case 3: {
        if (rules.number == 0) break;
        const auto status = decide(release_of(rules.number, one.man.person, rules.facts_version), judge);
        EXPECT_EQ(status.ok(), rules.waiting && !rules.alive) << status.error_message();
        if (!status.ok()) break;
        rules.waiting = false;
        rules.released_by = judge;
        rules.openers.clear();
        break;
      }
      case 4:
        if (rules.waiting && decide(refusal_of(rules.number), judge).ok()) rules.waiting = false;
        break;
      case 5:
      case 6: {
        const bool may = !rules.released_by.empty() && rules.released_by != actor;
        const auto status = open(one.key, actor);
        EXPECT_EQ(status.ok(), may) << actor << ": " << state(status);
        if (status.ok()) rules.openers.push_back(actor);
        break;
      }
      case 7: {
        const auto status = withdraw(one.key, judge);
        EXPECT_EQ(status.ok(), !rules.released_by.empty());
        rules.end_release();
        break;
      }
      case 8:
        ASSERT_TRUE(told(one.key, actor).ok());
        std::erase(rules.openers, actor);
        std::erase(rules.glass_breakers, actor);
        break;
      case 9:
        if (below(4) != 0) break;
        add_fact(one.key, "Місто " + std::to_string(step));
        ++rules.facts_version;
        rules.end_release();
        rules.glass_breakers.clear();
        break;
      case 10:
        if (below(12) != 0 || rules.alive) break;
        seen_alive(one.man, 1);
        rules.alive = true;
        rules.end_release();
        rules.glass_breakers.clear();
        break;
      case 11: {
        // Only two supervisors are named to be told, so none of them can break it.
        if (below(4) != 0) break;
        const auto status = break_glass(one.key, actor);
        EXPECT_EQ(status.ok(), !rules.alive && (actor == "operator" || actor == "teller"))
            << actor << ": " << state(status);
        if (status.ok()) rules.glass_breakers.push_back(actor);
        break;
      }
      default:
        break;
    }
    for (const auto& asking : {actor, tellers[below(tellers.size())]}) {
      const bool may = rules.may_hear(asking);
      const auto kind = answer(one.key, asking);
      EXPECT_EQ(kind, may ? v1::ANSWER_KIND_DEAD : v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER)
          << "step " << step << ", " << asking;
      ++(may ? told_times : withheld);
    }
    if (HasFailure()) FAIL() << "seed " << seed;
  }
  std::cout << told_times << " times told, " << withheld << " times withheld, 0 bypasses\n";
  EXPECT_GT(told_times, steps_wanted() / 50);
}

// A release is taken back while its teller asks: an answer that was asked for after the withdrawal was acknowledged
// tells nothing, whatever was under way.
TEST_F(InterleavingTest, NothingIsToldAfterAWithdrawalWasAcknowledged) {
  int rounds = 0, told_times = 0;
  for (; rounds < 25; ++rounds) {
    Case one = new_case();
    released(one.key, one.man);
    ASSERT_TRUE(open(one.key, "operator").ok());
    std::atomic<bool> gone{false}, end{false};
    std::atomic<int> late{0}, told_here{0};
    std::thread teller([&] {
      while (!end) {
        const bool gone_before = gone;
        const auto kind = answer(one.key, "operator");
        if (kind == v1::ANSWER_KIND_DEAD) ++told_here;
        if (kind == v1::ANSWER_KIND_DEAD && gone_before) ++late;
        if (gone_before) break;
      }
    });
    while (told_here == 0) std::this_thread::yield();
    const auto status = withdraw(one.key);
    gone = true;
    teller.join();
    ASSERT_TRUE(status.ok()) << status.error_message();
    EXPECT_EQ(late, 0);
    told_times += told_here;
  }
  std::cout << rounds << " withdrawals, " << told_times << " answers before them\n";
}

}  // namespace
}  // namespace hotline::test
