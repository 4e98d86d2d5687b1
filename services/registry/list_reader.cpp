#include "registry/list_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "core/normal.hpp"
#include "core/status.hpp"
#include "runtime/bytes.hpp"

namespace hotline::registry {
namespace {

// A word of a list and what it means.
template <typename T>
struct Word {
  std::string_view word;
  T value;
};

constexpr std::array<Word<core::NameKind>, 6> kNameKinds{{
    {"birth", core::NameKind::kBirth},
    {"declared_at_capture", core::NameKind::kDeclaredAtCapture},
    {"document", core::NameKind::kDocument},
    {"transliteration", core::NameKind::kTransliteration},
    {"nickname", core::NameKind::kNickname},
    {"altered_by_authority", core::NameKind::kAlteredByAuthority},
}};
constexpr std::array<Word<core::Sex>, 4> kSexes{{
    {"male", core::Sex::kMale},
    {"female", core::Sex::kFemale},
    {"m", core::Sex::kMale},
    {"f", core::Sex::kFemale},
}};
constexpr std::array<Word<core::InformKin>, 4> kInformKin{{
    {"yes", core::InformKin::kYes},
    {"named_only", core::InformKin::kNamedOnly},
    {"no", core::InformKin::kNo},
    {"not_asked", core::InformKin::kNotAsked},
}};
constexpr std::array<Word<core::EvidenceRung>, 7> kRungs{{
    {"r0", core::EvidenceRung::kR0},
    {"r1", core::EvidenceRung::kR1},
    {"r2", core::EvidenceRung::kR2},
    {"r3", core::EvidenceRung::kR3},
    {"r4", core::EvidenceRung::kR4},
    {"r5", core::EvidenceRung::kR5},
    {"r6", core::EvidenceRung::kR6},
}};

std::string rung_name(core::EvidenceRung rung) {
  return "R" + std::to_string(static_cast<int>(rung));
}

// Reads one row; every fault it meets is noted and the reading goes on.
class Reader {
 public:
  Reader(const RawRow& raw, const ListRules& rules) : raw_(raw), rules_(rules) {}

  ReadRow read() {
    row_.row_number = raw_.row_number;
    if (!raw_.fault.empty()) fault("row", "cannot be read: too many columns, broken quotes, or text that is not UTF-8");
    read_name();
    read_particulars();
    read_statement();
    return std::move(row_);
  }

 private:
  void fault(std::string column, std::string description) {
    row_.faults.push_back({std::move(column), std::move(description)});
  }

  std::string text(const char* column, const std::string& value, std::size_t code_points_max) {
    auto wrong = core::text_fault(value, code_points_max);
    if (wrong) {
      fault(column, std::move(*wrong));
      return {};
    }
    return core::trim(value);
  }

  template <typename T, std::size_t N>
  std::optional<T> word(const char* column, const std::string& value, const std::array<Word<T>, N>& words) {
    if (!core::valid_utf8(value)) {
      fault(column, "is not valid UTF-8");
      return std::nullopt;
    }
    const std::string lower = core::lower_case(core::trim(value));
    if (lower.empty()) return std::nullopt;
    for (const Word<T>& known : words) {
      if (known.word == lower) return known.value;
    }
    std::string description = "is one of";
    for (const Word<T>& known : words) description.append(" ").append(known.word);
    fault(column, std::move(description));
    return std::nullopt;
  }

  std::optional<core::PartialDate> date(const char* column, const std::string& value) {
    if (value.empty()) return core::PartialDate{};
    auto parsed = core::parse_date(value);
    if (!parsed) {
      fault(column, "is a date like 1998-03-12, 12.03.1998, 1998-03, 1998 or 1995/1999");
      return std::nullopt;
    }
    auto wrong = core::date_fault(*parsed, rules_.today);
    if (wrong) {
      fault(column, std::move(*wrong));
      return std::nullopt;
    }
    return *parsed;
  }

