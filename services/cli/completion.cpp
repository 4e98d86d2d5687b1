#include "cli/completion.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <string>

#include "cli/console.hpp"

namespace hotline::cli {
namespace {

std::string words_of(const CLI::App& command) {
  std::string words;
  for (const auto* below : command.get_subcommands([](const CLI::App*) { return true; })) {
    words += below->get_name() + ' ';
  }
  for (const auto* option : command.get_options()) {
    for (const auto& name : option->get_lnames()) words += "--" + name + ' ';
  }
  return words;
}

void write_cases(const CLI::App& command, const std::string& path) {
  std::cout << "    '" << path << "') words='" << words_of(command) << "' ;;\n";
  for (const auto* below : command.get_subcommands([](const CLI::App*) { return true; })) {
    write_cases(*below, path.empty() ? below->get_name() : path + ' ' + below->get_name());
  }
}

// The command and all below it, as one pattern.
std::string paths_of(const CLI::App& command, const std::string& path) {
  std::string paths = "'" + path + "'";
  for (const auto* below : command.get_subcommands([](const CLI::App*) { return true; })) {
    paths += " | " + paths_of(*below, path + ' ' + below->get_name());
  }
  return paths;
}

void write_bash(const CLI::App& app) {
  std::cout << "# bash completion for hotline; put it into /etc/bash_completion.d or source it.\n"
               "_hotline() {\n"
               "  local word path='' words='' known\n"
               "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
               "    known=\"${path:+$path }$word\"\n"
               "    case \"$known\" in\n";
  for (const auto* below : app.get_subcommands([](const CLI::App*) { return true; })) {
    std::cout << "      " << paths_of(*below, below->get_name()) << ") path=\"$known\" ;;\n";
  }
  std::cout << "    esac\n"
               "  done\n"
               "  case \"$path\" in\n";
  write_cases(app, "");
  std::cout << "  esac\n"
               "  COMPREPLY=($(compgen -W \"$words\" -- \"${COMP_WORDS[COMP_CWORD]}\"))\n"
               "  [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- \"${COMP_WORDS[COMP_CWORD]}\"))\n"
               "}\n"
               "complete -F _hotline hotline\n";
}

}  // namespace

void add_completion(CLI::App& app, int& exit_code) {
  auto* command = app.add_subcommand("completion", "Print a shell's completion script");
  command->footer("Example:\n  source <(hotline completion bash)");
  command->require_subcommand(1);
  auto* bash = command->add_subcommand("bash", "For bash");
  bash->callback([&app, &exit_code] {
    write_bash(app);
    exit_code = kDone;
  });
}

}  // namespace hotline::cli
