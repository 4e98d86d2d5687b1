#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "core/person.hpp"
#include "core/result.hpp"
#include "store/registry_store.hpp"

namespace hotline::registry {

// One row as it was typed (ops/docs/list_format.md).
struct RawRow {
  std::int64_t row_number = 0;
  std::string external_id;
  core::NameParts name;
  std::string name_kind;
  std::string language;
  std::string sex;
  std::string birth_date;
  std::string birthplace;
  std::string nationality;
  std::string rank;
  std::string unit;
  std::string service_number;
  std::string statement;
  std::string fact_date;
  std::string place;
  std::string evidence;
  std::string inform_kin;
  std::string region;
  std::string recipient;
  std::string health;
  std::string authority;
  std::string mother_name;
  std::string siblings;
  std::string marks;
  std::string last_seen_place;
  std::string last_seen_date;
  std::string fault;  // codes of core/row_fault.hpp: what the file's reader found; the row is refused
};

// A row as it was understood: white space tidied, names in the case they are kept in, words of the closed tables turned
// to their values.
struct ReadRow {
  std::int64_t row_number = 0;
  std::vector<store::RowFault> faults;  // not empty: refused, and the rest is not to be used
  std::string external_id;
  core::PersonName name;
  std::vector<core::PersonName> other_names;  // from brackets: the name at birth, a nickname
  core::Particulars particulars;
  std::string service_number;
  core::StatementKind kind = core::StatementKind::kCaptured;
  core::EvidenceRung rung = core::EvidenceRung::kR0;
  core::PartialDate fact_date;
  std::string place;
  core::InformKin inform_kin = core::InformKin::kNotAsked;
  std::uint16_t region = 0;
  core::Recipient recipient = core::Recipient::kNone;
  core::Health health = core::Health::kNotStated;
  std::string authority;
};

// Against what the rows of one list are judged.
struct ListRules {
  store::SourceRow source;
  core::Side side = core::Side::kAdversary;
  std::chrono::year_month_day today{};
};

// Finds every fault of the row at once; a fault names the column and what would be right and never holds a value.
ReadRow read_row(const RawRow& raw, const ListRules& rules);

// The same content always gives the same bytes, however it was spaced and cased, its dates were written, whatever kinds
// of apostrophes, hyphens and quotes it has, and whatever kind of file it came from.
std::string canonical_row(const ReadRow& row, core::Side side);

// The faults of a statement that a source may not make; `prefix` as the proto spells the path.
std::vector<core::FieldViolation> check_source_may_state(const store::SourceRow& source, core::Side side,
                                                         core::StatementKind kind, core::EvidenceRung rung,
                                                         const std::string& prefix);

// By the letters the name has.
core::Script script_of(const core::NameParts& name);

// Twelve names with their dates.
inline constexpr std::size_t kSiblingsTextMax = 1500;
inline constexpr std::size_t kRankMax = 100;
inline constexpr std::size_t kNationalityMax = 100;
// BCP 47 tags in use are shorter.
inline constexpr std::size_t kLanguageMax = 16;
// Codes of regions are whole numbers up to this one.
inline constexpr std::uint16_t kRegionMax = 9999;

}  // namespace hotline::registry
