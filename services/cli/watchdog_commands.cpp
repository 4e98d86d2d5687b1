#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>
#include <memory>
#include <string>
#include <thread>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "core/time.hpp"
#include "hotline/v1/lookup_service.grpc.pb.h"
#include "runtime/system_clock.hpp"

namespace hotline::cli {
namespace {

struct WatchdogOptions {
  std::int32_t every_seconds = 15;
  std::int32_t failures = 3;
  std::int64_t rounds = 0;
};

enum class Heard {
  kAnswer,
  kRefusal,  // it lives: whatever is wrong, a restart does not mend it
  kNothing,
};

// One look-up after the other, by the way that callers take. Each takes a connection of its own, for a server that
// takes no new ones is what is looked for. The first opens an inquiry about somebody invented, the others go on with
// it, so that the families' inquiries stay the only other ones.
class Canary {
 public:
  explicit Canary(const Common& common) : common_(common) {}

  Heard look() {
    v1::LookupPersonRequest request;
    request.set_request_id(new_request_id());
    request.set_purpose(v1::PURPOSE_FAMILY_INQUIRY);
    request.set_language(v1::LANGUAGE_UK);
    request.mutable_call()->set_line("watchdog");
    request.mutable_call()->set_exchange_call_id(call_id_);
    request.mutable_call()->mutable_started_at()->set_seconds(
        std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()).time_since_epoch().count());
    if (inquiry_.reference().empty()) {
      write_facts(*request.mutable_facts());
    } else {
      *request.mutable_inquiry() = inquiry_;
    }
    const auto stub = v1::LookupService::NewStub(common_.channel());
    grpc::ClientContext context;
    common_.prepare(context);
    v1::LookupPersonResponse response;
    const auto began = std::chrono::steady_clock::now();
    const grpc::Status status = stub->LookupPerson(&context, request, &response);
    took_ = std::chrono::steady_clock::now() - began;
    if (status.ok() && !response.receipt().leaf_hash().empty()) {
      if (inquiry_.reference().empty()) {
        inquiry_.set_reference(response.inquiry_reference());
        inquiry_.set_passphrase(response.inquiry_passphrase());
      }
      return Heard::kAnswer;
    }
    error_ = rpc::error_from(status);
    // Our own refusals carry details; what the client or the edge makes up of silence does not.
    if (status.error_details().empty()) return Heard::kNothing;
    // Perhaps the database was restored to before this inquiry.
    if (error_.reason == core::Reason::kNotFound) inquiry_.Clear();
    return Heard::kRefusal;
  }

  const core::Error& error() const { return error_; }
  double took_ms() const { return std::chrono::duration<double, std::milli>(took_).count(); }

 private:
  static void write_facts(v1::Facts& facts) {
    facts.mutable_name()->set_surname("Kanarkovyi");
    facts.mutable_name()->set_given_name("Perevirko");
    facts.mutable_birth_date()->set_year(1970);
    facts.mutable_birth_date()->set_month(1);
    facts.mutable_birth_date()->set_day(1);
  }

  const Common& common_;
  // One call for all, as it is one asker: the guard counts how many ask for a person.
  const std::string call_id_ = "canary-" + new_request_id();
  v1::InquiryKey inquiry_;
  core::Error error_;
  std::chrono::steady_clock::duration took_{};
};

void say(const std::string& text) {
  std::cerr << core::format_instant(runtime::SystemClock().now()) << ' ' << text << std::endl;
}

bool is_ours_to_mend(core::Reason reason) {
  return reason == core::Reason::kNotSignedIn || reason == core::Reason::kNotAllowed ||
         reason == core::Reason::kInvalidField;
}

int watch(const Common& common, const WatchdogOptions& options) {
  Canary canary(common);
  std::int32_t silent = 0;
  for (std::int64_t round = 1;; ++round) {
    const auto began = std::chrono::steady_clock::now();
    const Heard heard = canary.look();
    silent = heard == Heard::kNothing ? silent + 1 : 0;
    if (heard == Heard::kAnswer && (round == 1 || options.rounds > 0)) {
      say("answered in " + std::to_string(static_cast<int>(canary.took_ms())) + " ms");
    }
    if (heard == Heard::kRefusal) {
      say("answered with a refusal: " + canary.error().message);
      if (is_ours_to_mend(canary.error().reason)) return print_error(canary.error(), "");
    }
    if (heard == Heard::kNothing) {
      say("no answer, " + std::to_string(silent) + " of " + std::to_string(options.failures) + ": " +
          canary.error().message);
    }
    if (silent >= options.failures) return kTryAgain;
    if (round == options.rounds) return kDone;
    std::this_thread::sleep_until(began + std::chrono::seconds(options.every_seconds));
  }
}

}  // namespace

void add_watchdog_command(CLI::App& app, const Common& common, int& exit_code) {
  auto* command =
      app.add_subcommand("watchdog", "Look up somebody invented again and again, and end when nothing answers");
  command->footer(
      "Each look-up takes the whole way, on a new connection, and is a log entry whose call id begins with "
      "\"canary-\". A\n"
      "refusal is an answer: the server lives. Under systemd (ops/systemd/hotline-watchdog.service) its end restarts "
      "what is\n"
      "deaf.\n"
      "Example:\n  hotline --edge localhost:8443 --cert w.pem --key w.key --ca ca.pem --timeout 5 watchdog --every 15\n"
      "Exit codes: 0 after --rounds, 2 usage, 3 or 5 its own certificate or name is refused, 6 nothing answers.");
  auto options = std::make_shared<WatchdogOptions>();
  command->add_option("--every", options->every_seconds, "Seconds from one look-up to the next")
      ->check(CLI::Range(1, 3600))
      ->capture_default_str();
  command->add_option("--failures", options->failures, "Silences in a row after which it ends")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  command->add_option("--rounds", options->rounds, "End well after so many look-ups; 0: never")
      ->check(CLI::Range(std::int64_t{0}, std::int64_t{1'000'000}))
      ->capture_default_str();
  command->callback([options, &common, &exit_code] { exit_code = watch(common, *options); });
}

}  // namespace hotline::cli
