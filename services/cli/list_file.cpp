#include "cli/list_file.hpp"

#include <filesystem>
#include <fstream>
#include <set>
#include <utility>

#include "cli/sheet/xlsx_child.hpp"
#include "core/normal.hpp"

namespace hotline::cli {
namespace {

// As the header of a list has it.
inline constexpr std::size_t kHeadingMax = 100;

core::Done look_through(OpenedList& list, const core::Bytes32& bytes_sha256) {
  auto found = sheet::find_header(*list.in, list.reading);
  if (!found) return found;
  auto survey = sheet::survey(*list.in, list.reading);
  if (!survey) return survey.error();
  list.survey = std::move(*survey);
  list.sha256 = sheet::hash_of(bytes_sha256, list.reading);
  return core::Nothing{};
}

std::string heading_text(const std::string& heading) {
  std::string text;
  std::size_t points = 0;
  const std::string lower = core::lower_case(heading);
  for (const char c : lower) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins && ++points > kHeadingMax) break;
    text += c;
  }
  return text;
}

}  // namespace

core::Result<sheet::ByteFacts> look_at(const std::string& path) {
  std::error_code failed;
  std::ifstream in(path, std::ios::binary);
  if (!in || !std::filesystem::is_regular_file(path, failed)) {
    return core::make_error(core::Reason::kNotFound, "the file cannot be read");
  }
  sheet::ByteFacts facts = sheet::scan_bytes(in);
  if (facts.kind == sheet::FileKind::kOldWorkbook) {
    return core::make_error(core::Reason::kInvalidField,
                            "the file is a workbook of the old kind (.xls), or one protected by a password: save it as "
                            ".xlsx without a password, or as CSV");
  }
  if (facts.kind == sheet::FileKind::kNoText) {
    return core::make_error(core::Reason::kInvalidField,
                            "the file is no text and no workbook: give a CSV file or an .xlsx workbook");
  }
  if (facts.bytes == 0) return core::make_error(core::Reason::kInvalidField, "the file is empty");
  return facts;
}

core::Result<OpenedList> open_list(const FileOptions& options, const sheet::ByteFacts& facts) {
  OpenedList list;
  list.reading.rules = options.rules;
  list.reading.side = options.side;
  if (facts.kind == sheet::FileKind::kXlsx) {
    auto unpacked = sheet::unpack_xlsx(options.path, options.sheet);
    if (!unpacked) return unpacked.error();
    list.in = std::move(unpacked->csv);
    list.reading.workbook = true;
    list.reading.sheet = options.sheet;
    list.reading.sheets = unpacked->sheets;
  } else {
    list.in = std::make_unique<std::ifstream>(options.path, std::ios::binary);
    list.reading.format.encoding = options.encoding.value_or(facts.encoding);
    list.reading.format.order = facts.order;
    list.reading.format.mark = facts.mark;
    list.reading.format.separator =
        options.separator ? *options.separator : sheet::propose_separator(*list.in, list.reading.format);
  }
  auto looked = look_through(list, facts.sha256);
  if (!looked) return looked.error();
  return list;
}

core::Result<OpenedList> open_plain_list(std::unique_ptr<std::istream> in, core::Side side) {
  OpenedList list;
  list.in = std::move(in);
  list.reading.side = side;
  const sheet::ByteFacts facts = sheet::scan_bytes(*list.in);
  auto looked = look_through(list, facts.sha256);
  if (!looked) return looked.error();
  return list;
}

v1::ListRow to_message(sheet::ListCells cells) {
  v1::ListRow row;
  row.set_row_number(cells.number);
  row.set_external_id(std::move(cells.external_id));
  row.mutable_name()->set_surname(std::move(cells.surname));
  row.mutable_name()->set_given_name(std::move(cells.given_name));
  row.mutable_name()->set_patronymic(std::move(cells.patronymic));
  row.mutable_name()->set_line(std::move(cells.name));
  row.set_name_kind(std::move(cells.name_kind));
  row.set_language(std::move(cells.language));
  row.set_sex(std::move(cells.sex));
  row.set_birth_date(std::move(cells.birth_date));
  row.set_birthplace(std::move(cells.birthplace));
  row.set_nationality(std::move(cells.nationality));
  row.set_rank(std::move(cells.rank));
  row.set_unit(std::move(cells.unit));
  row.set_service_number(std::move(cells.service_number));
  row.set_statement(std::move(cells.statement));
  row.set_fact_date(std::move(cells.fact_date));
  row.set_place(std::move(cells.place));
  row.set_evidence(std::move(cells.evidence));
  row.set_inform_kin(std::move(cells.inform_kin));
  row.set_region(std::move(cells.region));
  row.set_recipient(std::move(cells.recipient));
  row.set_health(std::move(cells.health));
  row.set_authority(std::move(cells.authority));
  row.set_mother_name(std::move(cells.mother_name));
  row.set_siblings(std::move(cells.siblings));
  row.set_marks(std::move(cells.marks));
  row.set_last_seen_place(std::move(cells.last_seen_place));
  row.set_last_seen_date(std::move(cells.last_seen_date));
  row.set_fault(std::move(cells.fault));
  return row;
}

std::vector<v1::ColumnMapping> column_mapping(const sheet::Layout& layout) {
  std::vector<v1::ColumnMapping> mapping;
  std::set<std::string> seen;
  for (const sheet::Column& column : layout.columns) {
    const std::string heading = heading_text(column.heading);
    if (heading.empty() || column.column == "reason" || !seen.insert(heading).second) continue;
    v1::ColumnMapping& one = mapping.emplace_back();
    one.set_heading(heading);
    one.set_column(column.column);
  }
  return mapping;
}

}  // namespace hotline::cli
