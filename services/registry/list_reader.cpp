#include "registry/list_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "core/date_text.hpp"
#include "core/name_text.hpp"
#include "core/normal.hpp"
#include "core/row_fault.hpp"
#include "core/siblings.hpp"
#include "core/status.hpp"
#include "registry/list_words.hpp"
#include "registry/name_fault.hpp"
#include "runtime/bytes.hpp"

namespace hotline::registry {
namespace {

std::string rung_name(core::EvidenceRung rung) {
  return "R" + std::to_string(static_cast<int>(rung));
}

// Reads one row; every fault it meets is noted and the reading goes on.
class Reader {
 public:
  Reader(const RawRow& raw, const ListRules& rules) : raw_(raw), rules_(rules) {}

  ReadRow read() {
    row_.row_number = raw_.row_number;
    for (auto& [column, description] : core::row_faults(raw_.fault)) fault(std::move(column), std::move(description));
    read_name();
    read_particulars();
    read_statement();
    return std::move(row_);
  }

 private:
  void fault(std::string column, std::string description) {
    row_.faults.push_back({std::move(column), std::move(description)});
  }

  // Tidied first, so that a line break inside a cell is white space and no control character.
  std::string text(const char* column, const std::string& value, std::size_t code_points_max) {
    if (!core::valid_utf8(value)) {
      fault(column, "is not valid UTF-8: put the text right");
      return {};
    }
    std::string tidied = core::trim(value);
    auto wrong = core::text_fault(tidied, code_points_max);
    if (wrong) {
      fault(column, std::move(*wrong));
      return {};
    }
    return tidied;
  }

  // The first `named` words are told when none fits.
  template <typename T, std::size_t N>
  std::optional<T> word(const char* column, const std::string& value, const std::array<Word<T>, N>& words,
                        std::size_t named) {
    if (!core::valid_utf8(value)) {
      fault(column, "is not valid UTF-8: put the text right");
      return std::nullopt;
    }
    const std::string key = word_key(value);
    if (key.empty()) return std::nullopt;
    for (const Word<T>& known : words) {
      if (known.word == key) return known.value;
    }
    std::string description = "is one of";
    for (std::size_t i = 0; i < named; ++i) {
      std::string one(words[i].word);
      std::replace(one.begin(), one.end(), ' ', '_');
      description.append(" ").append(one);
    }
    fault(column, std::move(description));
    return std::nullopt;
  }