  void read_name() {
    std::vector<core::FieldViolation> violations;
    core::check_name("", raw_.name, violations);
    for (core::FieldViolation& violation : violations) {
      fault(violation.field == "line" ? "name" : std::move(violation.field), std::move(violation.description));
    }
    if (violations.empty()) {
      core::NameParts& name = row_.name.parts.reveal();
      name.surname = core::trim(raw_.name.surname);
      name.given = core::trim(raw_.name.given);
      name.patronymic = core::trim(raw_.name.patronymic);
      name.line = core::trim(raw_.name.line);
      if (name.line.empty() && name.surname.empty()) {
        fault(name.given.empty() && name.patronymic.empty() ? "name" : "surname",
              "is required: the surname in its column, or the whole name in the column name");
      }
      row_.name.script = script_of(name);
    }
    row_.name.kind = word("name_kind", raw_.name_kind, kNameKinds).value_or(core::NameKind::kDocument);
    row_.name.language = text("language", raw_.language, kLanguageMax);
    const bool tag = std::all_of(row_.name.language.begin(), row_.name.language.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
    if (!tag) fault("language", "is a language tag like uk, ru or en");
  }

  void read_particulars() {
    row_.external_id = text("external_id", raw_.external_id, core::kIdentifierMax);
    core::Particulars& particulars = row_.particulars;
    particulars.sex = word("sex", raw_.sex, kSexes).value_or(core::Sex::kUnknown);
    particulars.birth_date = date("birth_date", raw_.birth_date).value_or(core::PartialDate{});
    particulars.birthplace = text("birthplace", raw_.birthplace, core::kPlaceMax);
    particulars.nationality = text("nationality", raw_.nationality, kNationalityMax);
    particulars.rank = text("rank", raw_.rank, kRankMax);
    particulars.unit = text("unit", raw_.unit, core::kUnitMax);
    row_.service_number = text("service_number", raw_.service_number, core::kIdentifierMax);
    if (!row_.service_number.empty() && core::fold_identifier(row_.service_number).empty()) {
      fault("service_number", "has letters or digits");
    }
    row_.inform_kin = word("inform_kin", raw_.inform_kin, kInformKin).value_or(core::InformKin::kNotAsked);
    read_region();
  }

  void read_region() {
    const std::string digits = text("region", raw_.region, kLanguageMax);
    if (digits.empty()) return;
    std::uint16_t region = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), region);
    if (failed != std::errc() || end != digits.data() + digits.size() || region > kRegionMax) {
      fault("region", "is the number of a region, 0 to " + std::to_string(kRegionMax));
      return;
    }
    row_.region = region;
  }

  void read_statement() {
    row_.place = text("place", raw_.place, core::kPlaceMax);
    const auto fact_date = date("fact_date", raw_.fact_date);
    if (fact_date) row_.fact_date = *fact_date;
    if (row_.fact_date.precision == core::DatePrecision::kYearRange) {
      fault("fact_date", "is a day, a month or a year, not a range of years");
    }
    const bool named = core::valid_utf8(raw_.statement);
    const auto kind = named ? core::statement_kind_of(core::trim(raw_.statement)) : std::nullopt;
    if (!kind) {
      fault("statement", raw_.statement.empty() ? "is required" : "is no word of the table of statements");
    }
    const auto rung = word("evidence", raw_.evidence, kRungs);
    if (!rung && raw_.evidence.empty()) fault("evidence", "is required: R0 to R6");
    if (!kind || !rung) return;
    row_.kind = *kind;
    row_.rung = *rung;
    check_rules(fact_date.has_value());
  }

