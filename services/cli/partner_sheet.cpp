#include "cli/partner_sheet.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "cli/list_file.hpp"
#include "cli/names.hpp"
#include "cli/sheet/headings.hpp"
#include "cli/sheet/layout.hpp"
#include "cli/sheet/text_rows.hpp"
#include "cli/sheet/xlsx_child.hpp"
#include "core/callback.hpp"
#include "core/date_text.hpp"
#include "core/normal.hpp"

namespace hotline::cli {
namespace {

// Columns that a list of the register does not have, with the headings people write.
constexpr std::array<std::pair<std::string_view, std::string_view>, 36> kOwnHeadings{{
    {"case_number", "case_number"},
    {"case", "case_number"},
    {"номер справи", "case_number"},
    {"№ справи", "case_number"},
    {"номер дела", "case_number"},
    {"asker_name", "asker_name"},
    {"заявник", "asker_name"},
    {"заявитель", "asker_name"},
    {"relation", "relation"},
    {"ким доводиться", "relation"},
    {"кем приходится", "relation"},
    {"родинний зв'язок", "relation"},
    {"answer_language", "answer_language"},
    {"мова відповіді", "answer_language"},
    {"язык ответа", "answer_language"},
    {"phone", "phone"},
    {"телефон", "phone"},
    {"email", "email"},
    {"e-mail", "email"},
    {"пошта", "email"},
    {"почта", "email"},
    {"call_from", "call_from"},
    {"дзвонити з", "call_from"},
    {"звонить с", "call_from"},
    {"call_until", "call_until"},
    {"дзвонити до", "call_until"},
    {"звонить до", "call_until"},
    {"utc_offset", "utc_offset"},
    {"часовий пояс", "utc_offset"},
    {"часовой пояс", "utc_offset"},
    {"consent_signed_on", "consent_signed_on"},
    {"згода від", "consent_signed_on"},
    {"дата згоди", "consent_signed_on"},
    {"дата согласия", "consent_signed_on"},
    {"last_seen_place", "last_seen_place"},
    {"last_seen_date", "last_seen_date"},
}};

constexpr std::array<std::string_view, 23> kColumns{
    "case_number",     "surname",        "given_name",       "patronymic", "name",
    "birth_date",      "birthplace",     "service_number",   "unit",       "sex",
    "mother_name",     "marks",          "asker_name",       "relation",   "answer_language",
    "phone",           "email",          "call_from",        "call_until", "utc_offset",
    "last_seen_place", "last_seen_date", "consent_signed_on"};

constexpr std::array<std::pair<std::string_view, v1::Relation>, 22> kRelationWords{{
    {"мати", v1::RELATION_MOTHER},
    {"мать", v1::RELATION_MOTHER},
    {"батько", v1::RELATION_FATHER},
    {"отец", v1::RELATION_FATHER},
    {"дружина", v1::RELATION_SPOUSE},
    {"жена", v1::RELATION_SPOUSE},
    {"чоловік", v1::RELATION_SPOUSE},
    {"муж", v1::RELATION_SPOUSE},
    {"син", v1::RELATION_CHILD},
    {"сын", v1::RELATION_CHILD},
    {"дочка", v1::RELATION_CHILD},
    {"дочь", v1::RELATION_CHILD},
    {"сестра", v1::RELATION_SIBLING},
    {"брат", v1::RELATION_SIBLING},
    {"бабуся", v1::RELATION_GRANDPARENT},
    {"бабушка", v1::RELATION_GRANDPARENT},
    {"дід", v1::RELATION_GRANDPARENT},
    {"дед", v1::RELATION_GRANDPARENT},
    {"опікун", v1::RELATION_GUARDIAN},
    {"опекун", v1::RELATION_GUARDIAN},
    {"не родич", v1::RELATION_NOT_RELATED},
    {"не родственник", v1::RELATION_NOT_RELATED},
}};

using Cells = std::map<std::string_view, std::string>;

// One or two digits and nothing else.
std::optional<int> whole_number(std::string_view digits) {
  unsigned number = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (fault != std::errc() || end != digits.data() + digits.size() || digits.size() > 2) return std::nullopt;
  return static_cast<int>(number);
}

// "9", "9:00" or "09:00:00".
std::optional<int> full_hour(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon != text.npos && text.substr(colon) != ":00" && text.substr(colon) != ":00:00") return std::nullopt;
  return whole_number(text.substr(0, colon));
}

// "+2", "+05:30", "UTC+3"; in minutes.
std::optional<int> utc_offset(std::string_view text) {
  for (const std::string_view word : {"UTC", "utc"}) {
    if (text.starts_with(word)) text.remove_prefix(word.size());
  }
  const bool behind = text.starts_with('-');
  if (behind || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t colon = text.find(':');
  const auto hours = whole_number(text.substr(0, colon));
  const auto minutes = colon == text.npos ? std::optional<int>(0) : whole_number(text.substr(colon + 1));
  if (!hours || !minutes || *minutes > 59) return std::nullopt;
  return (behind ? -1 : 1) * (*hours * 60 + *minutes);
}

bool is_ours(std::string_view column) {
  return std::find(kColumns.begin(), kColumns.end(), column) != kColumns.end();
}

// Nothing for a heading that no column bears.
std::optional<std::string_view> column_of(const std::string& heading) {
  const std::string folded = sheet::fold_heading(heading);
  for (const auto& [text, column] : kOwnHeadings) {
    if (sheet::fold_heading(text) == folded) return column;
  }
  const auto known = sheet::column_of_heading(heading);
  if (known && is_ours(*known)) return known;
  return std::nullopt;
}

core::Result<std::vector<std::string_view>> read_header(const sheet::Line& line) {
  std::vector<std::string_view> columns;
  std::set<std::string_view> seen;
  core::Error error = core::make_error(core::Reason::kInvalidField, "the header cannot be read");
  const auto fault = [&](const std::string& heading, std::string description) {
    error.violations.push_back({"\"" + heading + "\"", std::move(description)});
  };
  for (const std::string& heading : sheet::header_cells(line.cells)) {
    const auto column = column_of(heading);
    columns.push_back(column.value_or(std::string_view()));
    if (!column && !core::trim(heading).empty()) fault(heading, "is no column; hotline partner template prints them");
    if (column && !seen.insert(*column).second) fault(heading, "means a column that another heading means too");
  }
  if (!seen.contains("case_number")) fault("case_number", "is missing: your own number of each case");
  if (!seen.contains("name") && !seen.contains("surname"))
    fault("surname", "is missing, or the whole name in one column");
  if (!error.violations.empty()) return error;
  return columns;
}

class RowReader {
 public:
  RowReader(const PartnerSheetRules& rules, const Cells& cells, PartnerSheetRow& into)
      : rules_(rules), cells_(cells), into_(into) {}

  void read() {
    v1::PartnerRow& row = into_.row;
    row.set_case_number(cell("case_number"));
    asker(*row.mutable_asker());
    facts(*row.mutable_facts());
    row.set_collected_by(cell("consent_signed_on").empty() ? v1::COLLECTED_BY_FAMILY : v1::COLLECTED_BY_PARTNER);
    date("consent_signed_on", [&] { return row.mutable_consent_signed_on(); });
  }

 private:
  std::string cell(std::string_view column) const {
    const auto found = cells_.find(column);
    return found == cells_.end() ? std::string() : core::trim(found->second);
  }
  void fault(std::string_view column, const std::string& description) {
    into_.faults.push_back(std::string(column) + ": " + description);
  }

  template <typename Message>
  void date(std::string_view column, Message message) {
    const std::string text = cell(column);
    if (text.empty()) return;
    const auto read = core::read_date(text);
    if (!read) return fault(column, read.error().violations.front().description);
    v1::PartialDate& date = *message();
    date.set_year(read->year);
    date.set_month(read->month);
    date.set_day(read->day);
    date.set_year_last(read->year_last);
  }

  void asker(v1::Asker& asker) {
    asker.set_name(cell("asker_name"));
    asker.set_notice_version(rules_.notice_version);
    asker.set_language(rules_.language);
    const std::string language = core::lower_case(cell("answer_language"));
    if (!language.empty()) {
      v1::Language spoken{};
      if (parse_enum_text("LANGUAGE_", language, v1::Language_Parse, spoken)) {
        asker.set_language(spoken);
      } else {
        fault("answer_language", "uk, ru or en");
      }
    }
    relation(asker);
    const std::string phone = cell("phone");
    const std::string email = cell("email");
    if (!phone.empty()) {
      asker.set_safe_contact(v1::SAFE_CONTACT_PHONE);
      asker.set_contact(phone);
    } else if (!email.empty()) {
      asker.set_safe_contact(v1::SAFE_CONTACT_EMAIL);
      asker.set_contact(email);
    }
    hours(asker);
  }

  // Whether they are hours at all is the server's to say; here only what cannot be read.
  void hours(v1::Asker& asker) {
    const std::string from = cell("call_from");
    const std::string until = cell("call_until");
    const std::string offset = cell("utc_offset");
    if (from.empty() && until.empty()) {
      if (!offset.empty()) fault("utc_offset", "belongs to call_from and call_until, which are empty");
      return;
    }
    const auto begin = full_hour(from);
    const auto end = full_hour(until);
    const auto ahead = offset.empty() ? std::optional<int>(core::SafeHours().utc_offset_minutes) : utc_offset(offset);
    if (!begin) fault("call_from", "a full hour, 0 to 23, as call_until");
    if (!end) fault("call_until", "a full hour, 1 to 24, as call_from");
    if (!ahead) fault("utc_offset", "how far the family's clock is ahead of UTC: +2, +5:30");
    if (!begin || !end || !ahead) return;
    v1::SafeHours& safe = *asker.mutable_safe_hours();
    safe.set_from_hour(*begin);
    safe.set_until_hour(*end);
    safe.set_utc_offset_minutes(*ahead);
  }

  void relation(v1::Asker& asker) {
    const std::string text = core::lower_case(cell("relation"));
    if (text.empty()) return;
    v1::Relation relation{};
    for (const auto& [word, meant] : kRelationWords) {
      if (word == text) relation = meant;
    }
    if (relation == v1::Relation{} && !parse_enum_text("RELATION_", text, v1::Relation_Parse, relation)) {
      return fault("relation",
                   "mother, father, spouse, child, sibling, grandparent, other_relative, guardian or not_related");
    }
    asker.set_relation(relation);
  }

  void facts(v1::Facts& facts) {
    v1::PersonName& name = *facts.mutable_name();
    name.set_surname(cell("surname"));
    name.set_given_name(cell("given_name"));
    name.set_patronymic(cell("patronymic"));
    if (name.surname().empty()) name.set_line(cell("name"));
    date("birth_date", [&] { return facts.mutable_birth_date(); });
    date("last_seen_date", [&] { return facts.mutable_last_seen_date(); });
    facts.set_birthplace(cell("birthplace"));
    facts.set_service_number(cell("service_number"));
    facts.set_unit(cell("unit"));
    facts.set_mother_name(cell("mother_name"));
    facts.set_marks(cell("marks"));
    facts.set_last_seen_place(cell("last_seen_place"));
    const std::string sex = core::lower_case(cell("sex"));
    if (sex == "m" || sex == "male" || sex == "ч" || sex == "м") {
      facts.set_sex(v1::SEX_MALE);
    } else if (sex == "f" || sex == "female" || sex == "ж") {
      facts.set_sex(v1::SEX_FEMALE);
    } else if (!sex.empty()) {
      fault("sex", "m or f");
    }
  }

  const PartnerSheetRules& rules_;
  const Cells& cells_;
  PartnerSheetRow& into_;
};

struct Opened {
  std::unique_ptr<std::istream> in;
  sheet::TextFormat format;
};

core::Result<Opened> open(const std::string& path, int sheet_number) {
  const auto facts = look_at(path);
  if (!facts) return facts.error();
  Opened opened;
  if (facts->kind == sheet::FileKind::kXlsx) {
    auto unpacked = sheet::unpack_xlsx(path, sheet_number);
    if (!unpacked) return unpacked.error();
    opened.in = std::move(unpacked->csv);
    return opened;
  }
  if (!facts->certain) {
    return core::make_error(core::Reason::kInvalidField,
                            "the encoding of the file is not certain: save it as UTF-8, or as .xlsx");
  }
  opened.in = std::make_unique<std::ifstream>(path, std::ios::binary);
  opened.format.encoding = facts->encoding;
  opened.format.order = facts->order;
  opened.format.mark = facts->mark;
  opened.format.separator = sheet::propose_separator(*opened.in, opened.format);
  return opened;
}

bool is_empty(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return core::trim(cell).empty(); });
}

}  // namespace

