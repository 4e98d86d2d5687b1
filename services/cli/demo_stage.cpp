#include "cli/demo_stage.hpp"

#include <cstdio>
#include <iostream>
#include <iterator>

#include "cli/console.hpp"

namespace hotline::cli {
namespace {

std::string json_word(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) {
      out += c;
    } else {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(c));
      out += escaped;
    }
  }
  return out + '"';
}

std::string json_counts(const DemoStage::Counts& counts) {
  std::string out = "{";
  for (const auto& [what, number] : counts) {
    out += (out.size() == 1 ? "" : ", ") + json_word(what) + ": " + std::to_string(number);
  }
  return out + '}';
}

std::string json_lines(const std::vector<std::string>& lines) {
  std::string out = "[";
  for (const auto& line : lines) out += (out.size() == 1 ? "" : ", ") + json_word(line);
  return out + ']';
}

std::string seconds_text(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", seconds);
  return text;
}

}  // namespace

double DemoStage::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
}

void DemoStage::begin(std::string_view id, std::string_view title) {
  ++step_;
  id_ = id;
  lines_.clear();
  counts_.clear();
  step_began_ = std::chrono::steady_clock::now();
  if (output_ == DemoOutput::kJson) return;
  const bool terminal = is_terminal(stdout);
  std::string bar(step_ - 1, '#');
  bar.resize(steps_, '.');
  char head[80];
  std::snprintf(head, sizeof head, "[%s] %2zu of %zu  %5s s  ", bar.c_str(), step_, steps_,
                seconds_text(seconds()).c_str());
  std::cout << (terminal ? "\n\033[1m" : "\n") << head << title << (terminal ? "\033[0m\n" : "\n") << std::flush;
}

void DemoStage::say(const std::string& text) {
  erase_waiting();
  lines_.push_back(text);
  if (output_ == DemoOutput::kLines) std::cout << "    " << text << '\n' << std::flush;
}

void DemoStage::waiting(const std::string& text) {
  if (output_ == DemoOutput::kJson || !is_terminal(stderr)) return;
  const auto waited = std::chrono::steady_clock::now() - step_began_;
  std::cerr << "\r\033[K    ... " << text << ", " << seconds_text(std::chrono::duration<double>(waited).count()) << " s"
            << std::flush;
  waits_ = true;
}

void DemoStage::erase_waiting() {
  if (std::exchange(waits_, false)) std::cerr << "\r\033[K" << std::flush;
}

void DemoStage::count(std::string_view what, std::int64_t number) {
  for (auto& [name, sum] : counts_) {
    if (name != what) continue;
    sum += number;
    return;
  }
  counts_.emplace_back(what, number);
}

void DemoStage::end(int exit_code) {
  erase_waiting();
  if (output_ != DemoOutput::kJson) return;
  const auto took = std::chrono::steady_clock::now() - step_began_;
  std::cout << "{\"step\": " << json_word(id_) << ", \"number\": " << step_ << ", \"of\": " << steps_
            << ", \"seconds\": " << seconds_text(std::chrono::duration<double>(took).count())
            << ", \"exit_code\": " << exit_code << ", \"counts\": " << json_counts(counts_)
            << ", \"lines\": " << json_lines(lines_) << "}\n"
            << std::flush;
}

void DemoStage::summary(const Counts& counts, const std::vector<std::string>& next) {
  if (output_ == DemoOutput::kJson) {
    std::cout << "{\"summary\": " << json_counts(counts) << ", \"seconds\": " << seconds_text(seconds())
              << ", \"next\": " << json_lines(next) << "}\n";
    return;
  }
  Table table({"the day in numbers", ""});
  for (const auto& [what, number] : counts) table.add({what, std::to_string(number)});
  std::cout << '\n' << table.text() << "\nIt took " << seconds_text(seconds()) << " s. Try next:\n";
  for (const auto& line : next) std::cout << "  " << line << '\n';
}

}  // namespace hotline::cli