  std::optional<core::PartialDate> date(const char* column, const std::string& value) {
    if (!core::valid_utf8(value)) {
      fault(column, "is not valid UTF-8: put the text right");
      return std::nullopt;
    }
    if (core::trim(value).empty()) return core::PartialDate{};
    auto parsed = core::read_date(value);
    if (!parsed) {
      fault(column, parsed.error().violations.front().description);
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
    core::NameParts tidied;
    const std::size_t faults_before = row_.faults.size();
    tidied.surname = text("surname", raw_.name.surname, core::kNamePartMax);
    tidied.given = text("given_name", raw_.name.given, core::kNamePartMax);
    tidied.patronymic = text("patronymic", raw_.name.patronymic, core::kNamePartMax);
    tidied.line = text("name", raw_.name.line, core::kNameLineMax);
    const bool has_parts = !tidied.surname.empty() || !tidied.given.empty() || !tidied.patronymic.empty();
    if (has_parts && !tidied.line.empty()) {
      fault("name", "is given beside the parts of the name: give one of the two");
    } else if (row_.faults.size() == faults_before && tidied.line.empty() && tidied.surname.empty()) {
      fault(has_parts ? "surname" : "name",
            "is required: the surname in its column, or the whole name in the column name");
    }
    row_.name.kind = word("name_kind", raw_.name_kind, kNameKinds, kNameKindsNamed).value_or(core::NameKind::kDocument);
    row_.name.language = text("language", raw_.language, kLanguageMax);
    const bool tag = std::all_of(row_.name.language.begin(), row_.name.language.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
    if (!tag) fault("language", "is a language tag like uk, ru or en");
    // What is no person's row, or no text of a person, has been told.
    const bool of_a_person = raw_.fault.find(core::kNoPersonRow) == std::string::npos &&
                             raw_.fault.find(core::kFormulaError) == std::string::npos;
    if (of_a_person) {
      for (auto& [column, description] : name_faults(tidied)) fault(column, std::move(description));
    }
    if (row_.faults.size() != faults_before) return;
    read_brackets(tidied);
    core::NameParts& name = row_.name.parts.reveal();
    name = in_name_case(tidied);
    row_.name.script = script_of(name);
  }

  static core::NameParts in_name_case(const core::NameParts& tidied) {
    core::NameParts name;
    name.surname = core::name_case(tidied.surname);
    name.given = core::name_case(tidied.given);
    name.patronymic = core::name_case(tidied.patronymic);
    name.line = core::name_case(tidied.line);
    return name;
  }

  // "Коваленко (Тридубська)": takes the brackets out of the name and keeps the name at birth as another name.
  void read_brackets(core::NameParts& name) {
    if (core::split_brackets(name.given)) fault("given_name", "has brackets: they belong behind the surname");
    if (core::split_brackets(name.patronymic)) fault("patronymic", "has brackets: they belong behind the surname");
    const bool whole = !name.line.empty();
    std::string& text_of_name = whole ? name.line : name.surname;
    const char* column = whole ? "name" : "surname";
    auto brackets = core::split_brackets(text_of_name);
    if (!brackets) return;
    auto inside = brackets->inside.empty() ? std::nullopt : bracket_meaning(brackets->inside);
    if (!inside || brackets->outside.empty()) {
      fault(column,
            "has brackets that hold something else than one surname, the one at birth, or a nickname after the word "
            "callsign: move it to a column of its own");
      return;
    }
    text_of_name = brackets->outside;
    core::NameParts other;
    if (inside->second == core::NameKind::kNickname) {
      other.line = inside->first;
    } else if (whole) {
      const std::size_t space = std::min(name.line.find(' '), name.line.size());
      if (core::fold_spelling(name.line.substr(0, space)) == core::fold_spelling(inside->first)) return;
      other.line = inside->first + name.line.substr(space);
    } else {
      if (core::fold_spelling(name.surname) == core::fold_spelling(inside->first)) return;
      other = name;
      other.surname = inside->first;
    }
    core::PersonName& added = row_.other_names.emplace_back();
    added.kind = inside->second;
    added.language = row_.name.language;
    added.parts.reveal() = in_name_case(other);
    added.script = script_of(added.parts.reveal());
  }

  // A surname at birth is one word, or one behind words like "дів." or "née"; a nickname stands behind "позивний".
  static std::optional<std::pair<std::string, core::NameKind>> bracket_meaning(const std::string& inside) {
    const std::size_t last = inside.rfind(' ');
    const std::string word = last == std::string::npos ? inside : inside.substr(last + 1);
    const std::string before = last == std::string::npos ? std::string() : word_key(inside.substr(0, last));
    for (const char c : word) {
      const bool letter = static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && c != '-' && c != '\'' && c != '`') return std::nullopt;
    }
    if (before.empty() || introduces_birth_name(before)) return std::pair(word, core::NameKind::kBirth);
    if (introduces_nickname(before)) return std::pair(word, core::NameKind::kNickname);
    return std::nullopt;
  }

  void read_particulars() {
    row_.external_id = text("external_id", raw_.external_id, core::kIdentifierMax);
    core::Particulars& particulars = row_.particulars;
    particulars.sex = word("sex", raw_.sex, kSexes, kSexesNamed).value_or(core::Sex::kUnknown);
    particulars.birth_date = date("birth_date", raw_.birth_date).value_or(core::PartialDate{});
    particulars.birthplace = text("birthplace", raw_.birthplace, core::kPlaceMax);
    particulars.nationality = text("nationality", raw_.nationality, kNationalityMax);
    particulars.rank = text("rank", raw_.rank, kRankMax);
    particulars.unit = text("unit", raw_.unit, core::kUnitMax);
    read_circumstances();
    row_.service_number = text("service_number", raw_.service_number, core::kIdentifierMax);
    if (!row_.service_number.empty() && core::fold_identifier(row_.service_number).empty()) {
      fault("service_number", "has no letter and no digit: write the number, or leave the cell empty");
    }
    row_.inform_kin =
        word("inform_kin", raw_.inform_kin, kInformKin, kInformKinNamed).value_or(core::InformKin::kNotAsked);
    read_region();
  }

  void read_circumstances() {
    core::Particulars& particulars = row_.particulars;
    particulars.mother_name = core::name_case(text("mother_name", raw_.mother_name, core::kNameLineMax));
    if (auto description = sign_fault(particulars.mother_name)) fault("mother_name", std::move(*description));
    read_siblings();
    particulars.marks = text("marks", raw_.marks, core::kMarksMax);
    particulars.last_seen_place = text("last_seen_place", raw_.last_seen_place, core::kPlaceMax);
    particulars.last_seen_date = date("last_seen_date", raw_.last_seen_date).value_or(core::PartialDate{});
    if (particulars.last_seen_date.precision == core::DatePrecision::kYearRange) {
      fault("last_seen_date", "is a day, a month or a year, not a range of years");
    }
  }

  void read_siblings() {
    // One a line is as good as a semicolon between them.
    const std::string tidied = text("siblings", core::replaced(raw_.siblings, "\n", ";"), kSiblingsTextMax);
    auto siblings = core::read_siblings(tidied);
    if (!siblings) {
      fault("siblings", "are " + siblings.error().violations.front().description);
      return;
    }
    for (core::Sibling& sibling : *siblings) {
      sibling.name = core::name_case(sibling.name);
      if (auto wrong = core::date_fault(sibling.birth_date, rules_.today); sibling.birth_date.known() && wrong) {
        fault("siblings", "have a birth date that " + *wrong);
        return;
      }
    }
    row_.particulars.siblings = std::move(*siblings);
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
    const auto kind = core::valid_utf8(raw_.statement) ? statement_of_word(raw_.statement) : std::nullopt;
    if (!kind) {
      fault("statement", core::trim(raw_.statement).empty()
                             ? "is required: captured, missing, killed or another word of the table of statements"
                             : "is no word of the table of statements: captured, missing, killed, exchanged ...");
    }
    row_.recipient = word("recipient", raw_.recipient, kRecipients, kRecipientsNamed).value_or(core::Recipient::kNone);
    row_.health = word("health", raw_.health, kHealths, kHealthsNamed).value_or(core::Health::kNotStated);
    row_.authority = text("authority", raw_.authority, core::kPlaceMax);
    const auto rung = word("evidence", raw_.evidence, kRungs, kRungsNamed);
    if (!rung && core::trim(raw_.evidence).empty()) fault("evidence", "is required: R0 to R6");
    if (!kind || !rung) return;
    row_.kind = *kind;
    row_.rung = *rung;
    check_rules();
  }

  void check_rules() {
    core::Statement statement;
    statement.kind = row_.kind;
    statement.rung = row_.rung;
    statement.fact_date = row_.fact_date;
    statement.recipient = row_.recipient;
    statement.health_given = row_.health != core::Health::kNotStated;
    statement.authority_given = !row_.authority.empty();
    for (core::FieldViolation& violation : core::check_statement(statement, rules_.today, "")) {
      std::string column = column_of(violation.field);
      // What could not be read has its own fault already.
      const bool known = std::any_of(row_.faults.begin(), row_.faults.end(),
                                     [&](const store::RowFault& fault) { return fault.column == column; });
      if (!known) fault(std::move(column), std::move(violation.description));
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

void put_text(runtime::ByteWriter& writer, const std::string& text) {
  writer.string(core::fold_spelling(text));
}

void put_name(runtime::ByteWriter& writer, const core::PersonName& name) {
  const core::NameParts& parts = name.parts.reveal();
  put_text(writer, parts.surname);
  put_text(writer, parts.given);
  put_text(writer, parts.patronymic);
  put_text(writer, parts.line);
  writer.u8(static_cast<std::uint8_t>(name.kind)).string(core::lower_case(name.language));
}

// Columns of later lists: absent when all are empty, so that rows of older lists keep their bytes.
void put_circumstances(runtime::ByteWriter& writer, const core::Particulars& particulars) {
  const bool any = !particulars.mother_name.empty() || !particulars.siblings.empty() || !particulars.marks.empty() ||
                   !particulars.last_seen_place.empty() || particulars.last_seen_date.known();
  if (!any) return;
  put_text(writer, particulars.mother_name);
  put_text(writer, core::format_siblings(particulars.siblings));
  put_text(writer, particulars.marks);
  put_text(writer, particulars.last_seen_place);
  put_date(writer, particulars.last_seen_date);
}

}  // namespace

ReadRow read_row(const RawRow& raw, const ListRules& rules) {
  return Reader(raw, rules).read();
}

std::string canonical_row(const ReadRow& row, core::Side side) {
  const core::Particulars& particulars = row.particulars;
  runtime::ByteWriter writer;
  writer.u8(2).u8(static_cast<std::uint8_t>(side)).string(row.external_id);
  put_name(writer, row.name);
  writer.u8(static_cast<std::uint8_t>(row.other_names.size()));
  for (const core::PersonName& name : row.other_names) put_name(writer, name);
  writer.u8(static_cast<std::uint8_t>(particulars.sex));
  put_date(writer, particulars.birth_date);
  put_text(writer, particulars.birthplace);
  put_text(writer, particulars.nationality);
  put_text(writer, particulars.rank);
  put_text(writer, particulars.unit);
  writer.string(core::fold_identifier(row.service_number));
  writer.u8(static_cast<std::uint8_t>(row.kind)).u8(static_cast<std::uint8_t>(row.rung));
  put_date(writer, row.fact_date);
  put_text(writer, row.place);
  writer.u8(static_cast<std::uint8_t>(row.inform_kin)).u16(row.region);
  writer.u8(static_cast<std::uint8_t>(row.recipient)).u8(static_cast<std::uint8_t>(row.health));
  put_text(writer, row.authority);
  put_circumstances(writer, particulars);
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
