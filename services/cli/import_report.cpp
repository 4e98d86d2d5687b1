#include "cli/import_report.hpp"

#include <cstdio>
#include <iomanip>
#include <iostream>

#include "cli/console.hpp"
#include "cli/names.hpp"
#include "cli/sheet/headings.hpp"

namespace hotline::cli {
namespace {

std::int64_t count_of(const ImportSummary& summary, v1::RowOutcomeKind kind) {
  return summary.by_outcome[static_cast<std::size_t>(kind)];
}

std::string percent(std::int64_t part, std::int64_t whole) {
  char text[16];
  std::snprintf(text, sizeof text, "%.0f %%",
                whole > 0 ? 100.0 * static_cast<double>(part) / static_cast<double>(whole) : 0.0);
  return text;
}

std::string origin_text(sheet::Origin origin) {
  switch (origin) {
    case sheet::Origin::kTable:
      return "by its heading";
    case sheet::Origin::kRemembered:
      return "as in this source's last list";
    case sheet::Origin::kOption:
      return "by --map";
    case sheet::Origin::kBlank:
      return "no heading, empty";
  }
  return {};
}

Table outcomes(const ImportSummary& summary) {
  Table table({"outcome", "rows"});
  table.add({"new", std::to_string(count_of(summary, v1::ROW_OUTCOME_KIND_NEW))});
  table.add({"joined", std::to_string(count_of(summary, v1::ROW_OUTCOME_KIND_JOINED))});
  table.add({"changed", std::to_string(count_of(summary, v1::ROW_OUTCOME_KIND_CHANGED))});
  table.add({"statement added", std::to_string(count_of(summary, v1::ROW_OUTCOME_KIND_STATEMENT_ADDED))});
  table.add({"unchanged", std::to_string(count_of(summary, v1::ROW_OUTCOME_KIND_UNCHANGED))});
  table.add({"refused", std::to_string(count_of(summary, v1::ROW_OUTCOME_KIND_REFUSED))});
  if (summary.resumed_after > 0) table.add({"imported before", std::to_string(summary.resumed_after)});
  return table;
}

}  // namespace

void print_left_out(const OpenedList& list) {
  const sheet::Layout& layout = list.reading.layout;
  if (list.reading.sheets > 1) {
    std::cerr << "sheet " << list.reading.sheet << " of " << list.reading.sheets << "; --sheet chooses another\n";
  }
  for (const sheet::Column& column : layout.columns) {
    if (column.origin != sheet::Origin::kRemembered || column.column.empty()) continue;
    if (sheet::column_of_heading(column.heading).value_or(column.column) == column.column) continue;
    std::cerr << "as in this source's last list, \"" << column.heading << "\" means " << column.column
              << "; --map says otherwise\n";
  }
  if (!layout.title_lines.empty()) {
    std::cerr << "above the header, not imported: rows";
    for (const std::int64_t line : layout.title_lines) std::cerr << ' ' << line;
    std::cerr << '\n';
  }
  if (list.survey.repeated_headers > 0) {
    std::cerr << "the header again, passed over: " << list.survey.repeated_headers << " rows\n";
  }
  std::string passed_over;
  for (const sheet::Column& column : layout.columns) {
    if (column.column.empty() && !column.heading.empty()) passed_over += " \"" + column.heading + '"';
  }
  if (!passed_over.empty()) std::cerr << "columns passed over:" << passed_over << '\n';
}

void print_reading(const OpenedList& list) {
  const sheet::Reading& reading = list.reading;
  if (reading.workbook) {
    std::cout << "file      workbook, sheet " << reading.sheet << " of " << reading.sheets << '\n';
  } else {
    std::cout << "file      " << sheet::name_of(reading.format.encoding) << ", columns divided by "
              << sheet::name_of(reading.format.separator) << '\n';
  }
  std::cout << "header    row " << reading.layout.header_line << "; " << list.survey.rows << " rows below it, "
            << list.survey.empty_lines << " empty ones\n";
  const sheet::Constants& constants = reading.rules.constants;
  // The words of the command line, not of the file.
  const auto constant = [](const char* name, const std::string& value) {
    if (!value.empty()) std::cout << "all rows  " << name << ' ' << value << " (where the row says nothing)\n";
  };
  constant("statement", constants.statement);
  constant("evidence", constants.evidence);
  constant("fact_date", constants.fact_date);
  constant("place", constants.place);
  Table table({"heading", "column", "filled", "understood"});
  for (std::size_t i = 0; i < reading.layout.columns.size(); ++i) {
    const sheet::Column& column = reading.layout.columns[i];
    table.add({column.heading.empty() ? "#" + std::to_string(i + 1) : column.heading,
               column.column.empty() ? "(passed over)" : column.column,
               percent(list.survey.filled[i], list.survey.rows), origin_text(column.origin)});
  }
  std::cout << '\n' << table.text() << '\n';
}

void print_dry_run(const OpenedList& list, const ImportSummary& summary) {
  print_reading(list);
  std::cout << outcomes(summary).text();
  if (!summary.first_refused.empty()) {
    Table table({"row", "column", "reason"});
    for (const ShownRow& row : summary.first_refused) {
      for (const v1::RowFault& fault : row.faults) {
        table.add({std::to_string(row.line), fault.column(), fault.description()});
      }
    }
    std::cout << "\nthe first refusals\n" << table.text();
  }
  if (!summary.first_duplicates.empty()) {
    Table table({"row", "person", "the same"});
    for (const ShownRow& row : summary.first_duplicates) {
      if (row.joined_to != 0) table.add({std::to_string(row.line), std::to_string(row.joined_to), "would be joined"});
      for (const v1::LikelySame& likely : row.likely_same) {
        table.add({std::to_string(row.line), std::to_string(likely.person_id()),
                   "likely, " + std::to_string(likely.probability()).substr(0, 5)});
      }
    }
    std::cout << "\nlikely duplicates: " << summary.duplicates << " rows, the first of them\n" << table.text();
  }
  std::cout << "\ndry run: nothing was written\n";
}

void print_summary(const ImportSummary& summary, const std::string& refused_file) {
  const double sent = static_cast<double>(summary.rows - summary.resumed_after);
  std::cout << outcomes(summary).text() << "list      " << hex_text(summary.list_id) << "\nrows      " << summary.rows
            << " in " << std::fixed << std::setprecision(1) << summary.seconds << " s (" << std::setprecision(0)
            << (summary.seconds > 0 ? sent / summary.seconds : 0) << " rows/s)\n";
  if (count_of(summary, v1::ROW_OUTCOME_KIND_REFUSED) > 0) {
    std::cout << "refused   " << refused_file << " (correct it and import it again)\n";
  }
  std::cout << "missing   hotline list missing " << hex_text(summary.list_id)
            << "  (whom this source's earlier lists had and this one has not)\n";
}

void print_summary_json(const ImportSummary& summary, bool dry_run) {
  std::cout << "{\n \"list_id\": \"" << hex_text(summary.list_id) << "\",\n \"rows\": " << summary.rows
            << ",\n \"resumed_after\": " << summary.resumed_after
            << ",\n \"new\": " << count_of(summary, v1::ROW_OUTCOME_KIND_NEW)
            << ",\n \"joined\": " << count_of(summary, v1::ROW_OUTCOME_KIND_JOINED)
            << ",\n \"changed\": " << count_of(summary, v1::ROW_OUTCOME_KIND_CHANGED)
            << ",\n \"statement_added\": " << count_of(summary, v1::ROW_OUTCOME_KIND_STATEMENT_ADDED)
            << ",\n \"unchanged\": " << count_of(summary, v1::ROW_OUTCOME_KIND_UNCHANGED)
            << ",\n \"refused\": " << count_of(summary, v1::ROW_OUTCOME_KIND_REFUSED)
            << ",\n \"likely_duplicates\": " << summary.duplicates
            << ",\n \"dry_run\": " << (dry_run ? "true" : "false") << ",\n \"seconds\": " << summary.seconds << "\n}\n";
}

}  // namespace hotline::cli
