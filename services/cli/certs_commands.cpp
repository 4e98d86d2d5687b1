#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>
#include <memory>
#include <string>

#include "cli/certs_authority.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "core/time.hpp"
#include "runtime/system_clock.hpp"

namespace hotline::cli {
namespace {

// Clocks of a small network differ; a certificate made now works at once on the slower ones.
constexpr std::chrono::minutes kClockSlack{5};

struct CertsOptions {
  std::string folder;
  std::string uri;
  std::string out;
  std::string serial;
  bool ed25519 = false;
  std::int32_t days = 90;
  std::int32_t authority_days = 1825;
};

core::Instant now() {
  return runtime::SystemClock().now();
}

Validity valid_for(std::int32_t days) {
  return {now() - kClockSlack, now() + std::chrono::days(days)};
}

int failed(const core::Error& error) {
  return print_error(error, "");
}

int init(const Common& common, const CertsOptions& options) {
  const auto made = TrialAuthority::create(options.folder, valid_for(options.authority_days));
  if (!made) return failed(made.error());
  if (common.json) {
    std::cout << "{\"made\": true}\n";
    return kDone;
  }
  std::cout << "made a TRIAL authority in " << options.folder
            << ": ca.pem, crl.pem, and edge.pem for localhost; ca.key stays there\n";
  return kDone;
}

std::string json_of(const IssuedCertificate& issued) {
  // Serials, instants and checked URIs need no escapes.
  return "{\"serial\": \"" + issued.serial + "\", \"uri\": \"" + issued.uri + "\", \"until\": \"" +
         core::format_instant(issued.until) +
         "\", \"revoked\": " + (issued.revoked ? "\"" + core::format_instant(*issued.revoked) + "\"" : "null") + "}";
}

int issue(const Common& common, const CertsOptions& options) {
  auto authority = TrialAuthority::open(options.folder);
  if (!authority) return failed(authority.error());
  CertificateRequest request;
  request.uri = options.uri;
  request.out = options.out;
  request.kind = options.ed25519 ? KeyKind::kEd25519 : KeyKind::kP256;
  request.valid = valid_for(options.days);
  const auto issued = authority->issue(request);
  if (!issued) return failed(issued.error());
  if (common.json) {
    std::cout << json_of(*issued) << '\n';
    return kDone;
  }
  std::cout << "issued " << issued->serial << " for " << issued->uri << " until " << core::format_instant(issued->until)
            << ": " << options.out << ".pem and " << options.out << ".key\n";
  return kDone;
}

int revoke(const Common& common, const CertsOptions& options) {
  auto authority = TrialAuthority::open(options.folder);
  if (!authority) return failed(authority.error());
  const auto revoked = authority->revoke(options.serial, now());
  if (!revoked) return failed(revoked.error());
  if (common.json) {
    std::cout << "{\"revoked\": \"" << options.serial << "\"}\n";
    return kDone;
  }
  std::cout << "revoked " << options.serial << ": hotlined refuses it from the next call on\n"
            << "ops/scripts/reload_edge.sh has the edge refuse its connections too\n";
  return kDone;
}

int list(const Common& common, const CertsOptions& options) {
  const auto authority = TrialAuthority::open(options.folder);
  if (!authority) return failed(authority.error());
  const auto issued = authority->list();
  if (!issued) return failed(issued.error());
  if (common.json) {
    std::cout << "[";
    for (std::size_t i = 0; i < issued->size(); ++i) std::cout << (i == 0 ? "" : ",\n ") << json_of((*issued)[i]);
    std::cout << "]\n";
    return kDone;
  }
  Table table({"SERIAL", "UNTIL", "STATE", "NAME"});
  for (const auto& each : *issued) {
    const std::string state = each.revoked ? "revoked" : each.until < now() ? "run out" : "good";
    table.add({each.serial, core::format_instant(each.until), state, each.uri});
  }
  std::cout << table.text();
  return kDone;
}

int renew(const Common& common, const CertsOptions& options) {
  auto authority = TrialAuthority::open(options.folder);
  if (!authority) return failed(authority.error());
  const auto renewed = authority->renew_edge(valid_for(options.days));
  if (!renewed) return failed(renewed.error());
  if (common.json) {
    std::cout << "{\"renewed\": true}\n";
    return kDone;
  }
  std::cout << "made a new edge.pem; ops/scripts/reload_edge.sh brings it into use\n";
  return kDone;
}

}  // namespace

void add_certs_commands(CLI::App& app, const Common& common, int& exit_code) {
  auto* certs = app.add_subcommand("certs", "A small certificate authority for TRIAL databases");
  certs->require_subcommand(1);
  certs->footer(
      "For trials: the authority's key lies in the folder, unencrypted. A hotlined with a LIVE database refuses these\n"
      "certificates; there your own authority issues them, each with one URI name (ops/docs/runbook.md).");
  auto options = std::make_shared<CertsOptions>();
  const auto with_folder = [&](CLI::App* command) {
    command->add_option("--folder", options->folder, "Folder of the authority")->required();
    return command;
  };
  auto* making =
      with_folder(certs->add_subcommand("init", "Make an authority, the edge's certificate and an empty CRL"));
  making->add_option("--days", options->authority_days, "Days that it holds")
      ->check(CLI::Range(1, 3650))
      ->capture_default_str();
  making->footer("Example:\n  hotline certs init --folder var/certs");
  making->callback([=, &common, &exit_code] { exit_code = init(common, *options); });

  auto* issuing = with_folder(certs->add_subcommand("issue", "Make a key and a certificate for one caller"));
  issuing
      ->add_option(
          "--uri", options->uri,
          "Its only name: spiffe://DOMAIN/CLASS/NAME; CLASS is operator, supervisor, registrar, gateway, partner, "
          "reporting or auditor and says how often it may call")
      ->required();
  issuing->add_option("--out", options->out, "Path of the two files, without their endings .pem and .key")->required();
  issuing->add_option("--days", options->days, "Days that it holds")->check(CLI::Range(1, 825))->capture_default_str();
  issuing->add_flag("--ed25519", options->ed25519, "An Ed25519 key; without it one on the curve P-256");
  issuing->footer(
      "The name must stand as [certificates.\"NAME\"] in hotlined's settings. To renew one, issue it again under "
      "another\n"
      "--out and revoke the old one once the new one is in use.\n"
      "Example:\n  hotline certs issue --folder var/certs --uri spiffe://hotline.example/operator/ws-1 --out ws-1");
  issuing->callback([=, &common, &exit_code] { exit_code = issue(common, *options); });

  auto* revoking = with_folder(certs->add_subcommand("revoke", "Take a certificate back, from the next call on"));
  revoking->add_option("--serial", options->serial, "Its serial number, as `hotline certs list` shows it")->required();
  revoking->footer("Example:\n  hotline certs revoke --folder var/certs --serial 5B0C9E4FD2A1B6C3708E9D5A4F1C2B3D");
  revoking->callback([=, &common, &exit_code] { exit_code = revoke(common, *options); });

  auto* listing = with_folder(certs->add_subcommand("list", "What was issued, until when, and what was revoked"));
  listing->footer("Example:\n  hotline certs list --folder var/certs");
  listing->callback([=, &common, &exit_code] { exit_code = list(common, *options); });

  auto* renewing =
      with_folder(certs->add_subcommand("renew-edge", "Make a new certificate and key of the edge itself"));
  renewing->add_option("--days", options->days, "Days that it holds")->check(CLI::Range(1, 825))->capture_default_str();
  renewing->footer("Example:\n  hotline certs renew-edge --folder var/certs && ops/scripts/reload_edge.sh");
  renewing->callback([=, &common, &exit_code] { exit_code = renew(common, *options); });
}

}  // namespace hotline::cli
