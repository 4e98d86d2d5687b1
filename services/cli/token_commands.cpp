#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>

#include "cli/certs_files.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/token_issuer.hpp"
#include "rpc/edge_certificate.hpp"
#include "runtime/system_clock.hpp"

namespace hotline::cli {
namespace {

struct TokenOptions {
  std::string folder;
  std::string subject;
  std::string role;
  std::vector<std::string> grants;
  std::string audience = "hotline";
  std::string certificate;
  std::string out;
  std::int32_t minutes = 10;
  bool drop_old = false;
};

core::Result<core::Bytes32> thumbprint_of_file(const std::string& file) {
  const auto pem = rpc::read_pem(file);
  if (!pem) return core::make_error(core::Reason::kNotFound, file + " cannot be read");
  const auto der = rpc::der_of_pem(*pem);
  if (!der) return core::make_error(core::Reason::kNotFound, file + " holds no certificate");
  return rpc::thumbprint_of(*der);
}

int make_key(const Common& common, const TokenOptions& options) {
  const auto made =
      options.drop_old ? TokenIssuer::drop_old_keys(options.folder) : TokenIssuer::make_key(options.folder);
  if (!made) return print_error(made.error(), "");
  if (common.json) {
    std::cout << "{\"made\": true}\n";
  } else {
    std::cout << (options.drop_old ? "only the newest key is known from now on\n"
                                   : "a new key signs from now on; tokens of the last one live out\n");
  }
  return kDone;
}

int issue(const Common& common, const TokenOptions& options) {
  const auto issuer = TokenIssuer::open(options.folder);
  if (!issuer) return print_error(issuer.error(), "");
  TokenRequest request;
  request.subject = options.subject;
  request.role = options.role;
  request.grants = options.grants;
  request.audience = options.audience;
  request.issued_at = runtime::SystemClock().now();
  request.life = std::chrono::minutes(options.minutes);
  const auto thumbprint = thumbprint_of_file(options.certificate);
  if (!thumbprint) return usage_error("--cert: " + thumbprint.error().message);
  request.certificate_thumbprint = *thumbprint;
  const auto token = issuer->issue(request);
  if (!token) return print_error(token.error(), "");
  const auto written = write_whole(options.out, *token + '\n', IfThere::kReplace);
  if (!written) return print_error(written.error(), "");
  const std::string until = core::format_instant(request.issued_at + request.life);
  if (common.json) {
    std::cout << "{\"until\": \"" << until << "\"}\n";
  } else {
    std::cout << "issued for " << options.subject << " until " << until << ": " << options.out << '\n';
  }
  return kDone;
}

}  // namespace

void add_token_commands(CLI::App& app, const Common& common, int& exit_code) {
  auto* token = app.add_subcommand("token", "Tokens of people, by a small issuer for TRIAL databases");
  token->require_subcommand(1);
  token->footer(
      "A certificate says at which place somebody works, a token who it is. A token lives for ten minutes at the most\n"
      "and works with the one certificate that it names. Elsewhere an OIDC issuer makes them ([tokens] of the "
      "settings).\n"
      "Examples:\n"
      "  hotline token init --folder var/certs\n"
      "  hotline token issue --folder var/certs --subject op-17 --role operator --cert var/certs/desk-1.pem --out "
      "token\n"
      "  hotline --edge localhost:8443 --cert var/certs/desk-1.pem --key var/certs/desk-1.key --ca var/certs/ca.pem "
      "\\\n"
      "    --token-file token lookup");
  auto options = std::make_shared<TokenOptions>();
  const auto with_folder = [&](CLI::App* command) {
    command->add_option("--folder", options->folder, "Folder of the issuer's keys")->required();
    return command;
  };
  auto* making = with_folder(token->add_subcommand("init", "Make the issuer's key, or the next one (rotation)"));
  making->add_flag("--drop-old", options->drop_old, "Make none; forget all but the newest, so that their tokens end");
  making->callback([options, &common, &exit_code] { exit_code = make_key(common, *options); });
  auto* issuing = with_folder(token->add_subcommand("issue", "Issue a token to a file of mode 0600"));
  issuing->add_option("--subject", options->subject, "The stable actor id of the person")->required();
  issuing->add_option("--role", options->role, "operator, supervisor, registrar ...")->required();
  issuing->add_option("--grant", options->grants, "tell_death; may be repeated")->allow_extra_args(false);
  issuing->add_option("--cert", options->certificate, "The certificate it works with")->required();
  issuing->add_option("--out", options->out, "Where the token goes")->required();
  issuing->add_option("--audience", options->audience, "Whom it is for")->capture_default_str();
  issuing->add_option("--minutes", options->minutes, "How long it lives")
      ->check(CLI::Range(1, 10))
      ->capture_default_str();
  issuing->callback([options, &common, &exit_code] { exit_code = issue(common, *options); });
}

}  // namespace hotline::cli
