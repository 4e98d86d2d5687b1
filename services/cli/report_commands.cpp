#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/facts.hpp"
#include "cli/names.hpp"
#include "hotline/v1/reporting_service.grpc.pb.h"

namespace hotline::cli {
namespace {

using Stub = v1::ReportingService::Stub;

struct DeadlineOptions {
  std::string kind;
  std::int32_t days_ahead = 0;
  std::int64_t most = 50;
};

std::string kind_text(v1::DeadlineKind kind) {
  return enum_text(v1::DeadlineKind_Name(kind), "DEADLINE_KIND_");
}

std::string recipient_text(v1::Recipient recipient) {
  return recipient == v1::RECIPIENT_UNSPECIFIED ? std::string()
                                                : enum_text(v1::Recipient_Name(recipient), "RECIPIENT_");
}

std::string late_text(std::int32_t days) {
  if (days == 0) return "not yet";
  return std::to_string(days) + (days == 1 ? " day" : " days");
}

void print_counts(const v1::GetDeadlinesResponse& response) {
  std::cout << "late:";
  for (const auto& late : response.late()) {
    std::cout << "  " << late.count() << (late.count() >= 10'000 ? "+ " : " ") << kind_text(late.kind());
  }
  std::cout << '\n';
}

int list_deadlines(const Common& common, const DeadlineOptions& options) {
  v1::GetDeadlinesRequest request;
  v1::DeadlineKind kind{};
  if (!options.kind.empty()) {
    if (!parse_enum_text("DEADLINE_KIND_", options.kind, v1::DeadlineKind_Parse, kind) ||
        kind == v1::DEADLINE_KIND_UNSPECIFIED) {
      return usage_error("--kind: capture-card, health-report, custody-notice, notice or notice-receipt");
    }
    request.set_kind(kind);
  }
  request.set_days_ahead(options.days_ahead);
  request.set_page_size(static_cast<std::int32_t>(std::min<std::int64_t>(options.most, 500)));
  const auto stub = v1::ReportingService::NewStub(common.channel());
  Table table({"due", "late", "what", "to", "person", "side", "since", "statement"});
  std::int64_t shown = 0;
  do {
    v1::GetDeadlinesResponse response;
    const int called = call(common, *stub, &Stub::GetDeadlines, request, response);
    if (called != kDone) return called;
    if (common.json) {
      print_json(response);
    } else if (response.late_size() > 0) {
      print_counts(response);
    }
    for (const auto& item : response.items()) {
      table.add({date_text(item.due()), late_text(item.days_late()), kind_text(item.kind()),
                 recipient_text(item.recipient()), std::to_string(item.person_id()), side_text(item.side()),
                 date_text(item.since()), item.statement_id() == 0 ? "" : std::to_string(item.statement_id())});
    }
    shown += response.items_size();
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty() && shown < options.most);
  if (common.json) return kDone;
  if (shown == 0) {
    std::cout << (options.days_ahead == 0 ? "nothing is late\n" : "nothing is late or falls due by then\n");
    return kDone;
  }
  std::cout << table.text();
  if (!request.page_token().empty()) std::cout << "more: raise --most\n";
  std::cout << "closed by the statement that fulfils it:  hotline register put-statement --help\n";
  return kDone;
}

}  // namespace

void add_report_commands(CLI::App& app, const Common& common, int& exit_code) {
  auto* deadlines =
      app.add_subcommand("deadlines",
                         "What the Geneva Conventions give a time for and has not been done: capture cards, weekly "
                         "health reports, notices "
                         "and their receipts, the latest first (supervisors, registrars; delegates see what is late)");
  const auto options = std::make_shared<DeadlineOptions>();
  deadlines->add_option("--kind", options->kind,
                        "Only capture-card, health-report, custody-notice, notice or notice-receipt");
  deadlines->add_option("--ahead", options->days_ahead, "Also what falls due within so many days, today the first")
      ->check(CLI::Range(0, 60));
  deadlines->add_option("--most", options->most, "At most so many rows")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  deadlines->callback([options, &common, &exit_code] { exit_code = list_deadlines(common, *options); });
}

}  // namespace hotline::cli
