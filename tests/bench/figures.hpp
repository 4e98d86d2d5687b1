#pragma once

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace hotline::bench {

// One figure over the interleaved runs.
struct Figure {
  double median = 0;
  double min = 0;
  double max = 0;
};

inline Figure figure_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  Figure figure;
  if (values.empty()) return figure;
  const std::size_t middle = values.size() / 2;
  figure.median = values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  figure.min = values.front();
  figure.max = values.back();
  return figure;
}

// a[i] / b[i]: both sides of a ratio are of one run.
inline std::vector<double> ratios(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> out;
  for (std::size_t i = 0; i < a.size(); ++i) out.push_back(a[i] / b[i]);
  return out;
}

enum class Better { kHigher, kLower };

// What a figure must reach (issue 2, "Bars"); aim 0: none is set.
struct Bar {
  Better better = Better::kHigher;
  double must = 0;
  double aim = 0;
};

// Prints the figures; remembers whether every bar was met.
class Report {
 public:
  void bar(const char* name, const Figure& figure, const Bar& bar) {
    const bool higher = bar.better == Better::kHigher;
    const auto reaches = [&](double goal) { return higher ? figure.median >= goal : figure.median <= goal; };
    const bool met = reaches(bar.must);
    all_met_ = all_met_ && met;
    std::string verdict = met ? "met" : "MISSED";
    if (met && bar.aim != 0 && reaches(bar.aim)) verdict = "aim met";
    std::printf("  %-52s %10.3f [%.3f-%.3f]   must %s %g", name, figure.median, figure.min, figure.max,
                higher ? ">=" : "<=", bar.must);
    if (bar.aim != 0) std::printf(", aim %g", bar.aim);
    std::printf(": %s\n", verdict.c_str());
  }
  void bar(const char* name, double value, const Bar& bar_of_it) { bar(name, Figure{value, value, value}, bar_of_it); }

  void value(const char* name, const Figure& figure, const char* unit) const {
    std::printf("  %-52s %10.1f [%.1f-%.1f] %s\n", name, figure.median, figure.min, figure.max, unit);
  }
  void value(const char* name, double only, const char* unit) const {
    std::printf("  %-52s %10.1f %s\n", name, only, unit);
  }

  bool all_met() const { return all_met_; }

 private:
  bool all_met_ = true;
};

}  // namespace hotline::bench
