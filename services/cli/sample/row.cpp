#include "cli/sample/row.hpp"

#include <ostream>
#include <span>

#include "core/status.hpp"

namespace hotline::sample {
namespace {

void write_cell(std::ostream& out, std::string_view cell) {
  const bool outer_blank = !cell.empty() && (cell.front() == ' ' || cell.back() == ' ');
  if (!outer_blank && cell.find_first_of(",\"\r\n") == std::string_view::npos) {
    out << cell;
    return;
  }
  out << '"';
  for (const char letter : cell) {
    if (letter == '"') out << '"';
    out << letter;
  }
  out << '"';
}

template <typename Cell>
void write_line(std::ostream& out, std::span<const Cell> cells) {
  bool first = true;
  for (const auto& cell : cells) {
    if (!first) out << ',';
    first = false;
    write_cell(out, cell);
  }
  out << '\n';
}

}  // namespace

std::string word_of(core::EvidenceRung rung) {
  return "R" + std::to_string(static_cast<int>(rung));
}

std::array<std::string, kColumns.size()> cells_of(const Row& row) {
  return {row.external_id,
          row.surname,
          row.given_name,
          row.patronymic,
          row.name,
          row.name_kind,
          row.language,
          row.sex,
          row.birth_date,
          row.birth_year,
          row.birthplace,
          row.nationality,
          row.rank,
          row.unit,
          row.service_number,
          std::string(core::name_of(row.statement)),
          row.fact_date,
          row.place,
          word_of(row.evidence),
          row.inform_kin,
          row.region,
          row.recipient,
          row.health,
          row.authority};
}

void write_csv_header(std::ostream& out) {
  write_line<std::string_view>(out, kColumns);
}

void write_csv_row(std::ostream& out, const Row& row) {
  write_line<std::string>(out, cells_of(row));
}

void write_csv(std::ostream& out, const List& list) {
  write_csv_header(out);
  for (const auto& row : list.rows) write_csv_row(out, row);
}

}  // namespace hotline::sample
