// hotline: the command line of the contact hotline.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <initializer_list>
#include <string>
#include <tuple>

#include "cli/commands.hpp"
#include "cli/completion.hpp"
#include "cli/connection.hpp"
#include "runtime/secret.hpp"

int main(int argc, char** argv) {
  using hotline::cli::Common;
  // Facts, passphrases and, for some commands, the keys pass through here.
  hotline::runtime::keep_memory_private();
  CLI::App app{"hotline: ask, import and look after the prisoner-of-war contact hotline"};
  app.footer(
      "Exit codes: 0 done, 1 failed, 2 usage, 3 refused by the server, 4 not found, 5 not allowed, 6 try again later,\n"
      "7 an import ended with refused rows. `hotline COMMAND --help` shows examples.");
  Common common;
  app.add_option("--socket", common.socket, "The server's unix socket")
      ->envname("HOTLINE_SOCKET")
      ->capture_default_str();
  auto* actor =
      app.add_option("--as", common.actor, "The actor to act for: a name of [actors] in the server's settings")
          ->envname("HOTLINE_AS");
  auto* edge = app.add_option("--edge", common.edge,
                              "HOST:PORT of the edge instead of the socket; the certificate says who asks, not --as")
                   ->envname("HOTLINE_EDGE")
                   ->excludes(actor);
  for (auto& [name, file, what] : std::initializer_list<std::tuple<const char*, std::string*, const char*>>{
           {"--cert", &common.certificate_file, "For --edge: file of the caller's certificate"},
           {"--key", &common.key_file, "For --edge: file of its key, mode 0600"},
           {"--ca", &common.authorities_file, "For --edge: file of the authority that certifies the edge"}}) {
    edge->needs(app.add_option(name, *file, what)->needs(edge));
  }
  app.add_option("--token-file", common.token_file,
                 "For --edge: file of mode 0600 with the token of the person who asks")
      ->needs(edge);
  app.add_option("--language", common.language, "Language of scripts: uk, ru or en")
      ->check(CLI::IsMember({"uk", "ru", "en"}))
      ->capture_default_str();
  app.add_option("--timeout", common.timeout_seconds, "Seconds to wait for an answer")
      ->check(CLI::Range(1, 3600))
      ->capture_default_str();
  app.add_flag("--json", common.json, "Print answers as JSON");
  app.set_version_flag("--version", HOTLINE_VERSION);
  app.require_subcommand(1);
  app.fallthrough();

  int exit_code = hotline::cli::kDone;
  hotline::cli::add_lookup_commands(app, common, exit_code);
  hotline::cli::add_inquiry_commands(app, common, exit_code);
  hotline::cli::add_approval_commands(app, common, exit_code);
  hotline::cli::add_erasure_commands(app, common, exit_code);
  hotline::cli::add_alarm_commands(app, common, exit_code);
  hotline::cli::add_register_commands(app, common, exit_code);
  hotline::cli::add_list_commands(app, common, exit_code);
  hotline::cli::add_source_commands(app, common, exit_code);
  hotline::cli::add_import_commands(app, common, exit_code);
  hotline::cli::add_desk_commands(app, common, exit_code);
  hotline::cli::add_desk_program(app, common, exit_code);
  hotline::cli::add_report_commands(app, common, exit_code);
  hotline::cli::add_partner_commands(app, common, exit_code);
  hotline::cli::add_figure_commands(app, common, exit_code);
  hotline::cli::add_demo_command(app, common, exit_code);
  hotline::cli::add_match_commands(app, exit_code);
  hotline::cli::add_key_commands(app, common, exit_code);
  hotline::cli::add_audit_commands(app, common, exit_code);
  hotline::cli::add_setup_commands(app, common, exit_code);
  hotline::cli::add_paper_commands(app, common, exit_code);
  hotline::cli::add_watchdog_command(app, common, exit_code);
  hotline::cli::add_certs_commands(app, common, exit_code);
  hotline::cli::add_token_commands(app, common, exit_code);
  hotline::cli::add_completion(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? hotline::cli::kDone : hotline::cli::kUsage;
  }
  return exit_code;
}
