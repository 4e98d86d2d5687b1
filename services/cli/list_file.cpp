#include "cli/list_file.hpp"

#include <csv.h>
#include <sodium.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "core/normal.hpp"

namespace hotline::cli {
namespace {

// A row of all columns at their limits stays far below this; more is a quote that never closes.
inline constexpr std::size_t kRowBytesMax = 256 * 1024;
inline constexpr std::size_t kCellBytesMax = 4096;
inline constexpr std::size_t kColumnsMax = 200;

using Setter = void (*)(v1::ListRow&, std::string);

const std::map<std::string, Setter, std::less<>>& setters() {
  static const std::map<std::string, Setter, std::less<>> all{
      {"external_id", [](v1::ListRow& row, std::string text) { row.set_external_id(std::move(text)); }},
      {"surname", [](v1::ListRow& row, std::string text) { row.mutable_name()->set_surname(std::move(text)); }},
      {"given_name", [](v1::ListRow& row, std::string text) { row.mutable_name()->set_given_name(std::move(text)); }},
      {"patronymic", [](v1::ListRow& row, std::string text) { row.mutable_name()->set_patronymic(std::move(text)); }},
      {"name", [](v1::ListRow& row, std::string text) { row.mutable_name()->set_line(std::move(text)); }},
      {"name_kind", [](v1::ListRow& row, std::string text) { row.set_name_kind(std::move(text)); }},
      {"language", [](v1::ListRow& row, std::string text) { row.set_language(std::move(text)); }},
      {"sex", [](v1::ListRow& row, std::string text) { row.set_sex(std::move(text)); }},
      {"birth_date", [](v1::ListRow& row, std::string text) { row.set_birth_date(std::move(text)); }},
      // The year alone, for lists that keep it in a column of its own.
      {"birth_year",
       [](v1::ListRow& row, std::string text) {
         if (row.birth_date().empty()) row.set_birth_date(std::move(text));
       }},
      {"birthplace", [](v1::ListRow& row, std::string text) { row.set_birthplace(std::move(text)); }},
      {"nationality", [](v1::ListRow& row, std::string text) { row.set_nationality(std::move(text)); }},
      {"rank", [](v1::ListRow& row, std::string text) { row.set_rank(std::move(text)); }},
      {"unit", [](v1::ListRow& row, std::string text) { row.set_unit(std::move(text)); }},
      {"service_number", [](v1::ListRow& row, std::string text) { row.set_service_number(std::move(text)); }},
      {"statement", [](v1::ListRow& row, std::string text) { row.set_statement(std::move(text)); }},
      {"fact_date", [](v1::ListRow& row, std::string text) { row.set_fact_date(std::move(text)); }},
      {"place", [](v1::ListRow& row, std::string text) { row.set_place(std::move(text)); }},
      {"evidence", [](v1::ListRow& row, std::string text) { row.set_evidence(std::move(text)); }},
      {"inform_kin", [](v1::ListRow& row, std::string text) { row.set_inform_kin(std::move(text)); }},
      {"region", [](v1::ListRow& row, std::string text) { row.set_region(std::move(text)); }},
  };
  return all;
}

// A column that the file of refused rows adds; read back, it is passed over.
inline constexpr std::string_view kReasonColumn = "reason";

// libcsv pushes cells and row ends; this gathers them.
class Parser {
 public:
  Parser(Separator separator, std::function<bool(std::vector<std::string>)> row) : row_(std::move(row)) {
    csv_init(&csv_, CSV_APPEND_NULL);
    csv_set_delim(&csv_, static_cast<unsigned char>(separator));
  }
  ~Parser() { csv_free(&csv_); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  core::Done feed(std::string_view bytes) {
    pending_ += bytes.size();
    const std::size_t taken = csv_parse(&csv_, bytes.data(), bytes.size(), on_cell, on_row, this);
    if (taken != bytes.size()) return broken();
    if (pending_ > kRowBytesMax + bytes.size()) {
      return core::make_error(core::Reason::kInvalidField,
                              "after row " + std::to_string(rows_) + " a quote is opened that never closes");
    }
    return core::Nothing{};
  }
  core::Done finish() {
    if (csv_fini(&csv_, on_cell, on_row, this) != 0) return broken();
    return core::Nothing{};
  }
  bool stopped() const { return stopped_; }

 private:
  static void on_cell(void* text, std::size_t size, void* self) {
    auto& parser = *static_cast<Parser*>(self);
    if (parser.cells_.size() < kColumnsMax) {
      parser.cells_.emplace_back(static_cast<const char*>(text), std::min(size, kCellBytesMax));
    }
  }
  static void on_row(int /*separator*/, void* self) {
    auto& parser = *static_cast<Parser*>(self);
    parser.pending_ = 0;
    ++parser.rows_;
    if (!parser.stopped_ && !parser.row_(std::exchange(parser.cells_, {}))) parser.stopped_ = true;
    parser.cells_.clear();
  }
  core::Error broken() const {
    return core::make_error(core::Reason::kInvalidField, "the file cannot be read after row " + std::to_string(rows_));
  }

  csv_parser csv_{};
  std::function<bool(std::vector<std::string>)> row_;
  std::vector<std::string> cells_;
  std::size_t pending_ = 0;
  std::int64_t rows_ = -1;  // the header is row 0
  bool stopped_ = false;
};

core::Done parse(std::istream& in, Separator separator, const std::function<void(std::string_view)>& see,
                 const std::function<bool(std::vector<std::string>)>& row) {
  in.clear();
  in.seekg(0);
  Parser parser(separator, row);
  std::vector<char> block(64 * 1024);
  bool first = true;
  while (!parser.stopped() && (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0)) {
    std::string_view bytes(block.data(), static_cast<std::size_t>(in.gcount()));
    see(bytes);
    if (bytes.find('\0') != std::string_view::npos) {
      return core::make_error(core::Reason::kInvalidField, "the file is not text: it holds NUL bytes");
    }
    if (first && bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
    first = false;
    const auto fed = parser.feed(bytes);
    if (!fed) return fed;
  }
  if (parser.stopped()) return core::Nothing{};
  return parser.finish();
}

core::Error header_faults(const std::vector<std::string>& header) {
  core::Error error = core::make_error(core::Reason::kInvalidField, "the header of the list is not as it must be");
  std::vector<std::string> seen;
  for (const auto& column : header) {
    if (column != kReasonColumn && !setters().contains(column)) {
      error.violations.push_back({"column " + std::to_string(seen.size() + 1), "no column of a list has this name"});
    } else if (std::find(seen.begin(), seen.end(), column) != seen.end()) {
      error.violations.push_back({column, "stands twice"});
    }
    seen.push_back(column);
  }
  const auto has = [&](const char* column) { return std::find(header.begin(), header.end(), column) != header.end(); };
  if (!has("name") && !has("surname")) error.violations.push_back({"surname", "surname or name must be there"});
  if (!has("statement")) error.violations.push_back({"statement", "must be there"});
  if (!has("evidence")) error.violations.push_back({"evidence", "must be there"});
  return error;
}

}  // namespace

core::Result<FileFacts> survey(std::istream& in, Separator separator) {
  FileFacts facts;
  crypto_hash_sha256_state hash;
  crypto_hash_sha256_init(&hash);
  bool header_read = false;
  const auto parsed = parse(
      in, separator,
      [&](std::string_view bytes) {
        crypto_hash_sha256_update(&hash, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
      },
      [&](std::vector<std::string> cells) {
        if (header_read) {
          ++facts.rows;
          return true;
        }
        header_read = true;
        for (auto& cell : cells) facts.header.push_back(core::lower_case(core::trim(cell)));
        // A wrong header ends the reading: the rest would mean nothing.
        return header_faults(facts.header).violations.empty();
      });
  if (!parsed) return parsed.error();
  core::Error faults = header_faults(facts.header);
  if (!faults.violations.empty()) return faults;
  if (facts.rows == 0) return core::make_error(core::Reason::kInvalidField, "the list holds no row");
  crypto_hash_sha256_final(&hash, facts.sha256.data());
  return facts;
}

core::Done read_rows(std::istream& in, Separator separator, const std::function<bool(FileRow)>& take) {
  std::int64_t number = -1;
  return parse(
      in, separator, [](std::string_view) {},
      [&](std::vector<std::string> cells) {
        if (++number == 0) return true;
        return take(FileRow{number, std::move(cells)});
      });
}

v1::ListRow to_message(const std::vector<std::string>& header, const FileRow& row) {
  v1::ListRow message;
  message.set_row_number(row.number);
  if (row.cells.size() > header.size()) {
    message.set_fault("has more columns than the header");
    return message;
  }
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (!core::valid_utf8(row.cells[i])) {
      message.set_fault("column " + header[i] + " is not UTF-8");
      return message;
    }
    const auto setter = setters().find(header[i]);
    if (setter != setters().end() && !row.cells[i].empty()) setter->second(message, row.cells[i]);
  }
  return message;
}

void write_csv_line(std::ostream& out, const std::vector<std::string>& cells, Separator separator) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out << static_cast<char>(separator);
    std::string quoted(cells[i].size() * 2 + 2, '\0');
    const bool plain = cells[i].find_first_of("\"\r\n") == std::string::npos &&
                       cells[i].find(static_cast<char>(separator)) == std::string::npos &&
                       core::trim(cells[i]) == cells[i];
    if (plain) {
      out << cells[i];
    } else {
      quoted.resize(csv_write(quoted.data(), quoted.size(), cells[i].data(), cells[i].size()));
      out << quoted;
    }
  }
  out << "\r\n";
}

}  // namespace hotline::cli
