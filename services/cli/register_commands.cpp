#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/facts.hpp"
#include "cli/names.hpp"
#include "cli/person_tables.hpp"
#include "core/time.hpp"
#include "hotline/v1/registry_service.grpc.pb.h"

namespace hotline::cli {
namespace {

using Stub = v1::RegistryService::Stub;

struct PutOptions {
  std::int64_t person_id = 0;
  std::string file;
};

int put_statement(const Common& common, const PutOptions& options) {
  v1::PutStatementRequest request;
  request.set_request_id(new_request_id());
  request.set_person_id(options.person_id);
  const int read = read_json_file("--statement", options.file, *request.mutable_statement());
  if (read != kDone) return read;
  const auto stub = v1::RegistryService::NewStub(common.channel());
  v1::PutStatementResponse response;
  const int called = call(common, *stub, &Stub::PutStatement, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
  } else {
    std::cout << "statement " << response.statement_id() << " added; status "
              << enum_text(v1::PersonStatus_Name(response.status()), "PERSON_STATUS_") << ", version "
              << response.version() << '\n';
  }
  return kDone;
}

struct WithdrawOptions {
  std::int64_t statement_id = 0;
  std::string ground;
};

int withdraw_statement(const Common& common, const WithdrawOptions& options) {
  v1::WithdrawStatementRequest request;
  request.set_request_id(new_request_id());
  request.set_statement_id(options.statement_id);
  request.set_ground(options.ground);
  const auto stub = v1::RegistryService::NewStub(common.channel());
  v1::WithdrawStatementResponse response;
  const int called = call(common, *stub, &Stub::WithdrawStatement, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
  } else if (response.withdrawn()) {
    std::cout << "withdrawn; status " << enum_text(v1::PersonStatus_Name(response.status()), "PERSON_STATUS_")
              << ", version " << response.version() << '\n';
  } else {
    std::cout << "asked for: a death is withdrawn when a second registrar confirms it with the same command\n";
  }
  return kDone;
}

struct HoldOptions {
  std::int64_t person_id = 0;
  std::int64_t hold_id = 0;
  std::string ground;
  std::string until;
};

int put_hold(const Common& common, const HoldOptions& options) {
  const auto until = core::parse_date(options.until);
  if (!until) return usage_error("--until: a day, YYYY-MM-DD");
  v1::PutHoldRequest request;
  request.set_request_id(new_request_id());
  request.set_person_id(options.person_id);
  request.set_ground(options.ground);
  request.mutable_until()->set_year(until->year);
  request.mutable_until()->set_month(until->month);
  request.mutable_until()->set_day(until->day);
  const auto stub = v1::RegistryService::NewStub(common.channel());
  v1::PutHoldResponse response;
  const int called = call(common, *stub, &Stub::PutHold, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
  } else {
    std::cout << "hold " << response.hold_id() << " in force until " << options.until << '\n';
  }
  return kDone;
}

int end_hold(const Common& common, const HoldOptions& options) {
  v1::EndHoldRequest request;
  request.set_request_id(new_request_id());
  request.set_hold_id(options.hold_id);
  const auto stub = v1::RegistryService::NewStub(common.channel());
  v1::EndHoldResponse response;
  const int called = call(common, *stub, &Stub::EndHold, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
  } else {
    std::cout << "hold " << options.hold_id << " ended\n";
  }
  return kDone;
}

}  // namespace

void add_register_commands(CLI::App& app, const Common& common, int& exit_code) {
  auto* registers = app.add_subcommand("register", "Read and correct the register");
  registers->require_subcommand(1);
  registers->footer(
      "Examples:\n"
      "  hotline --as registrar register find --purpose \"complaint 12/2026\"\n"
      "  hotline --as registrar register show 4711 --purpose \"complaint 12/2026\"\n"
      "  hotline --as registrar register put-statement 4711 --statement statement.json\n"
      "  hotline --as registrar register withdraw-statement 90210 --ground \"wrong row\"\n"
      "  hotline --as registrar register sources");

  add_person_commands(*registers, common, exit_code);

  add_link_commands(*registers, common, exit_code);

  auto* put = registers->add_subcommand("put-statement", "Add a statement to a person");
  auto putting = std::make_shared<PutOptions>();
  put->add_option("person", putting->person_id, "Person id")->required();
  put->add_option("--statement", putting->file, "JSON of hotline.v1.Statement in a file; - is standard input")
      ->required();
  put->callback([putting, &common, &exit_code] { exit_code = put_statement(common, *putting); });

  auto* withdraw =
      registers->add_subcommand("withdraw-statement", "Take a statement back; a death needs two registrars");
  auto withdrawing = std::make_shared<WithdrawOptions>();
  withdraw->add_option("statement", withdrawing->statement_id, "Statement id")->required();
  withdraw->add_option("--ground", withdrawing->ground, "Why; no names")->required();
  withdraw->callback([withdrawing, &common, &exit_code] { exit_code = withdraw_statement(common, *withdrawing); });

  auto* hold = registers->add_subcommand("hold", "Order that nothing be told of a person");
  auto holding = std::make_shared<HoldOptions>();
  hold->add_option("person", holding->person_id, "Person id")->required();
  hold->add_option("--ground", holding->ground, "Why; no names")->required();
  hold->add_option("--until", holding->until, "Last day, YYYY-MM-DD")->required();
  hold->callback([holding, &common, &exit_code] { exit_code = put_hold(common, *holding); });

  auto* unhold = registers->add_subcommand("end-hold", "End a hold before its day (supervisors)");
  auto ending = std::make_shared<HoldOptions>();
  unhold->add_option("hold", ending->hold_id, "Hold id")->required();
  unhold->callback([ending, &common, &exit_code] { exit_code = end_hold(common, *ending); });
}

}  // namespace hotline::cli
