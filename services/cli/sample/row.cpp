#include "cli/sample/row.hpp"

#include <ostream>
#include <span>

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

std::string_view word_of(core::StatementKind kind) {
  using enum core::StatementKind;
  switch (kind) {
    case kCaptured:
      return "captured";
    case kArrivedAtInternment:
      return "arrived";
    case kCardSent:
      return "card_sent";
    case kHospitalIn:
      return "hospital_in";
    case kHospitalOut:
      return "hospital_out";
    case kSeriouslyIll:
      return "seriously_ill";
    case kHealthReport:
      return "health_report";
    case kWounded:
      return "wounded";
    case kTransferred:
      return "transferred";
    case kSeenAlive:
      return "seen_alive";
    case kMissing:
      return "missing";
    case kKilled:
      return "killed";
    case kDied:
      return "died";
    case kBodyIdentified:
      return "body_identified";
    case kBuried:
      return "buried";
    case kReleased:
      return "released";
    case kExchanged:
      return "exchanged";
    case kRepatriated:
      return "repatriated";
    case kHandedOver:
      return "handed_over";
    case kEscaped:
      return "escaped";
    case kNoticeForwarded:
      return "notice_forwarded";
    case kNoticeReceipt:
      return "notice_receipt";
    case kIdentityAltered:
      return "identity_altered";
    case kWithdrawn:
      return "withdrawn";
  }
  return {};
}

std::string word_of(core::EvidenceRung rung) {
  return "R" + std::to_string(static_cast<int>(rung));
}

std::array<std::string, kColumns.size()> cells_of(const Row& row) {
  return {row.external_id, row.surname,    row.given_name,        row.patronymic,
          row.name,        row.name_kind,  row.language,          row.sex,
          row.birth_date,  row.birth_year, row.birthplace,        row.nationality,
          row.rank,        row.unit,       row.service_number,    std::string(word_of(row.statement)),
          row.fact_date,   row.place,      word_of(row.evidence), row.inform_kin,
          row.region};
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
