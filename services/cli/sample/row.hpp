#pragma once

#include <array>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "core/person.hpp"

namespace hotline::sample {

// One row of an import file: one statement of a source about one person. Empty text: the column was not filled in.
struct Row {
  std::string external_id;
  std::string surname;
  std::string given_name;
  std::string patronymic;
  std::string name;  // the whole name, instead of the parts
  std::string name_kind;
  std::string language;
  std::string sex;
  std::string birth_date;  // ISO or DD.MM.YYYY
  std::string birth_year;
  std::string birthplace;
  std::string nationality;
  std::string rank;
  std::string unit;
  std::string service_number;
  core::StatementKind statement = core::StatementKind::kMissing;
  std::string fact_date;
  std::string place;
  core::EvidenceRung evidence = core::EvidenceRung::kR0;
  std::string inform_kin;
  std::string region;
  // Only for the kinds of statement that bring them (core::StatementRule).
  std::string recipient;
  std::string health;
  std::string authority;
};

inline constexpr std::array<std::string_view, 24> kColumns = {
    "external_id", "surname",    "given_name", "patronymic",  "name",   "name_kind", "language",       "sex",
    "birth_date",  "birth_year", "birthplace", "nationality", "rank",   "unit",      "service_number", "statement",
    "fact_date",   "place",      "evidence",   "inform_kin",  "region", "recipient", "health",         "authority"};

// A file that one source hands in about one side.
struct List {
  std::string source;
  core::Side side = core::Side::kAdversary;
  std::string file_name;
  std::vector<Row> rows;
};

// "R0" to "R6".
std::string word_of(core::EvidenceRung rung);

// In kColumns order; a statement is spelled by core::name_of, the table that the import reads.
std::array<std::string, kColumns.size()> cells_of(const Row& row);

// RFC 4180: quotes where a comma, a quote, a line end or an outer blank needs them.
void write_csv_header(std::ostream& out);
void write_csv_row(std::ostream& out, const Row& row);
void write_csv(std::ostream& out, const List& list);

}  // namespace hotline::sample