  void check_rules(bool fact_date_read) {
    core::Statement statement;
    statement.kind = row_.kind;
    statement.rung = row_.rung;
    statement.fact_date = row_.fact_date;
    for (core::FieldViolation& violation : core::check_statement(statement, rules_.today, "")) {
      // A date that could not be read has its own fault already.
      if (violation.field == "fact_date" && !fact_date_read) continue;
      fault(column_of(violation.field), std::move(violation.description));
    }
    for (core::FieldViolation& violation :
         check_source_may_state(rules_.source, rules_.side, row_.kind, row_.rung, "")) {
      fault(column_of(violation.field), std::move(violation.description));
    }
  }

  static std::string column_of(const std::string& field) {
    if (field == "kind") return "statement";
    if (field == "rung") return "evidence";
    return field;
  }

  const RawRow& raw_;
  const ListRules& rules_;
  ReadRow row_;
};

// The code point that begins at `at` in valid UTF-8; moves `at` past it.
char32_t next_point(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  if (lead < 0x80) return lead;
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  char32_t point = lead & (0x3FU >> static_cast<unsigned>(more));
  for (int i = 0; i < more && at < text.size(); ++i) {
    point = point << 6U | (static_cast<unsigned char>(text[at++]) & 0x3FU);
  }
  return point;
}

bool latin(char32_t point) {
  return (point >= 'A' && point <= 'Z') || (point >= 'a' && point <= 'z') || (point >= 0xC0 && point <= 0x24F);
}

bool cyrillic(char32_t point) {
  return point >= 0x400 && point <= 0x52F;
}

void put_date(runtime::ByteWriter& writer, const core::PartialDate& date) {
  writer.string(core::format_date(date));
}

}  // namespace

ReadRow read_row(const RawRow& raw, const ListRules& rules) {
  return Reader(raw, rules).read();
}

std::string canonical_row(const ReadRow& row, core::Side side) {
  const core::NameParts& name = row.name.parts.reveal();
  const core::Particulars& particulars = row.particulars;
  runtime::ByteWriter writer;
  writer.u8(1).u8(static_cast<std::uint8_t>(side)).string(row.external_id);
  writer.string(name.surname).string(name.given).string(name.patronymic).string(name.line);
  writer.u8(static_cast<std::uint8_t>(row.name.kind)).string(row.name.language);
  writer.u8(static_cast<std::uint8_t>(particulars.sex));
  put_date(writer, particulars.birth_date);
  writer.string(particulars.birthplace).string(particulars.nationality).string(particulars.rank);
  writer.string(particulars.unit).string(core::fold_identifier(row.service_number));
  writer.u8(static_cast<std::uint8_t>(row.kind)).u8(static_cast<std::uint8_t>(row.rung));
  put_date(writer, row.fact_date);
  writer.string(row.place).u8(static_cast<std::uint8_t>(row.inform_kin)).u16(row.region);
  return writer.take();
}

std::vector<core::FieldViolation> check_source_may_state(const store::SourceRow& source, core::Side side,
                                                         core::StatementKind kind, core::EvidenceRung rung,
                                                         const std::string& prefix) {
  std::vector<core::FieldViolation> violations;
  if (rung > source.ceiling) {
    violations.push_back({prefix + "rung", "this source reports up to " + rung_name(source.ceiling)});
  }
  if (!source.may_state(kind)) violations.push_back({prefix + "kind", "this source may not state it"});
  if (!source.may_report(side)) {
    violations.push_back({prefix + "source_id", "this source does not report this side"});
  }
  return violations;
}

core::Script script_of(const core::NameParts& name) {
  const std::string all = name.surname + name.given + name.patronymic + name.line;
  std::size_t latin_letters = 0;
  std::size_t cyrillic_letters = 0;
  for (std::size_t at = 0; at < all.size();) {
    const char32_t point = next_point(all, at);
    if (latin(point)) ++latin_letters;
    if (cyrillic(point)) ++cyrillic_letters;
  }
  if (cyrillic_letters == 0 && latin_letters == 0) return core::Script::kOther;
  return cyrillic_letters >= latin_letters ? core::Script::kCyrillic : core::Script::kLatin;
}

}  // namespace hotline::registry