core::Result<std::vector<PartnerSheetRow>> read_partner_sheet(const std::string& path, const PartnerSheetRules& rules) {
  auto opened = open(path, rules.sheet);
  if (!opened) return opened.error();
  std::vector<PartnerSheetRow> rows;
  std::vector<std::string_view> columns;
  std::optional<core::Error> wrong;
  const auto read = sheet::each_line(*opened->in, opened->format, [&](sheet::Line& line) {
    if (is_empty(line.cells)) return true;
    if (columns.empty()) {
      auto header = read_header(line);
      if (!header) wrong = header.error();
      if (header) columns = std::move(*header);
      return !wrong;
    }
    if (rows.size() == kPartnerRowsMax) {
      wrong =
          core::make_error(core::Reason::kInvalidField, "the file has more than 2,000 rows, which is what a day takes");
      return false;
    }
    Cells cells;
    const std::vector<std::string> own = sheet::data_cells(line.cells);
    for (std::size_t i = 0; i < std::min(own.size(), columns.size()); ++i) {
      if (!columns[i].empty()) cells[columns[i]] = own[i];
    }
    PartnerSheetRow& row = rows.emplace_back();
    row.line = line.number;
    row.row.set_row_number(static_cast<std::int64_t>(rows.size()));
    RowReader(rules, cells, row).read();
    return true;
  });
  if (wrong) return *wrong;
  if (!read) return read.error();
  if (rows.empty()) return core::make_error(core::Reason::kInvalidField, "the file has no rows below its header");
  return rows;
}

std::string partner_sheet_template() {
  std::vector<std::string> heads;
  for (const std::string_view column : kColumns) heads.emplace_back(column);
  return sheet::csv_line(heads, sheet::Separator::kComma);
}

}  // namespace hotline::cli
