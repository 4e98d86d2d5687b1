#include "cli/desk_talk.hpp"

#include <algorithm>
#include <cctype>
#include <iostream>

#include "core/normal.hpp"

namespace hotline::cli {
namespace {

constexpr Choice kSkip{'s', "skip", "skip"};
constexpr Choice kQuit{'q', "quit", "quit"};

}  // namespace

std::optional<std::string> read_line(std::string_view prompt) {
  std::cout << prompt << std::flush;
  std::string line;
  if (!std::getline(std::cin, line)) {
    std::cout << '\n';
    return std::nullopt;
  }
  // On a pipe the answer is not echoed, and what follows would stand behind the prompt.
  if (!is_terminal(stdin)) std::cout << '\n';
  return core::trim(line);
}

char choose(const std::vector<Choice>& choices) {
  std::vector<Choice> all = choices;
  all.push_back(kSkip);
  all.push_back(kQuit);
  std::string prompt = "\n";
  for (const Choice& one : all) prompt += "[" + std::string(1, one.key) + "] " + std::string(one.what) + "  ";
  prompt += "> ";
  for (;;) {
    auto line = read_line(prompt);
    if (!line) return kQuit.key;
    std::transform(line->begin(), line->end(), line->begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    for (const Choice& one : all) {
      if (*line == std::string(1, one.key) || *line == one.word) return one.key;
    }
    std::cout << "one of the letters in brackets\n";
  }
}

std::optional<std::string> ask_ground() {
  auto ground = read_line("ground (why; kept sealed): ");
  if (!ground || ground->empty()) return std::nullopt;
  return ground;
}

}  // namespace hotline::cli
