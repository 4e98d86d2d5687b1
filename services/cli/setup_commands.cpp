#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>
#include <memory>
#include <thread>

#include "cli/commands.hpp"
#include "cli/data_folders.hpp"
#include "cli/names.hpp"
#include "core/scripts.hpp"
#include "hotline/v1/admin_service.grpc.pb.h"
#include "store/migrator.hpp"
#include "store/pg/blocking_connection.hpp"
#include "store/pg/conninfo.hpp"

namespace hotline::cli {
namespace {

struct MigrateOptions {
  std::string conninfo_file;
  bool trial = false;
  bool live = false;
};

core::Done migrate(const Common& common, const MigrateOptions& options) {
  auto conninfo = store::pg::Conninfo::read(options.conninfo_file);
  if (!conninfo) return std::move(conninfo).error();
  auto owner = store::pg::with_user(*conninfo, "hotline_owner");
  if (!owner) return std::move(owner).error();
  store::pg::SessionOptions session{.conninfo = *owner, .application_name = "hotline migrate"};
  auto connection = store::pg::BlockingConnection::connect(std::move(session));
  if (!connection) return std::move(connection).error();
  const auto outcome = store::migrate(**connection);
  if (!outcome) return outcome.error();
  std::string kind_name;
  core::Done marked = core::Nothing{};
  if (options.trial || options.live) {
    const auto kind = options.trial ? store::DatabaseKind::kTrial : store::DatabaseKind::kLive;
    marked = store::mark_database(**connection, kind);
    if (marked) kind_name = store::database_kind_name(kind);
  }
  if (common.json) {
    std::cout << "{\"migrations_applied\": " << outcome->applied << ", \"schema\": " << outcome->current
              << ", \"database_marked\": \"" << kind_name << "\"}\n";
    return marked;
  }
  std::cout << outcome->applied << " migrations applied, the schema is at " << outcome->current << '\n';
  if (!kind_name.empty()) std::cout << "the database is " << kind_name << '\n';
  return marked;
}

int print_status(const Common& common, const v1::GetStatusResponse& status) {
  if (common.json) {
    print_json(status);
    return kDone;
  }
  Table table({"", "hotlined " + status.version()});
  table.add({"database", enum_text(v1::DatabaseKind_Name(status.database_kind()), "DATABASE_KIND_")});
  table.add({"serving", status.serving() ? "yes" : "no: the log cannot be written"});
  table.add({"since", instant_text(status.started_at())});
  table.add({"persons", std::to_string(status.persons())});
  table.add({"index", "revision " + std::to_string(status.index_revision()) + ", " +
                          std::to_string(status.index_bytes() / (1024 * 1024)) + " MiB"});
  table.add({"model", status.model_version()});
  table.add({"log", "tree " + std::to_string(status.log_tree()) + ", " + std::to_string(status.log_size()) +
                        " entries, " + std::to_string(status.log_partitions_ahead()) + " partitions ahead"});
  std::cout << table.text();
  return kDone;
}

int show_status(const Common& common, std::int32_t wait_seconds) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(wait_seconds);
  while (true) {
    const auto stub = v1::AdminService::NewStub(common.channel());
    grpc::ClientContext context;
    common.prepare(context);
    v1::GetStatusResponse response;
    const grpc::Status status = stub->GetStatus(&context, v1::GetStatusRequest(), &response);
    const bool serving = status.ok() && response.serving();
    if (serving || std::chrono::steady_clock::now() >= until) {
      if (!status.ok()) return print_error(rpc::error_from(status), rpc::call_id_of(status));
      const int printed = print_status(common, response);
      return serving ? printed : static_cast<int>(kTryAgain);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
}

int check_scripts(const Common& common, const std::string& folder) {
  const auto catalogue = core::ScriptCatalogue::load(folder);
  if (!catalogue) return print_error(catalogue.error(), "");
  const auto faults = catalogue->check();
  for (const auto& fault : faults) std::cerr << fault << '\n';
  if (!faults.empty()) return kFailed;
  if (common.json) {
    std::cout << "{\"whole\": true, \"kinds\": " << core::kAnswerKinds.size()
              << ", \"parts\": " << core::kScriptParts.size() << ", \"languages\": " << core::kLanguages.size()
              << "}\n";
    return kDone;
  }
  std::cout << "scripts are whole: " << core::kAnswerKinds.size() << " kinds, " << core::kScriptParts.size()
            << " parts, " << core::kLanguages.size() << " languages\n";
  return kDone;
}

}  // namespace

void add_setup_commands(CLI::App& app, const Common& common, int& exit_code) {
  auto* status = app.add_subcommand("status", "What the server is and how it fares");
  auto wait = std::make_shared<std::int32_t>(0);
  status->add_option("--wait", *wait, "Seconds to wait until it serves")->check(CLI::Range(0, 600));
  status->footer("Example:\n  hotline --as operator status --wait 30\nExit codes: 0 serving, 6 not serving.");
  status->callback([wait, &common, &exit_code] { exit_code = show_status(common, *wait); });

  auto* migrating = app.add_subcommand("migrate", "Bring a database to this program's schema (as its owner)");
  migrating->footer(
      "Example:\n  hotline migrate --conninfo-file var/db/connection --trial\ndb/roles.sql is run before, by an "
      "administrator.");
  auto options = std::make_shared<MigrateOptions>();
  migrating->add_option("--conninfo-file", options->conninfo_file, "Connection file, mode 0600, without user")
      ->required();
  auto* trial =
      migrating->add_flag("--trial", options->trial, "Mark the database TRIAL, for good: invented people only");
  migrating->add_flag("--live", options->live, "Mark the database LIVE, for good")->excludes(trial);
  migrating->callback([options, &common, &exit_code] {
    const auto done = migrate(common, *options);
    exit_code = done ? static_cast<int>(kDone) : print_error(done.error(), "");
  });

  auto* scripts = app.add_subcommand("scripts", "The approved sentences");
  scripts->require_subcommand(1);
  auto* check = scripts->add_subcommand("check", "Whether every part is there in every language");
  auto scripts_folder = std::make_shared<std::string>(data_folder("share/hotline/scripts", "services/core/scripts"));
  check->add_option("--folder", *scripts_folder, "Folder of the scripts; left out: those that came with the program");
  check->footer("Example:\n  hotline scripts check --folder /etc/hotline/scripts");
  check->callback([scripts_folder, &common, &exit_code] { exit_code = check_scripts(common, *scripts_folder); });
}

}  // namespace hotline::cli
