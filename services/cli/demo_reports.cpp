// What the ministry, delegates and auditors see at the end of a day of the demo.
#include <chrono>
#include <filesystem>

#include "cli/audit_restored.hpp"
#include "cli/bulletin_month.hpp"
#include "cli/bulletin_words.hpp"
#include "cli/demo_day.hpp"
#include "cli/facts.hpp"
#include "cli/names.hpp"
#include "core/time.hpp"
#include "hotline/v1/reporting_service.grpc.pb.h"
#include "runtime/keyring.hpp"
#include "runtime/log_signer.hpp"
#include "store/log_audit.hpp"

namespace hotline::cli {
namespace {

using Reporting = v1::ReportingService::Stub;

constexpr int kDeadlinesShown = 5;
constexpr int kRowsShown = 6;

std::chrono::year_month_day today() {
  return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

void write_day(std::chrono::year_month_day day, v1::PartialDate& date) {
  date.set_year(static_cast<int>(day.year()));
  date.set_month(static_cast<std::int32_t>(static_cast<unsigned>(day.month())));
  date.set_day(static_cast<std::int32_t>(static_cast<unsigned>(day.day())));
}

std::string month_of(std::chrono::year_month_day day) {
  core::PartialDate date;
  date.precision = core::DatePrecision::kMonth;
  date.year = static_cast<std::int16_t>(static_cast<int>(day.year()));
  date.month = static_cast<std::uint8_t>(static_cast<unsigned>(day.month()));
  return core::format_date(date);
}

// The counts follow the work by a second or two.
int show_volumes(DemoDay& day) {
  const std::int64_t questions = day.before.questions() + day.counts["answers logged"];
  const std::int64_t opened = day.before.inquiries_opened() + day.counts["inquiries"];
  v1::DayVolume volume;
  int called = kDone;
  // Each look is logged, so there are few of them.
  demo_wait(day, DemoWait{"the counts follow the work", std::chrono::seconds(10), std::chrono::seconds(1)}, [&] {
    called = volumes_of_today(day, volume);
    return called != kDone || (volume.questions() >= questions && volume.inquiries_opened() >= opened);
  });
  if (called != kDone) return called;
  day.stage.say("supervisors see exact counts of this day's work: questions " + std::to_string(volume.questions()) +
                ", of them by portals " + std::to_string(volume.by_portals()) + ", inquiries opened " +
                std::to_string(volume.inquiries_opened()));
  return kDone;
}

}  // namespace

int volumes_of_today(const DemoDay& day, v1::DayVolume& volume) {
  const Common who = day.as("supervisor");
  v1::GetVolumesRequest request;
  write_day(today(), *request.mutable_from());
  write_day(today(), *request.mutable_to());
  v1::GetVolumesResponse response;
  const auto stub = v1::ReportingService::NewStub(who.channel());
  const int called = call(who, *stub, &Reporting::GetVolumes, request, response);
  if (called == kDone && !response.days().empty()) volume = response.days(0);
  return called;
}

int demo_deadlines(DemoDay& day) {
  const Common who = day.as("supervisor");
  v1::GetDeadlinesRequest request;
  request.set_page_size(kDeadlinesShown);
  v1::GetDeadlinesResponse response;
  const auto stub = v1::ReportingService::NewStub(who.channel());
  const int called = call(who, *stub, &Reporting::GetDeadlines, request, response);
  if (called != kDone) return called;
  std::int64_t all = 0;
  for (const auto& late : response.late()) {
    const std::string kind = enum_text(v1::DeadlineKind_Name(late.kind()), "DEADLINE_KIND_");
    if (late.count() > 0) day.stage.say(std::to_string(late.count()) + " late: " + kind);
    all += late.count();
  }
  for (const auto& item : response.items()) {
    const bool addressed = item.recipient() != v1::RECIPIENT_UNSPECIFIED;
    day.stage.say("  " + enum_text(v1::DeadlineKind_Name(item.kind()), "DEADLINE_KIND_") + " of person " +
                  std::to_string(item.person_id()) +
                  (addressed ? " to " + enum_text(v1::Recipient_Name(item.recipient()), "RECIPIENT_") : "") + ", due " +
                  date_text(item.due()) + ", " + std::to_string(item.days_late()) + " days late");
  }
  if (all == 0) day.stage.say("nothing is late");
  day.stage.count("late", all);
  day.count("deadlines late now", all);
  return kDone;
}

int demo_figures(DemoDay& day) {
  const int shown = show_volumes(day);
  if (shown != kDone) return shown;
  const Common who = day.as("reporter");
  v1::GetFiguresRequest request;
  request.set_table(v1::FIGURE_TABLE_STATUS);
  const auto last = std::chrono::year_month_day_last{today().year() / today().month() / std::chrono::last};
  write_day(last, *request.mutable_as_of());
  v1::GetFiguresResponse response;
  const auto stub = v1::ReportingService::NewStub(who.channel());
  const int called = call(who, *stub, &Reporting::GetFigures, request, response);
  if (called != kDone) return called;
  day.stage.say("the ministry sees months, rounded to five: " + response.table().title() + ", " +
                response.table().month());
  const BulletinWords words(v1::LANGUAGE_EN);
  int rows = 0;
  for (const auto& row : response.table().rows()) {
    if (row.kind() != v1::CELL_KIND_VALUE || ++rows > kRowsShown) continue;
    day.stage.say("  " + words.row(request.table(), row.row()) + ": " + words.cell(row));
  }
  day.stage.count("rows", response.table().rows_size());
  return kDone;
}

int demo_bulletin(DemoDay& day) {
  const Common who = day.as("reporter");
  Bulletin bulletin;
  int done = gather_bulletin(who, month_of(today()), {}, bulletin);
  if (done != kDone) return done;
  const std::string html = bulletin_html(bulletin, language_of(day.common.language));
  day.bulletin = day.options.folder + "/bulletin-" + bulletin.month + ".html";
  std::string sha256;
  done = publish_bulletin(who, bulletin, html, day.bulletin, sha256);
  if (done != kDone) return done;
  day.stage.say(day.bulletin + ", " + std::to_string(html.size()) + " bytes: open it in a browser");
  day.stage.say("SHA-256 " + sha256 + ", placed in the log");
  day.stage.count("bytes", static_cast<std::int64_t>(html.size()));
  day.count("bulletins");
  return kDone;
}

int demo_verify(DemoDay& day) {
  if (day.options.no_audit) {
    day.stage.say("left out, for --no-audit was given; later:  hotline audit verify --help");
    return kDone;
  }
  const auto keyring = runtime::Keyring::load(day.options.keys);
  if (!keyring) return print_error(keyring.error(), "");
  store::AuditQuestion question;
  const runtime::LogSigner signer("hotline/demo", keyring->set(runtime::KeyUse::kLogSigning));
  for (const auto& key : signer.verifiers(1)) question.public_keys.push_back(key.public_key);
  auto connection = connect_to_log(day.options.conninfo_file, "hotline_auditor");
  if (!connection) return print_error(connection.error(), "");
  const store::AuditProgress progress = [&day](std::uint64_t done, std::uint64_t total) {
    day.stage.waiting(std::to_string(done) + " of " + std::to_string(total) + " entries derived again");
  };
  const auto reports = store::audit_log(**connection, question, progress);
  if (!reports) return print_error(reports.error(), "");
  std::int64_t entries = 0;
  for (const auto& tree : *reports) {
    if (tree.damage) {
      return demo_failed("tree " + std::to_string(tree.tree) + " is DAMAGED at index " +
                         std::to_string(tree.damage->first) + ": " + tree.damage->what);
    }
    day.stage.say("tree " + std::to_string(tree.tree) + " of the log: " + std::to_string(tree.entries) +
                  " entries, sound; signed up to " + std::to_string(tree.covered));
    entries += static_cast<std::int64_t>(tree.entries);
  }
  day.stage.count("entries", entries);
  day.count("log entries verified", entries);
  return kDone;
}

}  // namespace hotline::cli
