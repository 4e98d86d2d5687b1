#pragma once

#include <string>

#include "cli/import_session.hpp"
#include "cli/list_file.hpp"

namespace hotline::cli {

// What of the file is not imported and why, on standard error; nothing when everything is.
void print_left_out(const OpenedList& list);
// How every column, and the file, was understood. Headings only, never a value.
void print_reading(const OpenedList& list);
// Counts, the first refusals and likely duplicates of a dry run.
void print_dry_run(const OpenedList& list, const ImportSummary& summary);
void print_summary(const ImportSummary& summary, const std::string& refused_file);
void print_summary_json(const ImportSummary& summary, bool dry_run);

}  // namespace hotline::cli
