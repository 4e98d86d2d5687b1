#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "cli/sample/row.hpp"
#include "core/answer_kind.hpp"

namespace hotline::sample {

struct NameInScript {
  std::string_view surname;
  std::string_view given;
  std::string_view patronymic;
};

struct StatementSpec {
  core::StatementKind kind;
  core::EvidenceRung rung;
  std::string_view fact_date;
};

// What an operator asks by phone at the first call, and what comes.
struct DocumentedAnswer {
  std::int32_t caller_level;
  bool birth_date_asked;
  bool grant_tell_death;
  core::AnswerKind answer;
};

// An invented person of the sample register with a known answer: ops/docs/sample.md shows the table.
struct DocumentedPerson {
  std::int32_t number;
  NameInScript ukrainian;
  NameInScript russian;
  NameInScript latin;
  std::string_view birth_date;      // ISO
  std::string_view service_number;  // empty: none
  std::string_view source;          // empty: in no list
  std::string_view language;        // of the row: "uk", "ru"
  std::string_view inform_kin;
  std::array<StatementSpec, 3> statements;  // those with an empty date do not exist
  std::vector<DocumentedAnswer> answers;
  // What GetMyInquiry says to a portal once the trial's desk has confirmed who may be told of (hotline sample desk).
  std::string_view portal;
};

const std::vector<DocumentedPerson>& documented_persons();

// The rows of one person, in import order; empty for the one who is in no list.
std::vector<Row> rows_of(const DocumentedPerson& person);

}  // namespace hotline::sample
