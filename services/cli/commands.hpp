#pragma once

#include "cli/connection.hpp"

namespace CLI {
class App;
}

namespace hotline::cli {

// Each adds its commands below `app`; the chosen one sets `exit_code` when it is run.
void add_lookup_commands(CLI::App& app, const Common& common, int& exit_code);
void add_inquiry_commands(CLI::App& app, const Common& common, int& exit_code);
// Below `hotline inquiry`.
void add_candidate_commands(CLI::App& inquiry, const Common& common, int& exit_code);
void add_approval_commands(CLI::App& app, const Common& common, int& exit_code);
void add_erasure_commands(CLI::App& app, const Common& common, int& exit_code);
void add_alarm_commands(CLI::App& app, const Common& common, int& exit_code);
void add_register_commands(CLI::App& app, const Common& common, int& exit_code);
// Below `hotline register`.
void add_link_commands(CLI::App& registers, const Common& common, int& exit_code);
void add_person_commands(CLI::App& registers, const Common& common, int& exit_code);
// After the register's commands: they stand below `register` too.
void add_list_commands(CLI::App& app, const Common& common, int& exit_code);
void add_source_commands(CLI::App& app, const Common& common, int& exit_code);
void add_import_commands(CLI::App& app, const Common& common, int& exit_code);
// Below `hotline sample`.
void add_sample_desk(CLI::App& sample, const Common& common, int& exit_code);
void add_demo_command(CLI::App& app, const Common& common, int& exit_code);
void add_desk_commands(CLI::App& app, const Common& common, int& exit_code);
// `hotline desk`, for a person.
void add_desk_program(CLI::App& app, const Common& common, int& exit_code);
void add_report_commands(CLI::App& app, const Common& common, int& exit_code);
void add_partner_commands(CLI::App& app, const Common& common, int& exit_code);
void add_figure_commands(CLI::App& app, const Common& common, int& exit_code);
// Need no server.
void add_match_commands(CLI::App& app, int& exit_code);
void add_key_commands(CLI::App& app, const Common& common, int& exit_code);
void add_audit_commands(CLI::App& app, const Common& common, int& exit_code);
void add_setup_commands(CLI::App& app, const Common& common, int& exit_code);
void add_paper_commands(CLI::App& app, const Common& common, int& exit_code);
void add_watchdog_command(CLI::App& app, const Common& common, int& exit_code);
void add_token_commands(CLI::App& app, const Common& common, int& exit_code);
void add_certs_commands(CLI::App& app, const Common& common, int& exit_code);

}  // namespace hotline::cli
