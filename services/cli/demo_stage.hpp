#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hotline::cli {

enum class DemoOutput { kLines, kJson };

// How a demo is shown: a heading with a bar and the time for each step and what happened in it below, or one JSON
// object for each step. On a terminal what a step waits for is redrawn in one line.
class DemoStage {
 public:
  DemoStage(DemoOutput output, std::size_t steps) : output_(output), steps_(steps) {}

  void begin(std::string_view id, std::string_view title);
  // A line of the step.
  void say(const std::string& text);
  // Overwritten by what comes next; shown on a terminal only.
  void waiting(const std::string& text);
  // A number of the step; it stands in its JSON object.
  void count(std::string_view what, std::int64_t number);
  void end(int exit_code);
  // After the last step: what came of it all, in this order.
  using Counts = std::vector<std::pair<std::string, std::int64_t>>;
  void summary(const Counts& counts, const std::vector<std::string>& next);

  double seconds() const;

 private:
  void erase_waiting();

  DemoOutput output_;
  std::size_t steps_;
  std::size_t step_ = 0;
  std::string id_;
  std::vector<std::string> lines_;
  Counts counts_;
  bool waits_ = false;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point step_began_ = began_;
};

}  // namespace hotline::cli
