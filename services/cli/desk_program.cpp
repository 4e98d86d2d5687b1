// hotline desk: one terminal for all that waits for a supervisor or a teller.
#include <CLI/CLI.hpp>
#include <chrono>
#include <functional>
#include <iostream>
#include <memory>
#include <set>
#include <thread>
#include <utility>

#include "cli/commands.hpp"
#include "cli/desk_work.hpp"

namespace hotline::cli {
namespace {

// How often a desk with nothing to do looks again.
constexpr std::chrono::seconds kLookEvery{5};

struct DeskOptions {
  std::string only;
  bool once = false;
  bool watch = false;
};

// One thing that waits: what it is called in this sitting, and how it is worked.
struct Task {
  std::string name;
  std::function<Worked()> work;
};

class Desk {
 public:
  Desk(const Common& common, const DeskOptions& options) : common_(common), options_(options) {}

  int sit() {
    for (;;) {
      Waiting waiting;
      const int looked = look_what_waits(common_, waiting);
      if (looked != kDone) return looked;
      if (!waiting.for_supervisors && !options_.only.empty() && options_.only != "callbacks") {
        std::cerr << "hotline: an operator's desk has callbacks only\n";
        return kNotAllowed;
      }
      const auto task = next(waiting);
      if (!task && options_.watch && !options_.once) {
        if (!std::exchange(idle_, true))
          std::cout << counts_text(waiting) << "nothing is to do; waiting\n" << std::flush;
        std::this_thread::sleep_for(kLookEvery);
        continue;
      }
      idle_ = false;
      std::cout << '\n' << counts_text(waiting);
      if (!task) {
        std::cout << "nothing is to do" << (passed_.empty() ? "" : " but what was passed over in this sitting") << '\n';
        return kDone;
      }
      const Worked worked = task->work();
      if (worked == Worked::kQuit) return kDone;
      if (worked != Worked::kDone) passed_.insert(task->name);
      if (options_.once) return worked == Worked::kFailed ? kRefused : kDone;
    }
  }

 private:
  bool wants(std::string_view kind) const { return options_.only.empty() || options_.only == kind; }

  static std::string counts_text(const Waiting& waiting) {
    const auto count = [](const auto& list, std::size_t most) {
      return std::to_string(list.size()) + (list.size() >= most ? "+" : "");
    };
    std::string text = "callbacks due " + count(waiting.due, 200);
    if (waiting.for_supervisors) {
      text += ", lapsed " + count(waiting.lapsed, 200) + "  |  requests " + count(waiting.requests, 200) +
              ", broken glasses " + count(waiting.glasses, 200) + "  |  matches " + count(waiting.candidates, 100) +
              "  |  late " + count(waiting.late, 100) + "  |  alarms " + std::to_string(waiting.alarms);
    }
    return text + '\n';
  }

  template <typename List, typename Name, typename Work>
  void add(const List& list, Name name, Work work) {
    for (const auto& one : list) {
      std::string called = name(one);
      if (passed_.contains(called)) continue;
      tasks_.push_back(Task{std::move(called), [this, one, work] { return work(common_, one); }});
      return;
    }
  }

  // In the order of urgency: a family on the line, whoever is to be called, what was asked for, what may be a match,
  // what is late.
  std::optional<Task> next(const Waiting& waiting) {
    tasks_.clear();
    const auto of_request = [](const v1::ReleaseRequest& one) { return "r" + std::to_string(one.request_number()); };
    if (wants("requests")) {
      std::vector<v1::ReleaseRequest> on_the_line;
      for (const auto& one : waiting.requests) {
        if (one.during_call()) on_the_line.push_back(one);
      }
      add(on_the_line, of_request, work_request);
    }
    const auto of_callback = [](const v1::Callback& one) { return "c" + std::to_string(one.callback_id()); };
    if (wants("callbacks")) add(waiting.due, of_callback, work_callback);
    if (wants("requests")) {
      add(waiting.requests, of_request, work_request);
      add(
          waiting.glasses, [](const auto& one) { return "g" + std::to_string(one.break_glass_number()); }, work_glass);
    }
    if (wants("candidates")) {
      add(
          waiting.candidates,
          [](const auto& one) {
            return "p" + std::to_string(one.person_id()) + "." + std::to_string(one.person_version());
          },
          work_candidates);
    }
    if (wants("callbacks")) add(waiting.lapsed, of_callback, work_lapsed);
    if (wants("deadlines")) {
      add(waiting.late, deadline_text, [](const Common&, const v1::DueItem& item) { return work_deadline(item); });
    }
    return tasks_.empty() ? std::nullopt : std::optional(std::move(tasks_.front()));
  }

  const Common& common_;
  const DeskOptions& options_;
  std::vector<Task> tasks_;
  std::set<std::string> passed_;  // not shown again in this sitting
  bool idle_ = false;
};

int sit_at_desk(const Common& common, const DeskOptions& options) {
  if (common.json) {
    return usage_error(
        "hotline desk is for a person; programs use hotline callback, inquiry candidates, release and deadlines");
  }
  return Desk(common, options).sit();
}

}  // namespace

void add_desk_program(CLI::App& app, const Common& common, int& exit_code) {
  auto* desk = app.add_subcommand("desk", "Work through all that waits: callbacks, releases, matches, deadlines");
  desk->footer(
      "Shows what waits, takes the most urgent thing, shows it, asks for a decision and goes on. A letter in brackets "
      "or the\n"
      "word decides; s passes over it for this sitting, q leaves. An operator's desk has callbacks only. Reads lines "
      "from a\n"
      "pipe as well.\n"
      "Order: a family on the line waits for a release; callbacks, nearest kin first; other requests; possible "
      "matches; callbacks\n"
      "that lapsed; deadlines.\n"
      "Examples:\n"
      "  hotline --as supervisor desk\n"
      "  hotline --as teller desk --only callbacks --watch\n"
      "  printf 'q\\n' | hotline --as supervisor desk            (what waits, and leaves)\n"
      "Exit codes: 0 done or left, 2 usage, 3 with --once: the decision was refused, 5 not allowed, 6 try again.");
  const auto options = std::make_shared<DeskOptions>();
  desk->add_option("--only", options->only, "Only callbacks, candidates, requests or deadlines")
      ->check(CLI::IsMember({"callbacks", "candidates", "requests", "deadlines"}));
  auto* once = desk->add_flag("--once", options->once, "One thing, then leave");
  desk->add_flag("--watch", options->watch, "With nothing to do, wait for more")->excludes(once);
  desk->callback([options, &common, &exit_code] { exit_code = sit_at_desk(common, *options); });
}

}  // namespace hotline::cli
