#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <istream>
#include <string>
#include <vector>

#include "cli/sheet/layout.hpp"
#include "cli/sheet/text_rows.hpp"
#include "core/ids.hpp"
#include "core/person.hpp"
#include "core/result.hpp"

namespace hotline::sheet {

// How one file is read, decided before anything is sent. The stream is of the CSV that a workbook was unpacked to, or
// of the file itself.
struct Reading {
  TextFormat format;
  bool workbook = false;
  int sheet = 1;
  int sheets = 1;
  LayoutRules rules;
  core::Side side = core::Side::kAdversary;
  Layout layout;
};

// One data row as it stands in the file.
struct DataRow {
  std::int64_t number = 0;  // among the data rows, from 1
  std::int64_t line = 0;    // of the file, from 1
  std::vector<std::string> cells;
  bool merged = false;  // a merged cell covers others of the row
};

// What one pass over all rows tells.
struct Survey {
  std::int64_t rows = 0;
  std::int64_t empty_lines = 0;
  std::int64_t repeated_headers = 0;  // page breaks, and rows that number the columns
  std::vector<std::int64_t> filled;   // data rows with something in it, by column
};

// Texts of a row by the columns of a list, and what is wrong with it already (codes of core/row_fault.hpp).
struct ListCells {
  std::int64_t number = 0;
  std::string external_id, surname, given_name, patronymic, name, name_kind, language, sex, birth_date, birthplace;
  std::string nationality, rank, unit, service_number, statement, fact_date, place, evidence, inform_kin, region;
  std::string recipient, health, authority, mother_name, siblings, marks, last_seen_place, last_seen_date;
  std::string fault;
};

// Finds the header and sets reading.layout.
core::Done find_header(std::istream& in, Reading& reading);
// Counts the rows. A column without a heading must be empty.
core::Result<Survey> survey(std::istream& in, const Reading& reading);
// Gives each data row in order until `take` returns false.
core::Done each_row(std::istream& in, const Reading& reading, const std::function<bool(DataRow)>& take);

ListCells list_cells(const Reading& reading, const DataRow& row);

// SHA-256 of the file's bytes and of how they are read: a corrected reading is another list, the same command is the
// same list.
core::Bytes32 hash_of(const core::Bytes32& bytes_sha256, const Reading& reading);

}  // namespace hotline::sheet
