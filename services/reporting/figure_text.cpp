#include "reporting/figure_text.hpp"

#include <cstdio>
#include <string_view>

#include "core/figures.hpp"

namespace hotline::reporting {
namespace {

std::string_view kind_word(v1::CellKind kind) {
  if (kind == v1::CELL_KIND_VALUE) return "rounded";
  return kind == v1::CELL_KIND_FEW ? "fewer than 15" : "withheld";
}

std::string name_of_table(const v1::ReleasedTable& table) {
  return std::string(core::name_of(static_cast<core::FigureTable>(table.table())));
}

std::string csv_field(std::string_view value) {
  std::string out = "\"";
  for (const char c : value) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

// Our own words only: no quote, no backslash and no control character stands in them but in a source's name.
std::string json_text(std::string_view value) {
  std::string out = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string day_text(const v1::PartialDate& day) {
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", day.year(), day.month(), day.day());
  return day.year() == 0 ? "not released" : text;
}

}  // namespace

std::string csv_of(const v1::ReleasedTable& table, bool trial) {
  std::string text;
  if (trial) text += "# TRIAL: everybody in this register is invented.\n";
  text += "# " + table.title() + ", " + table.month() + ". " + table.definition() + "\n";
  text += "# Rounded to multiples of five, each number by itself: parts need not sum to their whole. Released " +
          day_text(table.released_on()) + ", SHA-256 " + table.sha256() + "\n";
  text += "table,month,row,value,meaning\n";
  for (const auto& row : table.rows()) {
    text += name_of_table(table) + "," + table.month() + "," + csv_field(row.row()) + ",";
    if (row.kind() == v1::CELL_KIND_VALUE) text += std::to_string(row.value());
    text += ",";
    text += kind_word(row.kind());
    text += "\n";
  }
  return text;
}

std::string json_of(const v1::ReleasedTable& table, bool trial) {
  std::string text = "{\"table\":" + json_text(name_of_table(table)) + ",\"title\":" + json_text(table.title()) +
                     ",\"month\":" + json_text(table.month()) + ",\"definition\":" + json_text(table.definition()) +
                     ",\"rounded_to\":5,\"released_on\":" + json_text(day_text(table.released_on())) +
                     ",\"sha256\":" + json_text(table.sha256()) + ",\"trial\":" + (trial ? "true" : "false") +
                     ",\"rows\":[";
  for (int i = 0; i < table.rows_size(); ++i) {
    const auto& row = table.rows(i);
    if (i > 0) text += ",";
    text += "{\"row\":" + json_text(row.row()) + ",\"value\":";
    text += row.kind() == v1::CELL_KIND_VALUE ? std::to_string(row.value()) : "null";
    text += ",\"meaning\":" + json_text(kind_word(row.kind())) + "}";
  }
  return text + "]}\n";
}

}  // namespace hotline::reporting
