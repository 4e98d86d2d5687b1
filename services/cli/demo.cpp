// A day of the trial, played from the first call to the verified log.
#include <array>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <thread>

#include "cli/demo_day.hpp"
#include "runtime/random.hpp"

namespace hotline::cli {
namespace {

// A newcomer sees it all in this time, whatever the machine; pauses do not count.
constexpr std::chrono::minutes kDemoTime{5};

constexpr std::array kSteps{
    DemoStep{"begin", "Is it a TRIAL database, and does it serve?", demo_begin},
    DemoStep{"nights_lists", "Morning: two lists came; a second registrar signs the deaths", demo_nights_lists},
    DemoStep{"calls", "Relatives call; what the operator may say", demo_calls},
    DemoStep{"registered", "The lines are full: families leave a question and a number", demo_registered_by_phone},
    DemoStep{"portal_asks", "A family asks through a portal", demo_portal_asks},
    DemoStep{"partner", "A mothers' committee submits three families", demo_partner_submits},
    DemoStep{"todays_list", "Noon: a list names men whom families ask for", demo_todays_list},
    DemoStep{"countersign", "A second registrar reads and signs its deaths", demo_countersign},
    DemoStep{"review", "Candidates come, and supervisors confirm them", demo_review},
    DemoStep{"portal_looks", "The family looks again through the portal", demo_portal_looks},
    DemoStep{"release", "What needs a supervisor's release is asked for and given", demo_release},
    DemoStep{"callbacks", "Tellers call the families back", demo_callbacks},
    DemoStep{"calls_again", "Who did not want to be called asks again", demo_calls_again},
    DemoStep{"withdraw", "Evening: the source takes its list back; the death takes two", demo_withdraw},
    DemoStep{"corrections", "Everyone who was told something by it is called and told", demo_corrections},
    DemoStep{"deadlines", "What the Conventions give a time for", demo_deadlines},
    DemoStep{"figures", "Figures: exact for the desk, rounded for the ministry", demo_figures},
    DemoStep{"bulletin", "The month's bulletin", demo_bulletin},
    DemoStep{"verify", "Was every question logged, and is the log whole?", demo_verify},
};

// The pause of a presenter; how long it took.
std::chrono::steady_clock::duration pause(const DemoOptions& options) {
  const auto began = std::chrono::steady_clock::now();
  if (options.pause) ask("    Enter goes on");
  return std::chrono::steady_clock::now() - began;
}

DemoStage::Counts summary_of(DemoDay& day) {
  DemoStage::Counts rows;
  for (const char* what :
       {"lists imported", "rows imported", "deaths countersigned", "calls answered", "inquiries", "matches confirmed",
        "releases given", "families told by callback", "families told when they asked again", "calls in vain",
        "statements taken back", "answers that rested on the list", "corrections told", "deadlines late now",
        "answers logged", "bulletins"}) {
    rows.emplace_back(what, day.counts[what]);
  }
  if (!day.options.no_audit) rows.emplace_back("log entries verified", day.counts["log entries verified"]);
  return rows;
}

std::vector<std::string> next_steps(const DemoDay& day) {
  const std::string hotline =
      day.common.socket == Common().socket ? "hotline" : "hotline --socket " + day.common.socket;
  return {"open " + day.bulletin + " in a browser",
          "ask yourself; ops/docs/sample.md has ten people to ask for:  " + hotline + " --as operator lookup",
          "the day's inquiries:  " + hotline + " --as supervisor inquiry list",
          "who waits for a review:  " + hotline + " --as supervisor inquiry candidates ls",
          "what the Conventions are owed:  " + hotline + " --as supervisor deadlines",
          "another day:  " + hotline + " demo"};
}

int play_step(DemoDay& day, const DemoStep& step) {
  day.stage.begin(step.id, step.title);
  const int code = step.play(day);
  day.stage.end(code);
  if (code != kDone) std::cerr << "hotline: the demo stopped at its step \"" << step.id << "\"; see above\n";
  return code;
}

}  // namespace

int demo_failed(const std::string& why) {
  std::cerr << "hotline: " << why << '\n';
  return kFailed;
}

bool demo_wait(DemoDay& day, const DemoWait& wait, const std::function<bool()>& done) {
  const auto until = std::chrono::steady_clock::now() + wait.limit;
  while (!done()) {
    if (std::chrono::steady_clock::now() >= until) return false;
    day.stage.waiting(wait.what);
    std::this_thread::sleep_for(wait.every);
  }
  return true;
}

int play_demo(const Common& common, const DemoOptions& options) {
  DemoDay day(common, options, kSteps.size());
  auto until = std::chrono::steady_clock::now() + kDemoTime;
  for (const DemoStep& step : kSteps) {
    if (std::chrono::steady_clock::now() > until) {
      std::cerr << "hotline: five minutes are over before the step \"" << step.id << "\": is the server overloaded?\n";
      return kTryAgain;
    }
    const int code = play_step(day, step);
    if (code != kDone) return code;
    if (&step != &kSteps.back()) until += pause(options);
  }
  day.stage.summary(summary_of(day), next_steps(day));
  return kDone;
}

}  // namespace hotline::cli
